import { deferred } from '../shared/deferred.js';
import { PageError } from '../shared/failure.js';

/**
 * One call of a Lab at a time: everything that touches it is a task, and tasks run between chunks of training.
 */
export class Turns {
  /** @type {(() => Promise<void>)[]} */
  #tasks = [];
  /** @type {(() => void) | null} */
  #wake = null;
  #channel = new MessageChannel();
  /** @type {(() => void) | null} */
  #breathed = null;
  #isDisposed = false;

  constructor() {
    this.#channel.port1.onmessage = () => this.#breathed?.();
  }

  /**
   * @template T
   * @param {() => T | Promise<T>} task
   * @returns {Promise<T>}
   */
  add(task) {
    if (this.#isDisposed) return Promise.reject(new PageError('disposed'));
    /** @type {import('../shared/deferred.js').Deferred<T>} */
    const outcome = deferred();
    this.#tasks.push(async () => {
      try {
        if (this.#isDisposed) throw new PageError('disposed');
        outcome.resolve(await task());
      } catch (error) {
        outcome.reject(error);
      }
    });
    this.#wake?.();
    return outcome.promise;
  }

  /** What still waits is refused, as is all that comes later. */
  dispose() {
    this.#isDisposed = true;
    this.#channel.port1.close();
    this.#channel.port2.close();
    this.#wake?.();
  }

  get isDisposed() {
    return this.#isDisposed;
  }

  async runWaiting() {
    for (let task = this.#tasks.shift(); task; task = this.#tasks.shift()) await task();
  }

  /** Until there is a task to run. */
  async idle() {
    if (this.#tasks.length > 0 || this.#isDisposed) return;
    await new Promise((resolve) => void (this.#wake = () => resolve(undefined)));
    this.#wake = null;
  }

  /**
   * Lets messages in. A message to oneself, because browsers stretch nested timers to 4 ms and more.
   * @param {number} [ms] a longer breath, so that a download gets its share
   */
  async breathe(ms = 0) {
    if (this.#isDisposed) return;
    if (ms > 0) return void (await new Promise((resolve) => void setTimeout(resolve, ms)));
    await new Promise((resolve) => {
      this.#breathed = () => resolve(undefined);
      this.#channel.port2.postMessage(null);
    });
  }
}
