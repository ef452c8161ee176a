#!/usr/bin/env node
/** What an iteration of each variant costs, with the page's defaults: `node bench/variants.mjs --site DIR`. */
/** @import { VariantCost } from './types.js' */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask, launch } from './harness/browser.mjs';
import { buildPages } from './harness/build.mjs';
import { writeInputs } from './harness/inputs.mjs';
import { startServer } from './harness/server.mjs';

const USAGE = `node bench/variants.mjs --site DIR [flags]

  --site DIR         the built site
  --device NAME      webgpu (launches, submits, pipelines, bytes) or cpu (milliseconds) (default webgpu)
  --only LIST        variants by id; all, if absent
  --settings JSON    options for all of them, as '{"batch_size": 16}'
  --iterations N     how many are counted (default 2)
  --adapter NAME     of WebGPU: swiftshader, or default for the computer's own (default swiftshader)
  --chromium PATH    the browser (default /usr/bin/chromium)
  --markdown FILE    where to write the table; it is printed anyway`;

const VARIANT_MS = 600_000;

const { values } = parseArgs({
  options: {
    site: { type: 'string' },
    device: { type: 'string', default: 'webgpu' },
    only: { type: 'string' },
    settings: { type: 'string', default: '{}' },
    iterations: { type: 'string', default: '2' },
    adapter: { type: 'string', default: 'swiftshader' },
    chromium: { type: 'string', default: process.env.GANTRY_CHROMIUM ?? process.env.CHROMIUM ?? '/usr/bin/chromium' },
    markdown: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const { device } = values;
const iterations = Number(values.iterations);
/** @type {Record<string, unknown>} */
const settings = JSON.parse(values.settings);
if (values.help || !values.site || (device !== 'cpu' && device !== 'webgpu') || !(Number.isInteger(iterations) && iterations > 0)) {
  console.error(USAGE);
  process.exit(values.help ? 0 : 2);
}

/** @type {Record<typeof device, [title: string, of: (cost: VariantCost) => number][]>} */
const COLUMNS = {
  webgpu: [
    ['launches', ({ launches }) => launches],
    ['submits', ({ submits }) => submits],
    ['pipelines', ({ pipelines }) => pipelines],
    ['uploaded, kB', ({ writtenBytes }) => writtenBytes / 1000],
  ],
  cpu: [['ms / iteration', ({ ms }) => ms]],
};
const number = (/** @type {number} */ value) => (value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3));

const scratch = await mkdtemp(join(tmpdir(), 'gantry-bench-'));
const folders = { dist: join(scratch, 'dist'), inputs: join(scratch, 'inputs') };
const lines = [`| variant | ${COLUMNS[device].map(([title]) => title).join(' | ')} |`, `| --- |${' --: |'.repeat(COLUMNS[device].length)}`];
try {
  await buildPages(folders.dist);
  await writeInputs(folders.inputs, []);
  const server = await startServer(values.site, folders);
  const browser = await launch({ chromium: values.chromium, adapter: values.adapter });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}?worker=gantry-variants`);
    await page.waitForFunction(() => 'bench' in globalThis);
    /** @type {string[]} */
    const known = await ask(page, { type: 'variants', device }, VARIANT_MS);
    for (const variant of values.only?.split(',') ?? known) {
      /** @type {VariantCost} */
      const cost = await ask(page, { type: 'variant', device, variant, iterations, settings }, VARIANT_MS);
      lines.push(`| \`${variant}\` | ${COLUMNS[device].map(([, of]) => number(of(cost))).join(' | ')} |`);
      console.error(lines.at(-1));
    }
  } finally {
    await browser.close();
    await server.close();
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
console.log(lines.join('\n'));
if (values.markdown) await writeFile(values.markdown, `${lines.join('\n')}\n`);
