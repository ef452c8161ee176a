/** @import { DatasetState, Equations, Figures, GantryDevice, GantryEvents, Registry, Scatter, Settings } from '../../public/gantry.types.js' */
/** @import { LabEvent } from '../messages.js' */

/** An event with its detail. @typedef {{ [Name in keyof GantryEvents]: [type: Name, detail: GantryEvents[Name]] }[keyof GantryEvents]} News */

/** What a lab has told of itself so far. */
export class Told {
  /** @type {Settings} */
  settings = {};
  /** @type {Registry | null} */
  registry = null;
  /** @type {Equations | null} */
  equations = null;
  /** @type {Figures | null} */
  figures = null;
  /** @type {GantryDevice | null} */
  device = null;
  /** @type {DatasetState | null} */
  dataset = null;
  /** @type {Scatter | null} */
  scatter = null;
  iteration = 0;
  playing = false;
  finished = false;

  /**
   * @param {Exclude<LabEvent, { type: 'failure' }>} event
   * @returns {News[]} what of it is for those who listen
   */
  hear(event) {
    switch (event.type) {
      case 'progress': {
        const { phase, loaded, total, done } = event;
        return [['progress', { phase, loaded, total, done }]];
      }
      case 'registry':
        this.registry = event.registry;
        return [];
      case 'run':
        this.settings = event.settings;
        this.iteration = event.iteration;
        this.figures = null;
        this.finished = false;
        return [['run', { settings: { ...event.settings }, iteration: event.iteration, moved: event.moved }]];
      case 'equations':
        this.equations = event.equations;
        return [['equations', { equations: event.equations }]];
      case 'exam':
        return [['exam', { mark: event.mark }]];
      case 'figures':
        return this.#count(event.figures);
      case 'scatter':
        this.scatter = event.scatter;
        return event.scatter ? [['sample', { which: 'generated', sheet: null, scatter: event.scatter }]] : [];
      case 'sheet':
        return [['sample', { which: event.which, sheet: event.sheet, scatter: null }]];
      case 'device': {
        const { device, adapter, reason, threads } = event;
        this.device = { device, adapter, reason, threads };
        return [['device', this.device]];
      }
      case 'playing':
        this.playing = event.playing;
        this.finished = event.finished;
        return [['playing', { playing: event.playing, finished: event.finished }]];
      case 'dataset':
        this.dataset = event.dataset;
        return [['dataset', event.dataset]];
      case 'module_ready':
        return [];
    }
  }

  /**
   * @param {Figures} figures
   * @returns {News[]}
   */
  #count(figures) {
    const isFurther = figures.iteration !== this.iteration;
    this.figures = figures;
    this.iteration = figures.iteration;
    return isFurther ? [['figures', figures], ['iteration', { iteration: figures.iteration, figures }]] : [['figures', figures]];
  }
}
