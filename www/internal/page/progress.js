/** @import { Phase } from '../messages.js' */
/** @import { State, Store } from './store.js' */
import { byId } from './dom.js';
import { bytesParts } from './format.js';
import { optionalText, t } from './i18n.js';

/** The most pressing wait comes first. */
const ORDER = /** @type {const} */ (['module', 'first_step', 'data']);

/** One line of words and one bar for every wait, in a place that is always there. */
export class Progress {
  #text = byId('status-text');
  #bar = byId('status-bar', HTMLProgressElement);
  /** @type {Map<Phase, { loaded: number, total: number }>} */
  #waits = new Map();
  #store;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    store.watch(['phase', 'playing', 'finished', 'device', 'dataset', 'scatter', 'figures'], () => this.#draw());
  }

  /**
   * @param {Phase} phase
   * @param {number} loaded
   * @param {number} total
   * @param {boolean} done
   */
  update(phase, loaded, total, done) {
    if (done) this.#waits.delete(phase);
    else this.#waits.set(phase, { loaded, total });
    this.#draw();
  }

  #draw() {
    const { state } = this.#store;
    const phase = state.phase === 'broken' ? undefined : ORDER.find((candidate) => this.#waits.has(candidate) && isAwaited(candidate, state));
    const wait = phase && this.#waits.get(phase);
    const text = phase && wait ? waitText(phase, wait, state) : restText(state);
    if (this.#text.textContent !== text) this.#text.textContent = text;
    this.#bar.classList.toggle('is-idle', !wait);
    if (!wait) return;
    if (wait.total > 0) this.#bar.value = Math.min(1, wait.loaded / wait.total);
    else this.#bar.removeAttribute('value');
  }
}

/**
 * Rests of MNIST that still arrive are no wait for a run on points, or one that has all images of its own.
 * @param {Phase} phase
 * @param {Readonly<State>} state
 */
function isAwaited(phase, { dataset, scatter }) {
  return phase !== 'data' || (!scatter && (!dataset || dataset.loaded < dataset.count));
}

/**
 * @param {Phase} phase
 * @param {{ loaded: number, total: number }} wait
 * @param {Readonly<State>} state
 */
function waitText(phase, { loaded, total }, state) {
  if (phase === 'first_step') return t(state.device?.device === 'webgpu' ? 'ui.status.first_step_gpu' : 'ui.status.first_step_cpu');
  return t(`ui.status.${phase}`, { name: 'MNIST', loaded: bytes(loaded), total: bytes(total) });
}

/** @param {Readonly<State>} state */
function restText(state) {
  if (state.phase === 'broken') return t('ui.status.broken');
  if (state.phase === 'starting') return t('ui.status.start');
  if (state.finished) return t('ui.status.finished', { label: optionalText('option.steps.label', 'steps') });
  if (state.playing) return t(state.scatter || (state.dataset && state.dataset.loaded > 0) ? 'ui.status.training' : 'ui.status.waiting');
  const { iteration = 0, d_steps_done = 0 } = state.figures ?? {};
  if (d_steps_done > 0) return t(d_steps_done === 1 ? 'ui.status.ahead_one' : 'ui.status.ahead', { n: d_steps_done });
  return iteration > 0 ? t('ui.status.paused') : t('ui.status.ready');
}

/** @param {number} n */
function bytes(n) {
  const parts = bytesParts(n);
  return t(`ui.bytes.${parts.unit}`, { n: parts.n });
}
