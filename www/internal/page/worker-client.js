/** @import { CommandName, Commands, Failure, LabEvent } from '../messages.js' */
import { Refused } from '../client/lab-client.js';
import { sharedHost } from '../client/worker-host.js';

/** Whoever carries commands to a lab. @typedef {Pick<WorkerClient, 'call'>} Calling */

/** A refusal by the worker; the catalogue words it where it is shown. */
export class Refusal extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message || failure.code);
    this.failure = failure;
    this.code = failure.code;
  }
}

/** The page's own lab: one of those in the worker that all labs of the page share. */
export class WorkerClient {
  #lab;

  /** @param {(event: LabEvent) => void} onEvent */
  constructor(onEvent) {
    this.#lab = sharedHost().open({ onEvent, onBroken: (problem) => this.onBroken?.(problem) });
  }

  /** @type {((problem: Error) => void) | undefined} */
  onBroken;

  /**
   * @template {CommandName} Name
   * @param {Name} type
   * @param {Commands[Name]['takes']} takes
   * @param {Transferable[]} [transfer]
   * @returns {Promise<Commands[Name]['answers']>}
   */
  async call(type, takes, transfer = []) {
    try {
      return await this.#lab.call(type, takes, transfer);
    } catch (error) {
      throw error instanceof Refused ? new Refusal(error.failure) : error;
    }
  }
}
