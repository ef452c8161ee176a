/** @import { Opening, Fetched } from './opening.mjs' */

/** What a visitor's browser asks for, by what it is for. */
const KINDS = /** @type {const} */ ([
  ['the page', /^(#.*)?$/],
  ['style sheets, icon', /\.(css|svg)$/],
  ['texts', /locales?\//],
  ['scripts', /\.js(\?.*)?$/],
  ['list of modules', /modules\.json$/],
  ['module', /\.wasm$/],
  ['list of images', /manifest\.json$/],
  ['images', /\.gz$/],
]);

const WIDTH = 40;

/**
 * The requests in the order in which they began, those of a kind that overlap in one row.
 * @param {Opening} opening
 */
export function waterfall({ marks, fetched }) {
  /** @type {{ kind: string, start: number, end: number, bytes: number, count: number }[]} */
  const rows = [];
  for (const one of fetched) {
    const kind = kindOf(one);
    const open = rows.findLast((row) => row.kind === kind && row.end >= one.start);
    if (open) {
      Object.assign(open, { end: Math.max(open.end, one.end), bytes: open.bytes + one.bytes, count: open.count + 1 });
    } else {
      rows.push({ kind, start: one.start, end: one.end, bytes: one.bytes, count: 1 });
    }
  }
  const at = (/** @type {number} */ ms) => Math.min(WIDTH, Math.round((WIDTH * ms) / marks.tenth));
  const lines = rows.map(({ kind, start, end, bytes, count }) => {
    const [from, to] = [at(start), Math.max(at(end), at(start) + 1)];
    const bar = ' '.repeat(from) + '#'.repeat(to - from);
    const what = count > 1 ? `${kind} (${count})` : kind;
    return `${what.padEnd(24)} ${start.toFixed(0).padStart(5)} ${end.toFixed(0).padStart(5)} ${kilobytes(bytes).padStart(7)}  ${bar}`;
  });
  const head = `${'request'.padEnd(24)} ${'from'.padStart(5)} ${'to ms'.padStart(5)} ${'kB'.padStart(7)}`;
  return ['```text', head, ...lines, '```'].join('\n');
}

/** @param {Fetched} fetched */
function kindOf({ url }) {
  return KINDS.find(([, pattern]) => pattern.test(url))?.[0] ?? url;
}

/** @param {number} bytes */
const kilobytes = (bytes) => (bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0);
