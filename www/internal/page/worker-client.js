/** @import { CommandName, Commands, WorkerEvent } from '../messages.js' */
import { deferred } from '../shared/deferred.js';
import { PageError } from '../shared/failure.js';
import { failureText } from './failure-text.js';
import { pageTexts } from './i18n.js';

/** A refusal by the worker, with a text for people. */
export class Refusal extends Error {
  /** @param {import('../messages.js').Failure} failure */
  constructor(failure) {
    super(failureText(pageTexts(), failure));
    this.code = failure.code;
  }
}

/** The page's end of the worker: commands that answer, and events. */
export class WorkerClient {
  #worker;
  #lastId = 0;
  #heard = false;
  /** @type {Map<number, import('../shared/deferred.js').Deferred<any>>} */
  #open = new Map();

  /**
   * @param {URL} url
   * @param {(event: WorkerEvent) => void} onEvent
   */
  constructor(url, onEvent) {
    this.#worker = new Worker(url, { type: 'module', name: 'gantry' });
    this.#worker.addEventListener('message', ({ data }) => this.#receive(data, onEvent));
    this.#worker.addEventListener('error', (event) => {
      // A panic inside the module is the worker's business; only a worker that never spoke is the end.
      if (!this.#heard) this.onBroken?.(event.message ?? '');
    });
  }

  /** @type {((detail: string) => void) | undefined} */
  onBroken;

  /**
   * @template {CommandName} Name
   * @param {Name} type
   * @param {Commands[Name]['takes']} takes
   * @param {Transferable[]} [transfer]
   * @returns {Promise<Commands[Name]['answers']>}
   */
  call(type, takes, transfer = []) {
    const id = ++this.#lastId;
    const outcome = deferred();
    this.#open.set(id, outcome);
    this.#worker.postMessage({ type, id, ...takes }, transfer);
    return outcome.promise;
  }

  /**
   * @param {WorkerEvent} event
   * @param {(event: WorkerEvent) => void} onEvent
   */
  #receive(event, onEvent) {
    this.#heard = true;
    if (event.type !== 'answer' && event.type !== 'refusal') return onEvent(event);
    const outcome = this.#open.get(event.id);
    this.#open.delete(event.id);
    if (!outcome) throw new PageError('unexpected', { detail: `answer ${event.id}` });
    if (event.type === 'answer') outcome.resolve(event.value);
    else outcome.reject(new Refusal(event.failure));
  }
}
