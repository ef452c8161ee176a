import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serveEmpty, useBrowser } from './blank.mjs';
import { heapMeter } from './heap.mjs';

/** @typedef {import('playwright-core').Page} Page */

const CYCLES = 20;
/** After so many, all that is made once has been made. */
const SETTLED = 5;
/** A leak of one lab in each later cycle would be 16 kB or less: far less than any lab has. */
const SLACK_BYTES = 250_000;

const browser = useBrowser();
/** @type {Awaited<ReturnType<typeof serveEmpty>>} */
let site;
before(async () => void (site = await serveEmpty(process.env.GANTRY_SITE ?? '')));
after(() => site?.close());

/** @param {Page} page */
async function load(page) {
  await page.evaluate(async (url) => {
    const { Gantry } = await import(url);
    const settings = { device: 'cpu', architecture: 'mlp_small' };
    // What a lab keeps depends on how many images have come.
    const begin = async () => {
      const lab = await Gantry.create({ settings });
      while (lab.dataset?.loaded !== 60_000) await new Promise((resolve) => void setTimeout(resolve, 20));
      return lab;
    };
    Object.assign(globalThis, {
      begin,
      // As a visitor would: looks, trains, saves, leaves.
      async cycle() {
        const lab = await begin();
        const canvas = document.body.appendChild(document.createElement('canvas'));
        await lab.attach({ generated: canvas });
        await lab.play();
        await new Promise((resolve) => void lab.addEventListener('iteration', (/** @type {any} */ { detail }) => detail.iteration >= 5 && resolve(undefined)));
        await lab.save();
        await lab.toBlob();
        await lab.dispose();
        canvas.remove();
      },
    });
  }, `${site.url}www/public/index.js`);
}

/** @param {Page} page */
const cycle = (page) => page.evaluate(() => /** @type {any} */ (globalThis).cycle());

test(`${CYCLES} labs that come and go beside one that stays leave nothing behind`, (context) =>
  browser.open(site.url, async (page) => {
    await load(page);
    await page.evaluate(async () => void Object.assign(globalThis, { stays: await /** @type {any} */ (globalThis).begin() }));
    const measure = await heapMeter(page);
    for (let i = 0; i < SETTLED; i += 1) await cycle(page);
    const settled = await measure();
    for (let i = SETTLED; i < CYCLES; i += 1) await cycle(page);
    const end = await measure();
    context.diagnostic(`after ${SETTLED} labs: ${JSON.stringify(settled)}, after ${CYCLES}: ${JSON.stringify(end)}`);
    assert.equal(settled.wasm.length, 1, 'one instance of the module');
    assert.deepEqual(end.wasm, settled.wasm, "the module's memory has not grown");
    for (const heap of /** @type {const} */ (['page', 'worker'])) {
      assert.ok(end[heap] - settled[heap] < SLACK_BYTES, `the ${heap}'s heap grew from ${settled[heap]} to ${end[heap]} bytes`);
    }
  }),
);

test('without one that stays, each ends its worker', () =>
  browser.open(site.url, async (page) => {
    await load(page);
    let started = 0;
    page.on('worker', () => void (started += 1));
    for (let i = 1; i <= 3; i += 1) {
      await cycle(page);
      while (page.workers().length > 0) await page.waitForTimeout(20);
      assert.equal(started, i);
    }
  }),
);
