import { deferred } from '../shared/deferred.js';
import { gpuLosses } from './gpu-watch.js';

/** The device is gone, or the module has panicked: the Lab cannot be used any more. */
export class LabGone extends Error {}

/**
 * A promise that only ever rejects: a call that waits for a lost GPU, or a future that panicked, never settles by
 * itself, so every call of the Lab races against this one.
 */
export class Alarm {
  /** @type {import('../shared/deferred.js').Deferred<never>} */
  #gone = deferred();

  constructor() {
    // Whether anyone listens is not this promise's business.
    this.#gone.promise.catch(() => {});
    gpuLosses.addEventListener('lost', this.#onLost);
    self.addEventListener('error', this.#onError);
    self.addEventListener('unhandledrejection', this.#onRejection);
  }

  get gone() {
    return this.#gone.promise;
  }

  dispose() {
    gpuLosses.removeEventListener('lost', this.#onLost);
    self.removeEventListener('error', this.#onError);
    self.removeEventListener('unhandledrejection', this.#onRejection);
  }

  /**
   * @template T
   * @param {Promise<T>} call
   * @returns {Promise<T>}
   */
  race(call) {
    return Promise.race([this.#gone.promise, call]);
  }

  /** @param {string} problem */
  #ring(problem) {
    this.#gone.reject(new LabGone(problem));
  }

  /** @param {Event} event */
  #onLost = (event) => this.#ring(String(/** @type {CustomEvent} */ (event).detail));

  /** @param {ErrorEvent} event */
  #onError = (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) this.#ring(event.message);
  };

  /** @param {PromiseRejectionEvent} event */
  #onRejection = (event) => {
    if (event.reason instanceof WebAssembly.RuntimeError) this.#ring(event.reason.message);
  };
}
