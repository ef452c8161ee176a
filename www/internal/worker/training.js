/** @import { StepKind } from '../protocol.js' */
/** @import { WorkerEvent } from '../messages.js' */
/** @import { Session } from './session.js' */
/** @import { Turns } from './turns.js' */
/** @import { Views } from './views.js' */
import { PageError, toFailure } from '../shared/failure.js';
import { Pace, Rate } from './pace.js';

const CHECKPOINT_MS = 10_000;
const WAIT_FOR_DATA_MS = 20;
/** A download needs several turns of the event loop for each part that arrives. */
const FEEDING_BREATH_MS = 8;

/** Plays, pauses and steps the run of a session, and shows what comes out. */
export class Training {
  #session;
  #turns;
  #post;
  #views;
  #pace = new Pace('cpu');
  #rate = new Rate();
  #playing = false;
  #iteration = 0;
  #hasRun = false;
  #isShown = true;
  #checkpointAt = 0;

  /**
   * @param {Session} session
   * @param {Turns} turns
   * @param {(event: WorkerEvent) => void} post
   * @param {Views} views
   */
  constructor(session, turns, post, views) {
    this.#session = session;
    this.#turns = turns;
    this.#post = post;
    this.#views = views;
  }

  /** @param {number} iteration */
  begin(iteration) {
    this.#pace = new Pace(this.#session.device);
    this.#rate.clear();
    this.#iteration = iteration;
    this.#views.begin();
    this.#hasRun = false;
    this.#checkpointAt = performance.now() + CHECKPOINT_MS;
    void this.#turns.add(() => this.show()).catch((error) => this.#fail(error));
  }

  play() {
    this.#rate.clear();
    this.#setPlaying(true);
  }

  async pause() {
    if (!this.#playing) return;
    this.#setPlaying(false);
    await this.show();
  }

  /** @param {StepKind} what */
  async step(what) {
    this.#setPlaying(false);
    const done = await this.#firstStep(() => this.#session.call((lab) => lab.step(what)));
    if (!done) throw new PageError('no_data_yet');
    await this.show();
    return done;
  }

  /** What was drawn from other images, or could not be drawn without any, is drawn again. */
  dataChanged() {
    if (!this.#playing) void this.#turns.add(() => this.show()).catch((error) => this.#fail(error));
  }

  /** Runs for ever: tasks first, then a chunk of training if it plays. */
  async loop() {
    for (;;) {
      await this.#turns.runWaiting();
      if (!this.#playing || !this.#session.isOpen) {
        await this.#turns.idle();
        continue;
      }
      try {
        await this.#chunk();
      } catch (error) {
        this.#setPlaying(false);
        this.#fail(error);
      }
      await this.#turns.breathe(this.#session.isFeeding ? FEEDING_BREATH_MS : 0);
    }
  }

  /** The figures and the picture of now. */
  async show() {
    if (!this.#session.isOpen) return;
    const startedAt = performance.now();
    const report = await this.#session.call((lab) => lab.report());
    await this.#views.draw();
    const now = performance.now();
    this.#isShown = true;
    this.#pace.shown(startedAt, now);
    this.#iteration = report.iteration;
    if (this.#playing) this.#rate.mark(now, report.iteration);
    const iterations_per_second = this.#playing ? this.#rate.perSecond : 0;
    this.#post({ type: 'figures', figures: { ...report, iterations_per_second } });
    if (!report.finite && this.#playing) {
      this.#setPlaying(false);
      throw new PageError('diverged', { iteration: report.iteration });
    }
  }

  async #chunk() {
    const left = this.#iterationsLeft();
    if (left <= 0) return this.#setPlaying(false, true);
    const startedAt = performance.now();
    const done = await this.#firstStep(() => this.#session.call((lab) => lab.run(Math.min(this.#pace.chunk, left))));
    if (done === 0) return this.#waitForData();
    this.#isShown = false;
    this.#pace.ran(done, performance.now() - startedAt);
    this.#iteration += done;
    const now = performance.now();
    if (done >= left || this.#pace.showIsDue(now)) await this.show();
    if (done >= left) return this.#setPlaying(false, true);
    if (this.#session.device === 'webgpu' && now >= this.#checkpointAt) {
      await this.#session.keepCheckpoint(this.#iteration);
      this.#checkpointAt = performance.now() + CHECKPOINT_MS;
    }
    return undefined;
  }

  async #waitForData() {
    if (!this.#isShown) {
      // The wait is no part of the pace.
      this.#rate.clear();
      await this.show();
    }
    return this.#turns.breathe(WAIT_FOR_DATA_MS);
  }

  /**
   * The first step of a run on the GPU compiles its shaders, which can take seconds.
   * @template {number | boolean} T
   * @param {() => Promise<T>} step
   */
  async #firstStep(step) {
    if (this.#hasRun) return step();
    this.#post({ type: 'progress', phase: 'first_step', loaded: 0, total: 0, done: false });
    try {
      const done = await step();
      if (done && this.#session.device === 'webgpu') await this.show();
      this.#hasRun = Boolean(done);
      return done;
    } finally {
      this.#post({ type: 'progress', phase: 'first_step', loaded: 0, total: 0, done: true });
    }
  }

  #iterationsLeft() {
    const steps = Number(this.#session.settings.steps ?? 0);
    return steps > 0 ? steps - this.#iteration : Infinity;
  }

  /**
   * @param {boolean} playing
   * @param {boolean} [finished]
   */
  #setPlaying(playing, finished = false) {
    this.#playing = playing;
    this.#post({ type: 'playing', playing, finished });
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#post({ type: 'failure', failure: toFailure(error) });
  }
}
