/** @import { Registry, Settings, StepKind, Value } from '../protocol.js' */
/** @import { Alerts } from './alerts.js' */
/** @import { Store } from './store.js' */
/** @import { Calling } from './worker-client.js' */
import { errorCode } from '../shared/failure.js';
import { Gate } from '../shared/gate.js';
import { isLocked, isOptionShown } from '../shared/limits.js';
import { defaultsOf, defined, findOption, without } from './settings.js';
import { Refusal } from './worker-client.js';

/** They say how long and where, not what is trained. */
const SAME_RUN = ['steps'];

/** What a visitor can do to the run, whichever control, key or link it comes from. */
export class Run {
  #store;
  #client;
  #alerts;
  /** Each change begins with what the one before it has left. */
  #changes = new Gate();

  /**
   * @param {Store} store
   * @param {Calling} client
   * @param {Alerts} alerts
   */
  constructor(store, client, alerts) {
    this.#store = store;
    this.#client = client;
    this.#alerts = alerts;
  }

  /**
   * What the controls show has been changed by a visitor: the one option of this key, or with null perhaps several.
   * @type {(key: string | null) => void}
   */
  onAimed = () => {};

  /** What the controls show: the running settings and what waits for a reset. */
  get shown() {
    return { ...this.#store.state.settings, ...this.#store.state.pending };
  }

  /** @param {string} key */
  isLocked(key) {
    return isLocked(this.#store.state.limits, key);
  }

  /** The values of what is locked. */
  get locked() {
    return this.#shownIf((key) => this.isLocked(key));
  }

  /** @param {(key: string) => boolean} isKept @returns {Settings} */
  #shownIf(isKept) {
    return Object.fromEntries(Object.entries(this.shown).filter(([key]) => isKept(key)));
  }

  async toggle() {
    const { playing } = this.#store.state;
    // Shown at once; the worker confirms it between two chunks.
    this.#store.set({ playing: !playing, finished: false });
    await this.report(this.#client.call(playing ? 'pause' : 'play', {}));
  }

  /** @param {StepKind} what */
  async step(what) {
    if (this.#store.state.phase !== 'ready') return;
    await this.report(this.#step(what));
  }

  /** @param {StepKind} what */
  async #step(what) {
    const wasMade = await this.#client.call('step', { what });
    if (wasMade && what !== 'iteration') this.#stray('halves');
  }

  async reset() {
    if (this.#store.state.phase === 'ready') await this.report(this.begin());
  }

  /** The same by a key, which is easily hit: what has been trained is given up at the second press only. */
  async resetByKey() {
    const { phase, figures, texts } = this.#store.state;
    const iteration = figures?.iteration ?? 0;
    if (phase !== 'ready') return;
    if (iteration === 0 || this.#alerts.confirms(texts.t('ui.reset.again', { iteration }))) await this.reset();
  }

  /**
   * A new run.
   * @param {Settings | (() => Settings)} [settings] those shown, if absent; a function sees what the changes before it have left
   * @throws what the module says against them; the run goes on then
   */
  begin(settings) {
    return this.#changes.run(() => this.#begin(valueOf(settings ?? this.shown)));
  }

  async backToDefaults() {
    const { registry } = this.#store.state;
    if (!registry) return;
    await this.report(this.#changes.run(() => this.#aim(this.#defaults(registry))));
    this.onAimed(null);
  }

  /** @param {Registry} registry */
  #defaults(registry) {
    const { variant, seed, device } = this.shown;
    const { limits } = this.#store.state;
    return { ...defaultsOf(registry, variant), ...defined({ variant, seed, device }), ...this.#shownIf((key) => this.isLocked(key) || !isOptionShown(limits, key)) };
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
    if (this.isLocked(key)) throw new Refusal({ code: 'locked', message: '', params: { key } });
    await this.aimAt(key, value);
    this.onAimed(key);
  }

  /**
   * The same for whoever is not bound by locks.
   * @param {string} key
   * @param {Value} value
   */
  aimAt(key, value) {
    return this.#changes.run(async () => {
      const full = await this.resolve({ ...this.changed(this.shown, key, value), ...without(this.locked, key) });
      if (key === 'variant') await this.#begin(full);
      else await this.#aim(full);
    });
  }

  /**
   * Settings with another value of one option. Another variant brings its own defaults.
   * @param {Settings} settings
   * @param {string} key
   * @param {Value} value
   * @returns {Settings}
   */
  changed(settings, key, value) {
    if (key !== 'variant') return { ...settings, [key]: value };
    const { seed, device, steps } = settings;
    return { ...defined({ seed, device, steps }), variant: value };
  }

  /**
   * @param {Settings} settings
   * @returns {Promise<Settings>} all of them, as the module understands them
   * @throws what the module says against them
   */
  resolve(settings) {
    return this.#client.call('resolve', { settings });
  }

  /**
   * Settings that come from outside, as from a link or an attribute.
   * @param {Settings | (() => Settings)} settings what is missing takes its default; a function sees what the changes before it have left
   */
  follow(settings) {
    return this.#changes.run(async () => {
      const full = await this.resolve(valueOf(settings));
      const { registry, settings: running } = this.#store.state;
      const needsReset = Object.keys(full).some((key) => full[key] !== running[key] && !(registry && findOption(registry, key)?.live));
      if (needsReset) await this.#begin(full);
      else await this.#aim(full);
    });
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
        if (hasBegun && !SAME_RUN.includes(key)) this.#stray('changed');
      } catch (error) {
        // It makes sense beside what waits for the reset, not beside what runs: so it waits, too.
        if (errorCode(error) !== 'conflict') throw error;
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

  /** @param {import('./store.js').Stray} why */
  #stray(why) {
    this.#store.set({ stray: this.#store.state.stray ?? why });
  }

  /**
   * Tells what goes wrong.
   * @param {Promise<unknown>} doing
   */
  async report(doing) {
    try {
      await doing;
    } catch (error) {
      this.#alerts.show(error);
    }
  }
}

/** @param {Settings | (() => Settings)} settings */
function valueOf(settings) {
  return typeof settings === 'function' ? settings() : settings;
}
