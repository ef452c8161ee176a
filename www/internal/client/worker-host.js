/** @import { Announcement, LabEvent, WorkerEvent } from '../messages.js' */
/** @import { WorkerSource } from './worker-source.js' */
import { PageError } from '../shared/failure.js';
import { LabClient } from './lab-client.js';
import { startWorker } from './worker-source.js';

/** @typedef {{ onEvent: (event: LabEvent) => void, onBroken: (problem: PageError) => void }} Listener */

/** One worker with all its labs; it ends with the last of them. */
export class WorkerHost {
  #started;
  #onEnd;
  #heard = false;
  #lastLab = 0;
  /** @type {Map<number, LabClient>} */
  #labs = new Map();
  /** Labs that somebody still uses. */
  #inUse = new Set();

  /**
   * @param {WorkerSource} source
   * @param {() => void} onEnd
   */
  constructor(source, onEnd) {
    this.#onEnd = onEnd;
    this.#started = startWorker(source);
    const { worker } = this.#started;
    worker.addEventListener('message', ({ data }) => this.#receive(data));
    worker.addEventListener('error', (event) => {
      // A panic inside a module is the worker's business; only a worker that never spoke is the end.
      if (!this.#heard) this.#break(this.#problem(event.message));
    });
  }

  /**
   * A lab will be opened.
   * @param {string} assets the folder of the assets
   * @param {string | null} variant what it will train, where that is known
   */
  expect(assets, variant) {
    /** @type {Announcement} */
    const announcement = { type: 'expect', assets, variant };
    this.#started.worker.postMessage(announcement);
  }

  /** @param {Listener} listener */
  open(listener) {
    this.#lastLab += 1;
    const number = this.#lastLab;
    const client = new LabClient(listener, {
      send: (command, transfer) => this.#started.worker.postMessage({ ...command, lab: number }, transfer),
      leave: () => this.#leave(number),
      close: () => void this.#labs.delete(number),
    });
    this.#inUse.add(number);
    this.#labs.set(number, client);
    return client;
  }

  /** @param {WorkerEvent} event */
  #receive(event) {
    this.#heard = true;
    // What was on its way when a lab was disposed of concerns nobody.
    this.#labs.get(event.lab)?.receive(event);
  }

  /** @param {string | undefined} message none where the script could not be had */
  #problem(message) {
    const { url, isBorrowed } = this.#started;
    if (isBorrowed) return new PageError('worker_refused', { url });
    return new PageError('worker_failed', { detail: message || url });
  }

  /** @param {PageError} problem */
  #break(problem) {
    this.#started.dispose();
    this.#onEnd();
    for (const lab of this.#labs.values()) lab.break(problem);
  }

  /** @param {number} number */
  #leave(number) {
    this.#inUse.delete(number);
    if (this.#inUse.size > 0) return;
    this.#started.dispose();
    this.#onEnd();
    // With the worker goes what it would have freed.
    for (const lab of this.#labs.values()) lab.end(new PageError('disposed'));
  }
}

/** @type {Map<WorkerSource | null, WorkerHost>} */
const shared = new Map();

/**
 * The worker that all labs of this page share.
 * @param {WorkerSource} [source] another script means another worker
 * @returns {WorkerHost}
 */
export function sharedHost(source) {
  const key = source instanceof URL ? source.href : (source ?? null);
  let host = shared.get(key);
  if (!host) {
    host = new WorkerHost(source, () => void (shared.get(key) === host && shared.delete(key)));
    shared.set(key, host);
  }
  return host;
}
