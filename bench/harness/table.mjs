/** Figures as people read them. */
/** @import { Agreement, Reference } from './agreement.mjs' */
/** @import { Visit } from './visit.mjs' */
/** @import { Result } from './contest.mjs' */
import { BATCH, workloadNamed } from '../nets/index.js';
import { flopsOf } from '../nets/products.js';
import { GANTRY } from './contestants.mjs';
import { TOLERANCE, agreement } from './agreement.mjs';
import { median, spread } from './statistics.mjs';

/** @typedef {{ workload: string, reference: Reference | null, results: Result[], visits: Map<string, Visit[]> }} Chapter */

const NONE = '—';

/** @param {number | null | undefined} value @param {number} [digits] significant ones */
function figure(value, digits = 3) {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const whole = Math.abs(value) >= 10 ** (digits - 1);
  return whole ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(digits)));
}

/** @param {number | null | undefined} bytes */
const megabytes = (bytes) => figure(bytes && bytes / 1e6);
/** @param {number | null | undefined} ms */
const seconds = (ms) => figure(ms && ms / 1000);

const COLUMNS = [
  'contestant',
  'ms / iteration',
  'quartiles',
  '× Gantry',
  'CPU ms',
  'CPU × Gantry',
  'GFLOP/s',
  'losses D, G',
  'differ by',
  'first step, s',
  'iteration 100, s',
  'wire, MB',
  'peak, MB',
  'launches',
  'submits',
  'pipelines',
  'page CPU ms',
  'to last submit, ms',
  'read, bytes',
];

/**
 * @param {Chapter} chapter
 * @returns {string} Markdown
 */
export function table({ workload, reference, results, visits }) {
  const gflop = flopsOf(workloadNamed(workload), BATCH) / 1e9;
  const timesGantry = (/** @type {Result} */ result, /** @type {'msPerIteration' | 'cpuMsPerIteration'} */ key) => {
    const gantry = results.find(({ entrant }) => entrant.id === GANTRY[result.entrant.kind]);
    return figure(median(result[key]) / median(gantry?.[key] ?? []));
  };
  const rows = results.map((result) => {
    const { entrant, msPerIteration, cpuMsPerIteration, pageCpuMsPerIteration, hostMsPerIteration, gpu, losses } = result;
    const time = spread(msPerIteration);
    const same = reference && !entrant.floor ? agreement(losses, reference.losses) : null;
    const seen = visits.get(entrant.id) ?? [];
    const of = (/** @type {(visit: Visit) => number | null} */ key) => {
      const values = seen.map(key).filter((value) => value !== null);
      return values.length > 0 ? median(values) : null;
    };
    return [
      entrant.title,
      figure(time.median),
      time.count > 0 ? `${figure(time.low)}–${figure(time.high)} (${time.count})` : NONE,
      timesGantry(result, 'msPerIteration'),
      figure(median(cpuMsPerIteration)),
      timesGantry(result, 'cpuMsPerIteration'),
      figure((gflop / median(cpuMsPerIteration.length > 0 ? cpuMsPerIteration : msPerIteration)) * 1000),
      ...proof(same, reference?.losses.length ?? 0),
      seconds(of((visit) => visit.first)),
      seconds(of((visit) => visit.hundredth)),
      megabytes(of((visit) => visit.wireBytes)),
      megabytes(of((visit) => visit.peakBytes)),
      figure(gpu?.launches),
      figure(gpu?.submits),
      figure(gpu?.pipelines),
      figure(median(pageCpuMsPerIteration)),
      gpu ? figure(median(hostMsPerIteration)) : NONE,
      figure(gpu?.readBytes),
    ];
  });
  const lines = [COLUMNS, COLUMNS.map((_, i) => (i === 0 ? '---' : '--:')), ...rows].map((row) => `| ${row.join(' | ')} |`);
  const head = `### \`${workload}\`: ${figure(gflop)} GFLOP per iteration; losses compared with ${reference?.title ?? 'nothing'}`;
  return [head, '', ...lines, '', ...cannots(results, visits)].join('\n');
}

/**
 * @param {Agreement | null} same
 * @param {number} wanted iterations
 */
function proof(same, wanted) {
  if (!same) return [NONE, NONE];
  const losses = same.last.map((loss) => loss.toFixed(4)).join(', ');
  const differ = same.deviation > TOLERANCE ? ' **differs**' : '';
  return [same.iterations < wanted ? `${losses} (at ${same.iterations})` : losses, `${same.deviation.toExponential(0)}${differ}`];
}

/**
 * What did not work, in the words of the library.
 * @param {Result[]} results
 * @param {Map<string, Visit[]>} visits
 */
function cannots(results, visits) {
  const short = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').slice(0, 300);
  return results.flatMap(({ entrant, cannot }) => {
    const visit = visits.get(entrant.id)?.find((seen) => seen.cannot)?.cannot;
    return [
      ...(cannot ? [`- ${entrant.title} cannot: ${short(cannot)}`] : []),
      ...(visit && visit !== cannot ? [`- ${entrant.title}, visit: ${short(visit)}`] : []),
    ];
  });
}
