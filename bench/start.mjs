#!/usr/bin/env node
/** How long the built page takes to its first iteration, and what it asks for on the way: `node bench/start.mjs --site DIR`. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { serve } from '../www/tools/serve.mjs';
import { launch } from './harness/browser.mjs';
import { opening } from './harness/opening.mjs';
import { median, spread } from './harness/statistics.mjs';
import { waterfall } from './harness/waterfall.mjs';

const USAGE = `node bench/start.mjs --site DIR [flags]

  --site DIR         the built site
  --settings LIST    hashes of the page, separated by spaces (default: the processor with mlp_small and with mlp)
  --visits N         fresh browsers for each (default 7)
  --chromium PATH    the browser (default /usr/bin/chromium)
  --markdown FILE    where to write the tables; they are printed anyway`;

const { values } = parseArgs({
  options: {
    site: { type: 'string' },
    settings: { type: 'string', default: 'device=cpu&architecture=mlp_small device=cpu&architecture=mlp' },
    visits: { type: 'string', default: '7' },
    chromium: { type: 'string', default: process.env.GANTRY_CHROMIUM ?? process.env.CHROMIUM ?? '/usr/bin/chromium' },
    markdown: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const visits = Number(values.visits);
if (values.help || !values.site || !Number.isInteger(visits) || visits < 1) {
  console.error(USAGE);
  process.exit(values.help ? 0 : 2);
}

const MILESTONES = /** @type {const} */ ({
  shell: 'the page is drawn',
  ready: 'Play can be pressed, and is',
  first: 'the first iteration is on the page',
  tenth: 'the tenth',
});

const site = await serve(values.site);
const parts = [];
try {
  for (const hash of values.settings.split(' ')) {
    /** @type {import('./harness/opening.mjs').Opening[]} */
    const seen = [];
    for (let visit = 0; visit < visits; visit += 1) {
      // A browser for each: no cache of files or of compiled code is shared.
      const browser = await launch({ chromium: values.chromium, adapter: 'swiftshader' });
      try {
        seen.push(await opening(browser, `${site.url}#${hash}`));
      } finally {
        await browser.close();
      }
    }
    const rows = Object.entries(MILESTONES).map(([key, title]) => {
      const { median: middle, low, high } = spread(seen.map(({ marks }) => marks[/** @type {keyof typeof MILESTONES} */ (key)]));
      return `| ${title} | ${middle.toFixed(0)} | ${low.toFixed(0)}–${high.toFixed(0)} |`;
    });
    const middle = median(seen.map(({ marks }) => marks.first));
    const typical = seen.reduce((best, one) => (Math.abs(one.marks.first - middle) < Math.abs(best.marks.first - middle) ? one : best));
    parts.push(
      `### \`#${hash}\``,
      ['| ms from the start of navigation | median | quartiles |', '| --- | --: | --: |', ...rows].join('\n'),
      waterfall(typical),
    );
  }
} finally {
  await site.close();
}
const text = parts.join('\n\n');
console.log(text);
if (values.markdown) await writeFile(values.markdown, `${text}\n`);
