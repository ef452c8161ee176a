/** One task at a time, in the order in which they were asked for. */
export class Gate {
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  /**
   * @template T
   * @param {() => T | Promise<T>} task
   * @returns {Promise<T>}
   */
  run(task) {
    const outcome = this.#last.then(task);
    // Without its value: a checkpoint would stay in memory until the next call.
    this.#last = outcome.then(
      () => undefined,
      () => undefined,
    );
    return outcome;
  }
}
