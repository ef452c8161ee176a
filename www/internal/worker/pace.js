/** @import { DeviceName } from '../protocol.js' */

/** Long enough that the calls cost nothing, short enough that Pause feels immediate. */
const CPU_CHUNK_MS = 40;
/** Below this the calls themselves would begin to cost. */
const CPU_LEAST_CHUNK_MS = 10;
const CPU_SHOW_MS = 125;
const GPU_SHOW_MS = 250;
const GPU_SHOW_ITERATIONS = 8;
/** Share of the time that pictures and figures may take from training. */
const SHOW_SHARE = 0.15;

/** How many iterations to run at a time, and when to look at the result. */
export class Pace {
  /** @type {DeviceName} */
  #device;
  #chunk = 1;
  #showCostMs = 0;
  #shownAt = -Infinity;
  #iterationsSinceShow = 0;
  #showEvery = GPU_SHOW_ITERATIONS;

  /** @param {DeviceName} device */
  constructor(device) {
    this.#device = device;
  }

  /** Iterations for the next call. */
  get chunk() {
    return this.#chunk;
  }

  /**
   * @param {number} iterations
   * @param {number} ms
   * @param {number} [sharers] labs that train on the same thread: together they take the time of one chunk
   */
  ran(iterations, ms, sharers = 1) {
    this.#iterationsSinceShow += iterations;
    if (this.#device === 'cpu') {
      const perIteration = Math.max(ms / Math.max(iterations, 1), 0.01);
      const wanted = Math.max(CPU_CHUNK_MS / Math.max(sharers, 1), CPU_LEAST_CHUNK_MS);
      // The first call builds caches: grow by doubling, so that one odd time does not make one long chunk.
      this.#chunk = Math.max(1, Math.min(this.#chunk * 2, Math.floor(wanted / perIteration), 256));
    } else {
      // Work is only queued by a run on the GPU; its time is known at the read-back.
      this.#chunk = Math.max(1, Math.min(this.#chunk * 2, GPU_SHOW_ITERATIONS));
    }
  }

  /**
   * @param {number} now
   * @param {number} [sharers] labs that train on the same thread: together they keep to the share of one
   */
  showIsDue(now, sharers = 1) {
    const since = now - this.#shownAt;
    if (this.#shownAt === -Infinity) return true;
    if (this.#device === 'cpu') return since >= Math.max(CPU_SHOW_MS, (this.#showCostMs * Math.max(sharers, 1)) / SHOW_SHARE);
    if (this.#iterationsSinceShow < GPU_SHOW_ITERATIONS) return false;
    return since >= GPU_SHOW_MS || this.#iterationsSinceShow >= this.#showEvery;
  }

  /**
   * @param {number} now
   * @param {number} ms that the look took, without the time of other labs
   */
  shown(now, ms) {
    this.#showCostMs = ms;
    if (this.#device === 'webgpu' && Number.isFinite(this.#shownAt) && this.#iterationsSinceShow > 0) {
      // The read-back waited for all that was queued: only this bounds the queue to about one picture's time.
      const perIteration = (now - this.#shownAt) / this.#iterationsSinceShow;
      const wanted = Math.floor(GPU_SHOW_MS / Math.max(perIteration, 0.01));
      this.#showEvery = Math.max(GPU_SHOW_ITERATIONS, Math.min(wanted, this.#showEvery * 2));
    }
    this.#shownAt = now;
    this.#iterationsSinceShow = 0;
  }
}

/** Iterations per second over the last few seconds. */
export class Rate {
  /** @type {{ at: number, iteration: number }[]} */
  #marks = [];

  /**
   * @param {number} at
   * @param {number} iteration
   */
  mark(at, iteration) {
    this.#marks.push({ at, iteration });
    while (this.#marks.length > 2 && at - (this.#marks[1]?.at ?? at) > 3000) this.#marks.shift();
  }

  clear() {
    this.#marks = [];
  }

  get perSecond() {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    if (!first || !last || last.at <= first.at) return 0;
    return (1000 * (last.iteration - first.iteration)) / (last.at - first.at);
  }
}
