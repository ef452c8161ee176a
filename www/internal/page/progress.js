/** @import { Phase } from '../messages.js' */
/** @import { State } from './store.js' */
/** @import { Ui } from './ui.js' */
import { isLocked } from '../shared/limits.js';

/** The most pressing wait comes first. */
const ORDER = /** @type {const} */ (['module', 'first_step', 'connection', 'data']);

/** One line of words and one bar for every wait, in a place that is always there. */
export class Progress {
  #ui;
  #text;
  #bar;
  /** @type {Map<Phase, { loaded: number, total: number }>} */
  #waits = new Map();

  /** @param {Ui} ui */
  constructor(ui) {
    this.#ui = ui;
    this.#text = ui.byId('status-text');
    this.#bar = ui.byId('status-bar', HTMLProgressElement);
    ui.store.watch(['phase', 'playing', 'finished', 'limits', 'device', 'dataset', 'scatter', 'figures', 'texts'], () => this.#draw());
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
    const { state } = this.#ui.store;
    const phase = state.phase === 'broken' ? undefined : ORDER.find((candidate) => this.#waits.has(candidate) && isAwaited(candidate, state));
    const wait = phase && this.#waits.get(phase);
    const text = phase && wait ? waitText(this.#ui, phase, wait) : restText(this.#ui);
    if (this.#text.textContent !== text) {
      this.#text.textContent = text;
      // There may be room for its beginning only.
      this.#text.title = text;
    }
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
  return (phase !== 'data' && phase !== 'connection') || (!scatter && (!dataset || dataset.loaded < dataset.count));
}

/**
 * @param {Ui} ui
 * @param {Phase} phase
 * @param {{ loaded: number, total: number }} wait
 */
function waitText(ui, phase, { loaded, total }) {
  if (phase === 'connection') return ui.t('ui.status.connection');
  if (phase === 'first_step') return ui.t(ui.store.state.device?.device === 'webgpu' ? 'ui.status.first_step_gpu' : 'ui.status.first_step_cpu');
  return ui.t(phase === 'module' ? 'ui.status.module' : 'ui.status.data', { name: 'MNIST', loaded: ui.numbers.bytes(loaded), total: ui.numbers.bytes(total) });
}

/** @param {Ui} ui */
function restText(ui) {
  const { state } = ui.store;
  if (state.phase === 'broken') return ui.t('ui.status.broken');
  if (state.phase === 'starting') return ui.t('ui.status.start');
  if (state.finished && isLocked(state.limits, 'steps')) return ui.t('ui.status.finished_locked');
  if (state.finished) return ui.t('ui.status.finished', { label: ui.optionalText('option.steps.label', 'steps') });
  if (state.playing) return ui.t(playText(state));
  const { iteration = 0, d_steps_done = 0 } = state.figures ?? {};
  if (d_steps_done > 0) return ui.t('ui.status.ahead', { n: d_steps_done });
  return ui.t(iteration > 0 ? 'ui.status.paused' : 'ui.status.ready');
}

/**
 * What a run that plays is about: it stands still where it has learned all that has come and the rest is missing.
 * @param {Readonly<State>} state
 */
function playText({ scatter, dataset, figures }) {
  if (scatter) return 'ui.status.training';
  if (!dataset || dataset.loaded === 0) return 'ui.status.waiting';
  const isStanding = (figures?.iteration ?? 0) > 0 && figures?.iterations_per_second === 0;
  return isStanding && dataset.loaded < dataset.count ? 'ui.status.waiting_more' : 'ui.status.training';
}
