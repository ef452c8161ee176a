/** @import { Point } from '../protocol.js' */

/**
 * The figures of a run from its log, whose first line names the columns.
 * @param {string} csv
 * @returns {Point[]}
 */
export function pointsOf(csv) {
  const [head = '', ...lines] = csv.trim().split('\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    // An empty cell is a figure that there was not.
    const figures = Object.fromEntries(columns.map((column, i) => [column, cells[i] ? Number(cells[i]) : NaN]));
    return /** @type {Point} */ (/** @type {unknown} */ (figures));
  });
}
