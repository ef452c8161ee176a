/** @import { Lab, Settings } from '../protocol.js' */
/** @import { Post } from '../messages.js' */
/** @import { DataStream } from './data-stream.js' */
/** @import { LabOpener, Opened } from './lab-opener.js' */
/** @import { Turns } from './turns.js' */
import { drawnIn } from '../shared/checkpoint.js';
import { deferred } from '../shared/deferred.js';
import { PageError, errorCode, isRefusal, toFailure } from '../shared/failure.js';
import { DRAWN } from '../shared/learned.js';
import { LabGone } from './alarm.js';
import { DataFeed } from './data-feed.js';
import { rescued } from './rescue.js';

/** @typedef {Opened & { feed: DataFeed, unlisten: () => void }} OpenLab */

/** The Lab of the current run: on which device it lives, what it learns from, and what happens when it is lost. */
export class Session {
  /** @type {OpenLab | null} */
  #open = null;
  /** @type {Settings} */
  #wanted = {};
  /** @type {import('./data-feed.js').Source} */
  #source = { type: 'mnist' };
  /** @type {{ bytes: Uint8Array, iteration: number } | null} */
  #kept = null;
  /** @type {Float32Array} */
  #drawn = new Float32Array();
  #spentMs = 0;

  /**
   * @param {object} parts
   * @param {LabOpener} parts.opener
   * @param {DataStream} parts.data
   * @param {Turns} parts.turns
   * @param {Post} parts.post
   * @param {(lab: Lab) => void} parts.drawReal
   * @param {(iteration: number) => void} parts.onRun a run begins, or goes on from `iteration`
   */
  constructor(parts) {
    this.parts = parts;
  }

  get lab() {
    return this.#opened.lab;
  }

  get device() {
    return this.#open?.device ?? 'cpu';
  }

  get isOpen() {
    return this.#open !== null;
  }

  get isFeeding() {
    return this.#open?.feed.isRunning ?? false;
  }

  /** Whether the first images are on their way. */
  get lacksData() {
    return this.#open?.feed.isEmpty ?? false;
  }

  /**
   * Settles when there is something to learn from, or nothing on its way, and after this time at the latest.
   * @param {number} ms
   */
  async someData(ms) {
    if (!this.#open) return;
    /** @type {import('../shared/deferred.js').Deferred<void>} */
    const late = deferred();
    const timer = setTimeout(late.resolve, ms);
    await Promise.race([this.#open.feed.first, late.promise]);
    clearTimeout(timer);
  }

  /** Whether the run's discriminator is asked about the test images, which a visitor's own images come without. */
  get isExamined() {
    return this.#source.type === 'mnist' && !this.lacksData && (this.#open?.lab.has_exam() ?? false);
  }

  get isOfPoints() {
    return this.#open?.feed.isOfPoints ?? false;
  }

  /** Points that a visitor drew, x and y in turn; they outlive the run. */
  get drawn() {
    return this.#drawn;
  }

  /** Time that the Lab's calls have taken, without the waits for other labs. */
  get spentMs() {
    return this.#spentMs;
  }

  /** @returns {Settings} */
  get settings() {
    // The Lab knows the device that it has; the page asked for one, perhaps `auto`.
    return { ...this.lab.settings(), device: this.#wanted.device ?? 'auto' };
  }

  get #opened() {
    if (!this.#open) throw new PageError('not_ready');
    return this.#open;
  }

  /** @param {Settings} settings */
  resolve(settings) {
    return this.#opened.instance.module.resolve(settings);
  }

  /**
   * A new run. If it cannot be created, the running one goes on.
   * @param {Settings} settings
   */
  async start(settings) {
    const { device, reason } = await this.parts.opener.choose(settings);
    const opened = await this.parts.opener.create(settings, device, reason);
    this.#kept = null;
    this.#replace(opened, settings, 0);
  }

  /**
   * The settings of a link, less those that the module refuses.
   * @param {Settings} settings
   */
  async startTolerant(settings) {
    const { opener } = this.parts;
    const { device } = await opener.choose(settings);
    const { module } = await opener.instance(device).catch(() => opener.instance('cpu'));
    try {
      return await this.start(module.resolve(settings));
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    /** @type {Settings} */
    let good = {};
    for (const [key, value] of [...Object.entries(settings)].sort(([a], [b]) => Number(b === 'variant') - Number(a === 'variant'))) {
      try {
        module.resolve({ ...good, [key]: value });
        good = { ...good, [key]: value };
      } catch (error) {
        this.parts.post({ type: 'failure', failure: toFailure(error) });
      }
    }
    await this.start(module.resolve(good));
  }

  /**
   * Calls the Lab; where its device was lost meanwhile, moves the run to the processor and calls once more.
   * @template T
   * @param {(lab: Lab) => T | Promise<T>} call
   * @returns {Promise<T>}
   */
  async call(call) {
    const open = this.#opened;
    try {
      return await this.#timed(open, call);
    } catch (error) {
      const code = errorCode(error);
      if (code !== '' && code !== 'device_lost') throw error;
      await this.#recover(open, error);
      return await this.#timed(this.#opened, call);
    }
  }

  /** Lets the GPU compile what a training step needs, unless it has done so for such a run. */
  async rehearse() {
    const { instance, lab } = this.#opened;
    const kind = JSON.stringify({ ...lab.settings(), seed: 0 });
    if (instance.knows(kind)) return;
    // Where the GPU is lost meanwhile, the processor has nothing to rehearse.
    await this.call((own) => (this.device === 'webgpu' ? own.rehearse() : undefined));
    instance.learn(kind);
  }

  /**
   * Remembers where the run is, so that a lost GPU costs seconds and not the run.
   * @param {number} iteration
   */
  async keepCheckpoint(iteration) {
    this.#kept = { bytes: await this.call((lab) => lab.checkpoint()), iteration };
  }

  /**
   * @param {string} key
   * @param {import('../protocol.js').Value} value
   */
  async setOption(key, value) {
    await this.call((lab) => lab.set_option(key, value));
    this.#tellEquations();
  }

  /** @param {Uint8Array} bytes */
  async restore(bytes) {
    await this.call((lab) => lab.restore(bytes));
    this.#takeDrawn(drawnIn(bytes));
    const { iteration } = await this.call((lab) => lab.report());
    this.#kept = this.device === 'webgpu' ? { bytes, iteration } : null;
    this.#wanted = this.settings;
    this.#announce(iteration, false);
    // A run on points had no need of images.
    if (this.#open && !this.lab.dataset()) await this.#open.feed.begin();
  }

  /**
   * A run that learned drawn points goes on with its own; others leave those of now to the next run that does.
   * @param {Float32Array | null} points
   */
  #takeDrawn(points) {
    if (points && this.lab.settings().dataset === DRAWN) this.#drawn = points;
  }

  /** @param {Float32Array} points x and y in turn */
  async setDrawn(points) {
    this.#drawn = points;
    await this.call((lab) => lab.set_drawn(points));
  }

  /** @param {import('./data-feed.js').Source} source */
  async use(source) {
    const open = this.#opened;
    const feed = this.#feed(open, source);
    await feed.begin();
    // Only now is the old one given up: files that the module refuses change nothing.
    open.feed.dispose();
    open.feed = feed;
    this.#source = source;
  }

  /** Frees the Lab and forgets what was given to it. */
  async dispose() {
    this.parts.opener.dispose();
    this.#source = { type: 'mnist' };
    this.#kept = null;
    this.#drawn = new Float32Array();
    await this.#close();
  }

  /**
   * @template T
   * @param {OpenLab} open
   * @param {(lab: Lab) => T | Promise<T>} call
   */
  #timed({ instance, lab }, call) {
    return instance.call(async () => {
      const startedAt = performance.now();
      try {
        return await call(lab);
      } finally {
        this.#spentMs += performance.now() - startedAt;
      }
    });
  }

  /**
   * @param {Opened} opened
   * @param {Settings} wanted
   * @param {number} iteration
   */
  #replace(opened, wanted, iteration) {
    // Only a lost GPU makes a run go on elsewhere.
    const moved = iteration > 0 && this.#open?.device === 'webgpu';
    void this.#close();
    /** @type {OpenLab} */
    const open = { ...opened, feed: this.#feed(opened, this.#source), unlisten: () => {} };
    open.lab.set_drawn(this.#drawn);
    this.#open = open;
    this.#wanted = wanted;
    // Also where no call is waiting, as in a pause.
    open.unlisten = open.instance.onLost(() => {
      void this.parts.turns.add(() => this.#open === open && this.call(() => true)).catch(() => {});
    });
    this.#tellDevice(open, 1);
    // Helpers come a little later.
    void open.instance.threads.then((threads) => threads > 1 && this.#open === open && this.#tellDevice(open, threads));
    this.#announce(iteration, moved);
    open.feed.begin().catch((error) => this.parts.post({ type: 'failure', failure: toFailure(error) }));
  }

  /**
   * @param {OpenLab} open
   * @param {number} threads
   */
  #tellDevice({ device, lab, reason }, threads) {
    this.parts.post({ type: 'device', device, adapter: lab.device().adapter, reason, threads });
  }

  /**
   * @param {number} iteration
   * @param {boolean} moved
   */
  #announce(iteration, moved) {
    this.parts.post({ type: 'run', settings: this.settings, iteration, moved });
    this.#tellEquations();
    this.parts.onRun(iteration);
  }

  #tellEquations() {
    this.parts.post({ type: 'equations', equations: this.lab.equations() });
  }

  async #close() {
    const open = this.#open;
    this.#open = null;
    if (!open) return;
    open.unlisten();
    open.feed.dispose();
    await open.instance.release(open.lab);
  }

  /**
   * @param {OpenLab} open
   * @param {unknown} cause
   */
  async #recover(open, cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    const settings = this.#wanted;
    await this.parts.opener.giveUp(open.instance, detail);
    if (open.device === 'webgpu') {
      const moved = await this.parts.opener.create(settings, 'cpu', 'lost_in_flight');
      return this.#goOn(moved, settings, this.#kept);
    }
    const isBystander = cause instanceof LabGone && cause.isBystander;
    const state = isBystander ? await rescued(open.lab) : null;
    await this.#goOn(await this.parts.opener.create(settings, 'cpu', open.reason), settings, state);
    // The same step would panic again, so the run starts over and waits for the visitor.
    if (!state) throw new PageError('module_panicked', { detail });
    return undefined;
  }

  /**
   * @param {Opened} moved
   * @param {Settings} settings
   * @param {{ bytes: Uint8Array, iteration: number } | null} state from the beginning, if there is none
   */
  async #goOn(moved, settings, state) {
    if (state) await moved.instance.call(() => moved.lab.restore(state.bytes));
    this.#replace(moved, settings, state?.iteration ?? 0);
  }

  /**
   * @param {Opened} opened
   * @param {import('./data-feed.js').Source} source
   */
  #feed(opened, source) {
    return new DataFeed(opened, source, this.parts);
  }
}
