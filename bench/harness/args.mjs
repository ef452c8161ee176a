import { parseArgs } from 'node:util';
import { WORKLOADS } from '../nets/index.js';

const USAGE = `node bench/run.mjs --site DIR [flags]

  --site DIR         the built site
  --native PATH      the native program \`gantry\`, to be timed as well
  --python PATH      a Python that has torch and numpy, to be timed as well
  --workloads LIST   ${WORKLOADS.map(({ name }) => name).join(',')}
  --only LIST        contestants by name; all, if absent
  --rounds N         rounds in which each contestant trains one stretch (default 8)
  --visits N         visits of each minimal page, 0 for none (default 1)
  --budget SECONDS   that one contestant may spend on one workload, and on one visit (default 60)
  --adapter NAME     of WebGPU: swiftshader, or default for the computer's own (default swiftshader)
  --chromium PATH    the browser (default /usr/bin/chromium)
  --json FILE        where to write every figure
  --markdown FILE    where to write the tables; they are printed anyway`;

/** @typedef {ReturnType<typeof parse>} Options */

/** @param {string | undefined} text */
const list = (text) => text?.split(',').filter(Boolean);

/** @param {string[]} argv */
export function parse(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      site: { type: 'string' },
      native: { type: 'string' },
      python: { type: 'string' },
      workloads: { type: 'string' },
      only: { type: 'string' },
      rounds: { type: 'string', default: '8' },
      visits: { type: 'string', default: '1' },
      budget: { type: 'string', default: '60' },
      adapter: { type: 'string', default: 'swiftshader' },
      chromium: { type: 'string', default: process.env.GANTRY_CHROMIUM ?? process.env.CHROMIUM ?? '/usr/bin/chromium' },
      json: { type: 'string' },
      markdown: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.site) throw new UsageError(USAGE);
  const whole = (/** @type {'rounds' | 'visits' | 'budget'} */ flag) => {
    const number = Number(values[flag]);
    if (!Number.isInteger(number) || number < 0) throw new UsageError(`--${flag} ${values[flag]}: give a whole number\n\n${USAGE}`);
    return number;
  };
  return {
    site: values.site,
    native: values.native,
    python: values.python,
    workloads: list(values.workloads) ?? WORKLOADS.map(({ name }) => name),
    only: list(values.only),
    rounds: whole('rounds'),
    visits: whole('visits'),
    budgetMs: whole('budget') * 1000,
    adapter: values.adapter,
    chromium: values.chromium,
    json: values.json,
    markdown: values.markdown,
  };
}

/** Something that the caller can put right. */
export class UsageError extends Error {}
