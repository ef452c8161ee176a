/** @import { Lab } from '../protocol.js' */
/** @import { Post } from '../messages.js' */
/** @import { DataStream } from './data-stream.js' */
/** @import { Instance } from './instance.js' */
/** @import { Turns } from './turns.js' */
import { deferred } from '../shared/deferred.js';
import { PageError, toFailure } from '../shared/failure.js';
import { persist } from './persistence.js';

/** Fewer are a hiccup, of which nobody needs to hear. */
const FAILURES_TO_TELL = 3;

/** @typedef {{ type: 'mnist' } | { type: 'own', name: string, images: Uint8Array, labels: Uint8Array | null }} Source */

/** Brings one source of images into one Lab: a visitor's files at once, MNIST shard by shard while it trains. */
export class DataFeed {
  #instance;
  #lab;
  #source;
  #parts;
  #end = new AbortController();
  #running = false;
  #isOfPoints = false;
  #isEmpty = true;
  /** Whether a connection that does not work has been told of. */
  #isCutOff = false;
  /** @type {import('../shared/deferred.js').Deferred<void>} */
  #first = deferred();

  /**
   * @param {{ instance: Instance, lab: Lab }} open
   * @param {Source} source
   * @param {{ data: DataStream, turns: Turns, post: Post, drawReal: (lab: Lab) => void }} parts
   */
  constructor({ instance, lab }, source, parts) {
    this.#instance = instance;
    this.#lab = lab;
    this.#source = source;
    this.#parts = parts;
  }

  get isRunning() {
    return this.#running;
  }

  /** Whether the first images are still on their way. */
  get isEmpty() {
    return this.#isEmpty;
  }

  /** Settles when the run has something to learn from, or never will. */
  get first() {
    return this.#first.promise;
  }

  /** Whether the run has no use for images. */
  get isOfPoints() {
    return this.#isOfPoints;
  }

  /** Settles when the Lab knows its data set; shards follow in the background. */
  async begin() {
    if (this.#source.type === 'own') {
      const { name, images, labels } = this.#source;
      this.#lab.replace_dataset(name, images, labels ?? undefined);
      this.#tell();
      this.#settle();
      return;
    }
    if (this.#running) return;
    this.#running = true;
    void this.#stream()
      .catch((error) => {
        if (!this.#isOver) this.#parts.post({ type: 'failure', failure: toFailure(error) });
      })
      .finally(() => {
        this.#running = false;
        this.#settle();
      });
  }

  dispose() {
    this.#end.abort();
    // At once: the next feed may soon have a trouble of its own to tell.
    this.#tellConnection(true);
    this.#settle();
  }

  /** Whether nobody wants the images any more. */
  get #isOver() {
    return this.#end.signal.aborted;
  }

  #settle() {
    this.#isEmpty = false;
    this.#first.resolve();
  }

  async #stream() {
    await this.#unlessStopped(async () => void (this.#isOfPoints = (await this.#instance.call(() => this.#lab.scatter())) !== undefined));
    if (this.#isOfPoints) return;
    const { name, train } = await this.#persist('manifest.json', () => this.#parts.data.manifest());
    await this.#unlessStopped(() => this.#lab.begin_dataset(name, train.count));
    for (const [index, shard] of train.shards.entries()) {
      const { images, labels } = await this.#persist(shard.images.file, () => this.#parts.data.shard(index));
      if (this.#isOver) return;
      await this.#unlessStopped(() => {
        this.#lab.add_shard(images, labels);
        this.#tell(index === 0);
        this.#settle();
      });
    }
  }

  /**
   * A training goes on with what it has meanwhile, and with the rest when that has come.
   * @template T
   * @param {string} file
   * @param {() => Promise<T>} fetch
   * @returns {Promise<T>}
   */
  async #persist(file, fetch) {
    try {
      return await persist(fetch, this.#end.signal, (failures) => {
        this.#tellConnection(false);
        if (failures === FAILURES_TO_TELL) this.#parts.post({ type: 'failure', failure: toFailure(new PageError('download_failed', { reason: 'retrying', file })) });
      });
    } finally {
      this.#tellConnection(true);
    }
  }

  /** @param {boolean} done whether it works again, or nobody waits for it any more */
  #tellConnection(done) {
    if (this.#isCutOff !== done) return;
    this.#isCutOff = !done;
    this.#parts.post({ type: 'progress', phase: 'connection', loaded: 0, total: 0, done });
  }

  /** @param {() => void | Promise<void>} task */
  #unlessStopped(task) {
    return this.#parts.turns.add(() => (this.#isOver ? undefined : task()));
  }

  #tell(draw = true) {
    const dataset = this.#lab.dataset();
    if (dataset) this.#parts.post({ type: 'dataset', dataset });
    if (draw) this.#parts.drawReal(this.#lab);
  }
}
