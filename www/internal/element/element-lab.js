/** @import { GantryOptions } from '../../public/gantry.types.js' */
/** @import { Failure } from '../messages.js' */
/** @import { Settings, StepKind } from '../protocol.js' */
/** @import { Deferred } from '../shared/deferred.js' */
import { Gantry } from '../../public/gantry.js';
import { GantryError } from '../../public/gantry-error.js';
import { deferred } from '../shared/deferred.js';
import { isRefusal } from '../shared/failure.js';

/** A lab that may be asked for a step while its first images are on their way: who calls right away should not have to know. */
export class ElementLab extends Gantry {
  /** @type {Set<Deferred<boolean>>} */
  #waiting = new Set();
  /** @type {GantryError | null} why there will be nothing to learn from */
  #problem = null;
  #isOver = false;

  /** @param {GantryOptions} options */
  constructor(options) {
    super(options);
    const look = () => {
      if (this.#isFed) this.#go(true);
    };
    this.addEventListener('dataset', look);
    this.addEventListener('sample', look);
    this.addEventListener('run', () => void (this.#problem = null));
    this.addEventListener('error', ({ detail }) => this.#fail(detail));
  }

  /**
   * A step, as soon as there is something to learn from; none at all if the lab plays or has another run before that.
   * @param {StepKind} what
   */
  async stepOnceFed(what) {
    if (await this.#fed()) await this.step(what);
  }

  /** @override */
  async play() {
    this.#overtake();
    await super.play();
  }

  /** @override @param {Settings} [settings] */
  async reset(settings) {
    this.#overtake();
    return super.reset(settings);
  }

  /** @override @param {Uint8Array} bytes */
  async restore(bytes) {
    this.#overtake();
    return super.restore(bytes);
  }

  /** @override */
  async dispose() {
    this.#isOver = true;
    // Each is refused then, as all that comes later.
    this.#go(true);
    await super.dispose();
  }

  get #isFed() {
    return this.scatter !== null || (this.dataset?.loaded ?? 0) > 0;
  }

  /** @returns {Promise<boolean>} whether to go on */
  async #fed() {
    if (this.#isFed || this.#isOver) return true;
    if (this.#problem) throw this.#problem;
    /** @type {Deferred<boolean>} */
    const wait = deferred();
    this.#waiting.add(wait);
    return wait.promise;
  }

  #overtake() {
    this.#problem = null;
    this.#go(false);
  }

  /** @param {boolean} on */
  #go(on) {
    for (const { resolve } of this.#waiting) resolve(on);
    this.#waiting.clear();
  }

  /** @param {Failure} failure */
  #fail(failure) {
    // What the module refuses of the settings keeps no image away, and what is tried again may still come.
    if (this.#isFed || isRefusal(failure) || failure.params.reason === 'retrying') return;
    const problem = new GantryError(failure.code, failure.message, failure.params);
    this.#problem = problem;
    for (const { reject } of this.#waiting) reject(problem);
    this.#waiting.clear();
  }
}
