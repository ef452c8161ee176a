/** The device is gone, or the module has panicked: no Lab of this instance can be used any more. */
export class LabGone extends Error {
  /**
   * @param {string} problem
   * @param {boolean} isBystander whether the call never got as far as the module
   */
  constructor(problem, isBystander) {
    super(problem);
    this.isBystander = isBystander;
  }
}

/**
 * Rings once, when an instance of a module is lost: a call that waits for a lost GPU, or a future that panicked, never
 * settles by itself, so every call races against this.
 */
export class Alarm {
  /** @type {string | null} */
  #problem = null;
  /** @type {Set<(problem: string) => void>} */
  #listeners = new Set();

  /** What happened; null as long as all is well. */
  get problem() {
    return this.#problem;
  }

  /** @param {string} problem */
  ring(problem) {
    if (this.#problem !== null) return;
    this.#problem = problem;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener(problem);
  }

  /**
   * @param {(problem: string) => void} listener
   * @returns {() => void} ends the listening
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Not `Promise.race`, which would keep a reaction for every call as long as the instance lives.
   * @template T
   * @param {T | Promise<T>} call
   * @returns {Promise<T>}
   */
  race(call) {
    return new Promise((resolve, reject) => {
      const stop = this.listen((problem) => reject(new LabGone(problem, false)));
      Promise.resolve(call).then(resolve, reject).finally(stop);
    });
  }
}
