/** @import { DatasetState, Equations, Mark, Registry, Settings } from '../protocol.js' */
/** @import { DeviceReason, Figures, Plotted } from '../messages.js' */
/** @import { Limits } from '../shared/limits.js' */
import { NO_LIMITS } from '../shared/limits.js';
import { Texts } from './i18n.js';

/**
 * @typedef {object} State
 * @property {Texts} texts in the language that is shown
 * @property {'starting' | 'ready' | 'broken'} phase
 * @property {Registry | null} registry
 * @property {Limits} limits what the link leaves open
 * @property {Settings} settings of the running run
 * @property {Settings} pending what the controls show and the run does not have yet
 * @property {Equations | null} equations what the players minimise with the settings of the run; null: what its variant's do
 * @property {Mark | null} mark how the discriminator did on images that it has not been trained on
 * @property {boolean} playing
 * @property {boolean} finished
 * @property {Figures | null} figures
 * @property {{ device: string, adapter: string, reason: DeviceReason, threads: number } | null} device
 * @property {DatasetState | null} dataset
 * @property {Plotted | null} scatter null where the data is images
 * @property {Stray | null} stray why a link would not give this run again
 */

/** `changed` in flight, `halves` of iterations, `restored` from a checkpoint. @typedef {'changed' | 'halves' | 'restored'} Stray */

/** What the page knows. Components subscribe to the keys they show. */
export class Store {
  /** @type {State} */
  #state = {
    texts: new Texts({}, 'en'),
    phase: 'starting',
    registry: null,
    limits: NO_LIMITS,
    settings: {},
    pending: {},
    equations: null,
    mark: null,
    playing: false,
    finished: false,
    figures: null,
    device: null,
    dataset: null,
    scatter: null,
    stray: null,
  };
  /** @type {Set<{ keys: (keyof State)[], listener: (state: Readonly<State>) => void }>} */
  #subscriptions = new Set();

  /** @returns {Readonly<State>} */
  get state() {
    return this.#state;
  }

  /** @param {Partial<State>} changes */
  set(changes) {
    const before = this.#state;
    this.#state = { ...before, ...changes };
    const changed = new Set(Object.keys(changes).filter((key) => Reflect.get(before, key) !== Reflect.get(this.#state, key)));
    for (const { keys, listener } of [...this.#subscriptions]) {
      if (keys.some((key) => changed.has(key))) listener(this.#state);
    }
  }

  /**
   * Calls at once, and at every change of these keys until the returned function is called.
   * @param {(keyof State)[]} keys
   * @param {(state: Readonly<State>) => void} listener
   */
  watch(keys, listener) {
    const subscription = { keys, listener };
    this.#subscriptions.add(subscription);
    listener(this.#state);
    return () => void this.#subscriptions.delete(subscription);
  }
}
