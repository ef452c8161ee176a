/** @import { Settings, StepKind, Value } from '../protocol.js' */
/** @import { Alerts } from './alerts.js' */
/** @import { Store } from './store.js' */
/** @import { WorkerClient } from './worker-client.js' */
import { t } from './i18n.js';
import { defaultsOf, findOption } from './settings.js';
import { formatHash, parseHash } from './url-state.js';
import { Refusal } from './worker-client.js';

/** What a visitor can do to the run, whichever control, key or link it comes from. */
export class Run {
  #store;
  #client;
  #alerts;

  /**
   * @param {Store} store
   * @param {WorkerClient} client
   * @param {Alerts} alerts
   */
  constructor(store, client, alerts) {
    this.#store = store;
    this.#client = client;
    this.#alerts = alerts;
    // Back, Forward and an edited address all end here.
    addEventListener('popstate', () => void this.#report(this.#follow(location.hash)));
  }

  /** What the controls show: the running settings and what waits for a reset. */
  get shown() {
    return { ...this.#store.state.settings, ...this.#store.state.pending };
  }

  async toggle() {
    const { playing } = this.#store.state;
    // Shown at once; the worker confirms it between two chunks.
    this.#store.set({ playing: !playing, finished: false });
    await this.#report(this.#client.call(playing ? 'pause' : 'play', {}));
  }

  /** @param {StepKind} what */
  async step(what) {
    if (this.#store.state.phase !== 'ready') return;
    await this.#report(this.#client.call('step', { what }));
  }

  async reset() {
    if (this.#store.state.phase === 'ready') await this.#report(this.#begin(this.shown));
  }

  async backToDefaults() {
    const { registry } = this.#store.state;
    if (!registry) return;
    const { variant, seed, device } = this.shown;
    await this.#report(this.#aim({ ...defaultsOf(registry, variant), ...defined({ variant, seed, device }) }));
    this.remember();
  }

  /**
   * Changes one option: at once where it is live, or where the run has not begun; else with the next reset. Another
   * variant is another run, so it begins at once.
   * @param {string} key
   * @param {Value} value
   * @throws what the module says against the value; nothing has changed then
   */
  async change(key, value) {
    const { registry } = this.#store.state;
    if (!registry) return;
    const { seed, device, steps } = this.shown;
    const target = key === 'variant' ? defined({ variant: value, seed, device, steps }) : { ...this.shown, [key]: value };
    const full = await this.#client.call('resolve', { settings: target });
    if (key === 'variant') await this.#begin(full);
    else await this.#aim(full);
    this.remember();
  }

  /** @param {string} hash */
  async #follow(hash) {
    const full = await this.#client.call('resolve', { settings: parseHash(hash) });
    const { registry, settings } = this.#store.state;
    const needsReset = Object.keys(full).some((key) => full[key] !== settings[key] && !(registry && findOption(registry, key)?.live));
    if (needsReset) await this.#begin(full);
    else await this.#aim(full);
  }

  /**
   * Brings the controls to `target`, and the run as far as it can go without a reset.
   * @param {Settings} target full
   */
  async #aim(target) {
    const { registry, settings } = this.#store.state;
    if (!registry) return;
    const changed = Object.keys(target).filter((key) => target[key] !== settings[key]);
    const waiting = changed.filter((key) => !findOption(registry, key)?.live);
    const hasBegun = (this.#store.state.figures?.iteration ?? 0) > 0;
    if (waiting.length > 0 && !hasBegun) return this.#begin(target);
    for (const key of changed) {
      if (waiting.includes(key)) continue;
      try {
        this.#store.set({ settings: await this.#client.call('set_option', { key, value: target[key] ?? '' }) });
      } catch (error) {
        // It makes sense beside what waits for the reset, not beside what runs: so it waits, too.
        if (!(error instanceof Refusal) || error.code !== 'conflict') throw error;
        waiting.push(key);
      }
    }
    this.#store.set({ pending: Object.fromEntries(waiting.map((key) => [key, target[key] ?? ''])) });
  }

  /** @param {Settings} settings */
  async #begin(settings) {
    await this.#client.call('reset', { settings });
    this.#store.set({ pending: {}, finished: false });
  }

  /** Puts the settings shown into the address, as a step that Back undoes. */
  remember() {
    const { registry } = this.#store.state;
    if (!registry) return;
    const hash = formatHash(registry, this.shown);
    if (hash !== location.hash) history.pushState(null, '', hash);
  }

  /** @returns {string} the address that starts this run */
  link() {
    const { registry } = this.#store.state;
    const url = new URL(location.href);
    if (registry) url.hash = formatHash(registry, this.shown);
    return url.href;
  }

  async copyLink() {
    try {
      await navigator.clipboard.writeText(this.link());
      this.#alerts.toast(t('ui.copied'));
    } catch {
      history.replaceState(null, '', this.link());
      this.#alerts.toast(t('ui.copy_failed'));
    }
  }

  /** @param {Promise<unknown>} doing */
  async #report(doing) {
    try {
      await doing;
    } catch (error) {
      this.#alerts.show(error);
    }
  }
}

/**
 * @param {Record<string, Value | undefined>} values
 * @returns {Settings}
 */
function defined(values) {
  return /** @type {Settings} */ (Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)));
}
