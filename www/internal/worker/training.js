/** @import { StepKind } from '../protocol.js' */
/** @import { Post } from '../messages.js' */
/** @import { Exams } from './exams.js' */
/** @import { Session } from './session.js' */
/** @import { Turns } from './turns.js' */
/** @import { Views } from './views.js' */
import { PageError, toFailure } from '../shared/failure.js';
import { Pace, Rate } from './pace.js';

/** A young run is soon done again, so it is kept often at first: after 1, 2, 4, 8 and then every 10 s. */
const FIRST_CHECKPOINT_MS = 1000;
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
  #exams;
  #sharers;
  #pace = new Pace('cpu');
  #rate = new Rate();
  #playing = false;
  #isSuspended = false;
  #iteration = 0;
  #hasRun = false;
  #isWaiting = false;
  #checkpointAt = 0;
  #checkpointEveryMs = FIRST_CHECKPOINT_MS;

  /**
   * @param {Session} session
   * @param {Turns} turns
   * @param {Post} post
   * @param {Views} views
   * @param {Exams} exams
   * @param {() => number} sharers how many labs train on this thread, this one included
   */
  constructor(session, turns, post, views, exams, sharers) {
    this.#session = session;
    this.#turns = turns;
    this.#post = post;
    this.#views = views;
    this.#exams = exams;
    this.#sharers = sharers;
  }

  /** Whether it takes part in the turns. */
  get isRunning() {
    return this.#playing && !this.#isSuspended && this.#session.isOpen && !this.#turns.isDisposed;
  }

  /** @param {number} iteration */
  begin(iteration) {
    this.#pace = new Pace(this.#session.device);
    this.#rate.clear();
    this.#iteration = iteration;
    this.#views.begin();
    this.#exams.begin(iteration);
    this.#hasRun = false;
    this.#checkpointAt = 0;
    this.#checkpointEveryMs = FIRST_CHECKPOINT_MS;
    void this.#turns.add(() => this.show()).catch((error) => this.#fail(error));
    // Until somebody presses Play, a GPU can compile what the first step needs.
    if (this.#session.device === 'webgpu') void this.#turns.add(() => this.#rehearse()).catch((error) => this.#fail(error));
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

  /** Stops the training, and leaves it to `playing` what happens at the end of it. */
  suspend() {
    this.#isSuspended = true;
    this.#rate.clear();
  }

  resume() {
    this.#isSuspended = false;
    this.#rate.clear();
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
    if (!this.isRunning) void this.#turns.add(() => this.show()).catch((error) => this.#fail(error));
  }

  /** Runs as long as the lab lives: tasks first, then a chunk of training if it plays. */
  async loop() {
    while (!this.#turns.isDisposed) {
      await this.#turns.runWaiting();
      if (!this.isRunning && !this.#exams.isSitting) {
        await this.#turns.idle();
        continue;
      }
      try {
        const isTraining = this.isRunning;
        if (isTraining) await this.#chunk();
        await this.#exams.turn(this.#iteration, isTraining && !this.#playing);
      } catch (error) {
        this.#setPlaying(false);
        this.#fail(error);
      }
      await this.#turns.breathe(this.#session.isFeeding || this.#exams.isAwaited ? FEEDING_BREATH_MS : 0);
    }
  }

  /** The figures and the picture of now. */
  async show() {
    if (!this.#session.isOpen) return;
    const before = this.#session.spentMs;
    const report = await this.#session.call((lab) => lab.report());
    await this.#views.draw();
    const now = performance.now();
    this.#pace.shown(now, this.#session.spentMs - before);
    this.#iteration = report.iteration;
    if (this.isRunning) this.#rate.mark(now, report.iteration);
    const iterations_per_second = this.isRunning ? this.#rate.perSecond : 0;
    this.#post({ type: 'figures', figures: { ...report, iterations_per_second } });
    if (!report.finite && this.#playing) {
      this.#setPlaying(false);
      throw new PageError('diverged', { iteration: report.iteration });
    }
  }

  async #rehearse() {
    if (this.#session.isOpen && !this.isRunning && !this.#hasRun) await this.#session.rehearse();
  }

  async #chunk() {
    const left = this.#iterationsLeft();
    if (left <= 0) return this.#setPlaying(false, true);
    const before = this.#session.spentMs;
    const done = await this.#firstStep(() => this.#session.call((lab) => lab.run(Math.min(this.#pace.chunk, left))));
    if (done === 0) return this.#waitForData();
    this.#isWaiting = false;
    this.#pace.ran(done, this.#session.spentMs - before, this.#sharers());
    this.#iteration += done;
    const now = performance.now();
    if (done >= left || this.#pace.showIsDue(now, this.#sharers())) await this.show();
    if (done >= left) return this.#setPlaying(false, true);
    if (this.#session.device === 'webgpu' && now >= this.#checkpointAt) {
      await this.#session.keepCheckpoint(this.#iteration);
      this.#checkpointAt = performance.now() + this.#checkpointEveryMs;
      this.#checkpointEveryMs = Math.min(2 * this.#checkpointEveryMs, CHECKPOINT_MS);
    }
    return undefined;
  }

  async #waitForData() {
    if (!this.#isWaiting) {
      this.#isWaiting = true;
      // The wait is no part of the pace, even where the last chunk has been shown.
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
