/** @import { Commands, CommandName, Failure, LabEvent } from '../internal/messages.js' */
/** @import { DatasetState, GantryCanvases, GantryEvents, GantryOptions, GantryTarget, OwnImages, Scatter, Settings, Sheet, StepKind, Value, Wanted } from './gantry.types.js' */
import { assetsFolder } from '../internal/client/assets.js';
import { Canvases } from '../internal/client/canvases.js';
import { canvasBlob, sheetBlob } from '../internal/client/drawing.js';
import { Refused } from '../internal/client/lab-client.js';
import { pointsPicture } from '../internal/client/points-picture.js';
import { Told } from '../internal/client/told.js';
import { Words } from '../internal/client/words.js';
import { sharedHost } from '../internal/client/worker-host.js';
import { PageError, toFailure } from '../internal/shared/failure.js';
import { GantryError } from './gantry-error.js';

/** Screens have several pixels where a sheet has one; so should a picture in a report. */
const PICTURE_SCALE = 4;

const Target = /** @type {new () => GantryTarget} */ (EventTarget);

/**
 * A lab without any user interface: one GAN that trains in a worker.
 *
 * All labs of a page share one worker, one download and one device, and take turns. Methods answer with promises; what
 * they refuse rejects with a `GantryError`, and the run goes on as it was.
 *
 * ```js
 * const lab = await Gantry.create({ settings: { variant: 'dcgan', seed: 3 } });
 * await lab.attach({ generated: document.querySelector('canvas') });
 * lab.addEventListener('iteration', ({ detail }) => console.log(detail.iteration));
 * await lab.play();
 * ```
 */
export class Gantry extends Target {
  #lab;
  #words;
  #told = new Told();
  #canvases = new Canvases();
  #suspended = false;
  #ready;

  /**
   * A lab that can be used.
   * @param {GantryOptions} [options]
   * @returns {Promise<Gantry>}
   */
  static async create(options) {
    return await new Gantry(options).ready;
  }

  /**
   * A lab that begins to load: for those who want to hear of its progress from the start.
   * @param {GantryOptions} [options]
   */
  constructor({ settings = {}, tolerant = false, assets, worker, lang = 'en' } = {}) {
    super();
    const folder = assetsFolder(assets);
    this.#words = new Words(folder, lang);
    this.#lab = sharedHost(worker).open({ onEvent: (event) => this.#receive(event), onBroken: (problem) => void this.#tell(toFailure(problem)) });
    this.#ready = this.#start({ settings, tolerant, assets: folder.href, canvases: {}, sheets: true });
    // Whether anybody waits for it is not this promise's business.
    this.#ready.catch(() => {});
  }

  /** Settles when the lab can be used; rejects, and frees everything, when it cannot. */
  get ready() {
    return this.#ready;
  }

  /** Every option of the run. */
  get settings() {
    return { ...this.#told.settings };
  }

  /** All variants and options, as soon as a module is loaded. */
  get registry() {
    return this.#told.registry;
  }

  /** What the players minimise with the present settings, in LaTeX. */
  get equations() {
    return this.#told.equations;
  }

  /** The newest figures. */
  get figures() {
    return this.#told.figures;
  }

  /** Whether it trains, or would if it were not suspended. */
  get playing() {
    return this.#told.playing;
  }

  /** Whether the run has come to the end that the option `steps` sets. */
  get finished() {
    return this.#told.finished;
  }

  /** Whether `suspend` holds the training up. */
  get suspended() {
    return this.#suspended;
  }

  /** Complete iterations. */
  get iteration() {
    return this.#told.iteration;
  }

  /** Where it trains, and why there. */
  get device() {
    return this.#told.device;
  }

  /** How much of the images has arrived; null where there are none. */
  get dataset() {
    return this.#told.dataset;
  }

  /** The points of a run on points; null where the data is images. */
  get scatter() {
    return this.#told.scatter;
  }

  /** Trains until paused, or until the option `steps` says. */
  async play() {
    await this.#ask('play', {});
  }

  async pause() {
    await this.#ask('pause', {});
  }

  /**
   * Goes one step further.
   * @param {StepKind} [what] `iteration`, or half of one: `discriminator`, `generator`
   */
  async step(what = 'iteration') {
    await this.#ask('step', { what });
  }

  /**
   * Begins again at iteration 0.
   * @param {Settings} [settings] what differs from the defaults; without them, the same run again
   * @returns {Promise<Settings>} every option of the new run
   */
  async reset(settings = this.#told.settings) {
    return this.#learn(await this.#ask('reset', { settings }));
  }

  /**
   * Changes an option that may change while training; the others need a `reset`.
   * @param {string} key
   * @param {Value} value
   * @returns {Promise<Settings>} every option
   */
  async set(key, value) {
    return this.#learn(await this.#ask('set_option', { key, value }));
  }

  /**
   * What a run with these settings would have, without starting it.
   * @param {Settings} settings
   * @returns {Promise<Settings>} every option
   */
  async resolve(settings) {
    return this.#ask('resolve', { settings });
  }

  /**
   * What the generator makes now of 64 fixed latent points; in a run on points, their plot.
   * @returns {Promise<Sheet>}
   */
  async sample() {
    const { sheet, scatter } = await this.#ask('picture', {});
    if (sheet) return sheet;
    const canvas = await this.#plot(scatter);
    const { width, height } = canvas;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray(4 * width * height);
    return { width, height, rgba: /** @type {Uint8ClampedArray<ArrayBuffer>} */ (pixels) };
  }

  /**
   * The same as a picture file.
   * @param {string} [type] such as `image/png`
   * @returns {Promise<Blob>}
   */
  async toBlob(type = 'image/png') {
    const { sheet, scatter } = await this.#ask('picture', {});
    return sheet ? sheetBlob(sheet, PICTURE_SCALE, type) : canvasBlob(await this.#plot(scatter), type);
  }

  /**
   * The figures of all iterations as CSV, one line each.
   * @returns {Promise<string>}
   */
  async log() {
    return this.#ask('log', {});
  }

  /**
   * The generator as safetensors, with PyTorch's names and layout.
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async weights() {
    return this.#ask('weights', {});
  }

  /**
   * The whole run, to go on with later.
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async save() {
    return this.#ask('checkpoint', {});
  }

  /**
   * Goes on with a saved run.
   * @param {Uint8Array} bytes from `save`
   * @returns {Promise<Settings>} its options
   */
  async restore(bytes) {
    if (!(bytes instanceof Uint8Array)) throw await this.#worded(new PageError('wrong_argument', { reason: 'bytes', name: 'bytes' }));
    return this.#learn(await this.#ask('restore', { bytes }));
  }

  /**
   * Which of the variant's own pictures are drawn from now on, with the samples.
   * @param {Partial<Wanted>} wanted
   */
  async look({ view = null, chosen = null }) {
    await this.#ask('look', { wanted: { view, chosen } });
  }

  /**
   * Draws on these canvases from now on: in the worker where the browser can, which takes the canvas for good. Where one
   * of them cannot be had, all stays as it was.
   * @param {GantryCanvases} canvases
   */
  async attach(canvases) {
    const away = await this.#taken(canvases);
    await this.#ask('attach', { canvases: away }, Object.values(away).filter((canvas) => canvas !== null));
  }

  /**
   * Trains on images of your own instead of MNIST.
   * @param {OwnImages} own
   * @returns {Promise<DatasetState | undefined>}
   */
  async useImages({ name, images, labels = null }) {
    return this.#ask('use_files', { name, images, labels });
  }

  /** Trains on MNIST again. */
  async useMnist() {
    await this.#ask('use_mnist', {});
  }

  /**
   * The points to learn where the option `dataset` is `drawn`.
   * @param {Float32Array} points x and y in turn
   */
  async drawPoints(points) {
    await this.#ask('set_drawn', { points });
  }

  /** Stops the training without changing `playing`: nobody is looking. */
  async suspend() {
    this.#suspended = true;
    await this.#ask('suspend', {});
  }

  /** Goes on with what `suspend` stopped. */
  async resume() {
    this.#suspended = false;
    await this.#ask('resume', {});
  }

  /** Ends the lab and frees all that it has. The worker of the page ends with its last lab. */
  async dispose() {
    this.#told.playing = false;
    this.#canvases.clear();
    await this.#lab.dispose();
  }

  /**
   * @param {Commands['start']['takes']} start
   * @returns {Promise<Gantry>}
   */
  async #start(start) {
    try {
      this.#learn(await this.#ask('start', start));
    } catch (error) {
      await this.dispose();
      throw error;
    }
    // Who awaits `create` has no listener before the next turn.
    setTimeout(() => this.#dispatch('ready', { settings: this.settings }));
    return this;
  }

  /** @param {LabEvent} event */
  #receive(event) {
    if (event.type === 'failure') return void this.#tell(event.failure);
    if (event.type === 'sheet') this.#canvases.draw(event.which, event.sheet);
    for (const [type, detail] of this.#told.hear(event)) this.#dispatch(type, detail);
  }

  /**
   * @template {keyof GantryEvents} Name
   * @param {Name} type
   * @param {GantryEvents[Name]} detail
   */
  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** @param {Failure} failure */
  async #tell({ code, message, params }) {
    this.#dispatch('error', { code, message: await this.#words.of({ code, message, params }), params });
  }

  /**
   * @template {CommandName} Name
   * @param {Name} type
   * @param {Commands[Name]['takes']} takes
   * @param {Transferable[]} [transfer]
   * @returns {Promise<Commands[Name]['answers']>}
   */
  async #ask(type, takes, transfer) {
    try {
      return await this.#lab.call(type, takes, transfer);
    } catch (error) {
      throw await this.#worded(error);
    }
  }

  /** @param {Scatter} scatter */
  async #plot(scatter) {
    const { numbers } = await this.#words.texts();
    return pointsPicture(scatter, (n) => numbers.number(n));
  }

  /** @param {unknown} error */
  async #worded(error) {
    const failure = error instanceof Refused ? error.failure : toFailure(error);
    return new GantryError(failure.code, await this.#words.of(failure), failure.params);
  }

  /** @param {GantryCanvases} canvases */
  async #taken(canvases) {
    try {
      return this.#canvases.take(canvases);
    } catch (error) {
      throw await this.#worded(error);
    }
  }

  /** @param {Settings} settings */
  #learn(settings) {
    this.#told.settings = settings;
    return this.settings;
  }
}
