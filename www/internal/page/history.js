/** @import { Point } from '../protocol.js' */

/** Twice the pixels of a chart: more points cost time and show nothing. */
export const MOST_POINTS = 2000;

const KEYS = /** @type {const} */ (['iteration', 'd_loss', 'g_loss', 'd_real', 'd_fake', 'measure']);

/** The figures of a run, from its first iteration to now, in at most `MOST_POINTS` points. */
export class History {
  /** @type {Point[]} */
  #points = [];
  /** @type {Point[]} */
  #waiting = [];
  #stride = 1;
  #lastIteration = -Infinity;

  /** @param {Point[]} points in order; a report may repeat what a log has told */
  push(points) {
    for (const point of points) {
      if (point.iteration <= this.#lastIteration) continue;
      this.#lastIteration = point.iteration;
      this.#waiting.push(point);
      if (this.#waiting.length < this.#stride) continue;
      this.#points.push(mean(this.#waiting));
      this.#waiting = [];
      if (this.#points.length > MOST_POINTS) this.#halve();
    }
  }

  /**
   * Forgets all, and begins with these.
   * @param {Point[]} points in order
   */
  restart(points) {
    this.#points = [];
    this.#waiting = [];
    this.#stride = 1;
    this.#lastIteration = -Infinity;
    this.push(points);
  }

  get points() {
    return this.#points;
  }

  #halve() {
    const halved = [];
    for (let i = 0; i + 1 < this.#points.length; i += 2) halved.push(mean(this.#points.slice(i, i + 2)));
    const odd = this.#points.length % 2 === 1 ? this.#points.at(-1) : undefined;
    this.#points = odd ? [...halved, odd] : halved;
    this.#stride *= 2;
  }
}

/**
 * The mean of neighbours; the iteration is that of the last, so that the newest point is never in the past.
 * @param {Point[]} points not empty
 * @returns {Point}
 */
function mean(points) {
  const last = /** @type {Point} */ (points.at(-1));
  const result = { ...last };
  for (const key of KEYS) {
    if (key === 'iteration') continue;
    // A measure may be taken now and then only: what is missing counts for nothing.
    const known = points.filter((point) => !Number.isNaN(point[key]));
    result[key] = known.length > 0 ? known.reduce((sum, point) => sum + point[key], 0) / known.length : NaN;
  }
  return result;
}

/**
 * An exponential moving average that starts at the first value instead of zero; gaps stay gaps.
 * @param {(number | null)[]} values
 * @param {number} [weight] of a new value
 * @returns {(number | null)[]}
 */
export function smoothed(values, weight = 0.08) {
  let sum = 0;
  let weights = 0;
  return values.map((value) => {
    if (value === null) return null;
    sum = (1 - weight) * sum + weight * value;
    weights = (1 - weight) * weights + weight;
    return sum / weights;
  });
}

/**
 * A range that shows almost all values: one spike of a loss must not flatten the rest.
 * @param {(number | null)[]} values
 * @param {number} least the range's top is at least this
 * @returns {[number, number]}
 */
export function robustRange(values, least) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const top = Math.max(least, at(0.99) * 1.15);
  const bottom = at(0.01);
  return [bottom < 0 ? bottom * 1.15 : 0, top];
}
