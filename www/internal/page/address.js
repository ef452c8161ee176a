/** @import { Settings } from '../protocol.js' */
/** @import { Alerts } from './alerts.js' */
/** @import { Run } from './run.js' */
/** @import { Store } from './store.js' */
import { PageError } from '../shared/failure.js';
import { unknownNames } from '../shared/limits.js';
import { defined, findOption } from './settings.js';
import { formatHash, parseLink } from './url-state.js';

/** The page's address, which is the link of its run: it follows the controls, and the run follows it. */
export class Address {
  #store;
  #run;
  #alerts;
  /** @type {string | null} the option whose value the newest step in the browser's history has changed */
  #turned = null;

  /**
   * @param {Store} store
   * @param {Run} run
   * @param {Alerts} alerts
   */
  constructor(store, run, alerts) {
    this.#store = store;
    this.#run = run;
    this.#alerts = alerts;
    run.onAimed = (key) => this.remember(key);
    // Back, Forward and an edited address all end here.
    addEventListener('popstate', () => {
      this.#turned = null;
      void run.report(this.#follow());
    });
  }

  /** @returns {Settings} the settings of the address; what else it says is kept for the controls */
  read() {
    const { settings, limits } = parseLink(location.hash);
    this.#store.set({ limits });
    return settings;
  }

  /** Says which names of a lock or a part nobody knows: they would silently lock or hide nothing. */
  tellUnknown() {
    const { registry, limits } = this.#store.state;
    const names = registry ? unknownNames(registry, limits) : [];
    if (names.length > 0) this.#alerts.show(new PageError('link_unknown', { names: this.#store.state.texts.list(names) }));
  }

  async #follow() {
    await this.#run.follow(this.read());
    this.tellUnknown();
  }

  /**
   * Puts the settings shown into the address, as a step that Back undoes. A number that is turned further is the same
   * step: each press of an arrow key on a slider is a change.
   * @param {string | null} key of the one option that was changed; null: perhaps several
   */
  remember(key) {
    const { registry, limits } = this.#store.state;
    if (!registry) return;
    const hash = formatHash(registry, this.#run.shown, limits);
    if (hash === location.hash) return;
    const isNumber = key !== null && ['int', 'float'].includes(findOption(registry, key)?.kind.type ?? '');
    try {
      if (isNumber && key === this.#turned) history.replaceState(null, '', hash);
      else history.pushState(null, '', hash);
      this.#turned = isNumber ? key : null;
    } catch {
      // A browser allows only so many in a short time; the settings hold all the same, and the next change tells of them too.
    }
  }

  /**
   * The address that starts this run, with what a link locks and hides.
   * @param {Settings} [differing] settings that the link should have instead
   */
  link(differing = {}) {
    const { registry, limits } = this.#store.state;
    const url = new URL(location.href);
    if (registry) url.hash = formatHash(registry, { ...this.#run.shown, ...differing }, limits);
    return url.href;
  }

  /** The address that makes what is on the screen again: it stops here, on the device that computed it. */
  resultLink() {
    const { settings, figures, device } = this.#store.state;
    return this.link({ ...settings, steps: figures?.iteration ?? 0, ...defined({ device: device?.device }) });
  }

  /** @param {string} link */
  async copy(link) {
    const { texts } = this.#store.state;
    try {
      await navigator.clipboard.writeText(link);
      this.#alerts.toast(texts.t('ui.copied'));
    } catch {
      history.replaceState(null, '', link);
      this.#alerts.toast(texts.t('ui.copy_failed'));
    }
  }
}
