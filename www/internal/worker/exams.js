/** @import { Lab } from '../protocol.js' */
/** @import { Post } from '../messages.js' */
/** @import { DataStream } from './data-stream.js' */
/** @import { Session } from './session.js' */
import { errorCode, toFailure } from '../shared/failure.js';

/** Iterations before the first examination, and between two. */
const EVERY = 100;
/** How much longer training goes on between two examinations than one of them took. */
const PATIENCE = 9;

/**
 * Now and then the discriminator of a run is asked about images that it has not been trained on: a few in each turn,
 * for training to go on meanwhile.
 */
export class Exams {
  #session;
  #data;
  #post;
  #dueIteration = EVERY;
  #dueAt = 0;
  #tookMs = 0;
  /** Where a run has ended that was not asked at its end yet. */
  #lastIteration = 0;
  #isSitting = false;
  #isAwaited = false;
  #isAsked = false;
  #hasFailed = false;
  /** @type {{ images: Uint8Array, labels: Uint8Array } | null} */
  #test = null;
  /** @type {Lab | null} the one that has the test images */
  #prepared = null;

  /**
   * @param {Session} session
   * @param {DataStream} data
   * @param {Post} post
   */
  constructor(session, data, post) {
    this.#session = session;
    this.#data = data;
    this.#post = post;
  }

  /** Whether an examination is under way, or waits for the test images: it is finished in a pause as well. */
  get isSitting() {
    return this.#isSitting || this.#isAwaited;
  }

  /** Whether nothing can be done yet. */
  get isAwaited() {
    return this.#isAwaited;
  }

  /**
   * A run begins, or goes on from here.
   * @param {number} iteration
   */
  begin(iteration) {
    this.#isSitting = false;
    this.#isAwaited = false;
    this.#lastIteration = 0;
    // What failed may go well this time.
    this.#hasFailed = false;
    if (!this.#test) this.#isAsked = false;
    this.#dueIteration = iteration + EVERY;
    this.#dueAt = 0;
    this.#tookMs = 0;
  }

  /**
   * Goes on a little with an examination, where one is under way or due.
   * @param {number} iteration
   * @param {boolean} [isLast] whether the run ends with it
   */
  async turn(iteration, isLast = false) {
    if (isLast) this.#lastIteration = iteration;
    const isDue = this.isSitting || isLast || (iteration >= this.#dueIteration && performance.now() >= this.#dueAt);
    try {
      const isWanted = isDue && !this.#hasFailed && this.#session.isExamined;
      if (isWanted && !this.#isAsked) this.#askForTest();
      this.#isSitting = isWanted && this.#test !== null;
      this.#isAwaited = isWanted && this.#test === null;
      if (!this.#isSitting) return;
      const before = this.#session.spentMs;
      const mark = await this.#session.call((lab) => {
        this.#prepare(lab);
        return lab.examine();
      });
      this.#tookMs += this.#session.spentMs - before;
      if (!mark) return;
      this.#post({ type: 'exam', mark });
      this.#dueIteration = mark.iteration + EVERY;
      this.#rest();
      // An examination that began before the end of the run is not that of its end.
      this.#isSitting = mark.iteration < this.#lastIteration;
    } catch (error) {
      // The training goes on without it; asked again, it would end in the same way.
      this.#hasFailed = true;
      this.#rest();
      // The run has begun again, and waits for the visitor.
      if (errorCode(error) === 'module_panicked') throw error;
      this.#post({ type: 'failure', failure: toFailure(error) });
    }
  }

  #rest() {
    this.#isSitting = false;
    this.#isAwaited = false;
    this.#dueAt = performance.now() + PATIENCE * this.#tookMs;
    this.#tookMs = 0;
  }

  #askForTest() {
    this.#isAsked = true;
    this.#data
      .test()
      .then((test) => void (this.#test = test))
      .catch((error) => {
        this.#hasFailed = true;
        this.#post({ type: 'failure', failure: toFailure(error) });
      });
  }

  /** @param {Lab} lab */
  #prepare(lab) {
    if (this.#prepared === lab || !this.#test) return;
    lab.set_test_images(this.#test.images, this.#test.labels);
    this.#prepared = lab;
  }
}
