/** Whether two contestants did the same work: their losses, iteration by iteration. */
/** @import { Losses } from '../types.js' */
/** @import { Result } from './contest.mjs' */
import { GANTRY } from './contestants.mjs';

/**
 * Equal work is separated by rounding alone, which training amplifies: PyTorch in float32 departs from itself in
 * float64 by 1e-6 in 20 iterations of the small nets, and by 1e-2 in those of `dcgan`.
 */
export const TOLERANCE = 0.03;

/**
 * What the losses are compared with.
 * @typedef {{ title: string, losses: Losses[] }} Reference
 */

/** @typedef {{ iterations: number, last: Losses, deviation: number }} Agreement the largest relative one */

/**
 * Without a calculation in float64, Gantry's own processor.
 * @param {Result[]} results
 * @returns {Reference | null}
 */
export function referenceAmong(results) {
  const found = results.find(({ entrant, losses }) => entrant.id === GANTRY.cpu && losses.length > 0);
  return found ? { title: found.entrant.title, losses: found.losses } : null;
}

/**
 * @param {Losses[]} ours
 * @param {Losses[]} theirs
 * @returns {Agreement | null} null where there is nothing to compare
 */
export function agreement(ours, theirs) {
  const iterations = Math.min(ours.length, theirs.length);
  const last = ours[iterations - 1];
  if (!last) return null;
  const deviations = ours.slice(0, iterations).flatMap((losses, t) =>
    losses.map((loss, player) => {
      const reference = /** @type {Losses} */ (theirs[t])[player] ?? NaN;
      return Math.abs(loss - reference) / Math.abs(reference);
    }),
  );
  // A loss that is no number agrees with nothing.
  const deviation = deviations.some(Number.isNaN) ? Infinity : Math.max(...deviations);
  return { iterations, last, deviation };
}
