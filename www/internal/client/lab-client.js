/** @import { CommandName, Commands, Failure, WorkerEvent } from '../messages.js' */
/** @import { Listener } from './worker-host.js' */
import { deferred } from '../shared/deferred.js';
import { PageError } from '../shared/failure.js';

/** A refusal by the worker, not yet in words. */
export class Refused extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message || failure.code);
    this.failure = failure;
  }
}

/**
 * @typedef {object} Line
 * @property {(command: { type: CommandName, id: number }, transfer: Transferable[]) => void} send
 * @property {() => void} leave the lab needs the worker only for its own end
 * @property {() => void} close nothing is expected any more
 */

/** A page's end of one lab: commands that answer, and events. */
export class LabClient {
  #listener;
  #line;
  #lastId = 0;
  /** @type {PageError | null} */
  #over = null;
  /** @type {Promise<void> | null} */
  #disposed = null;
  /** @type {Map<number, import('../shared/deferred.js').Deferred<any>>} */
  #open = new Map();

  /**
   * @param {Listener} listener
   * @param {Line} line
   */
  constructor(listener, line) {
    this.#listener = listener;
    this.#line = line;
  }

  /**
   * @template {CommandName} Name
   * @param {Name} type
   * @param {Commands[Name]['takes']} takes
   * @param {Transferable[]} [transfer]
   * @returns {Promise<Commands[Name]['answers']>}
   */
  call(type, takes, transfer = []) {
    if (this.#over) return Promise.reject(this.#over);
    this.#lastId += 1;
    const id = this.#lastId;
    const outcome = deferred();
    this.#open.set(id, outcome);
    try {
      this.#line.send({ type, id, ...takes }, transfer);
    } catch (error) {
      // What cannot be sent has not been asked.
      this.#open.delete(id);
      outcome.reject(new PageError('argument_unsendable', { detail: error instanceof Error ? error.message : String(error) }));
    }
    return outcome.promise;
  }

  /** @param {WorkerEvent} event */
  receive(event) {
    if (event.type !== 'answer' && event.type !== 'refusal') return this.#listener.onEvent(event);
    const outcome = this.#open.get(event.id);
    this.#open.delete(event.id);
    // Whoever asked has been told that the lab is disposed of.
    if (event.type === 'answer') outcome?.resolve(event.value);
    else outcome?.reject(new Refused(event.failure));
    return undefined;
  }

  /** @param {PageError} problem why there is no worker */
  break(problem) {
    this.end(problem);
    this.#listener.onBroken(problem);
  }

  /**
   * Nothing more is asked, and nobody waits for an answer.
   * @param {PageError} reason
   */
  end(reason) {
    this.#over ??= reason;
    const waiting = [...this.#open.values()];
    this.#open.clear();
    for (const outcome of waiting) outcome.reject(reason);
  }

  /** Frees the lab, and ends the worker if it was the last; settles when that is done. */
  dispose() {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }

  async #dispose() {
    if (this.#over) return;
    const reason = new PageError('disposed');
    const waiting = [...this.#open.values()];
    this.#open.clear();
    const freed = this.call('dispose', {}).catch(() => {});
    this.#over = reason;
    // A lab that still downloads would keep them waiting.
    for (const outcome of waiting) outcome.reject(reason);
    this.#line.leave();
    await freed;
    this.#line.close();
  }
}
