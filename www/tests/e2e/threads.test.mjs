import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ISOLATED } from '../../tools/serve.mjs';
import { QUICK, useSite } from './browser.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

/** @type {string[]} */
const asked = [];
const isolated = useSite(
  '/',
  [],
  (path, body) => {
    asked.push(path);
    return body;
  },
  ISOLATED,
);
const helpless = useSite(
  '/',
  [],
  (path, body) => {
    if (path.endsWith('gantry_helper.wasm')) throw new Error('not for you');
    return body;
  },
  ISOLATED,
);
const plain = useSite();

/**
 * The losses of a run of `mlp`, whose products are large enough to be shared.
 * @param {Page} page
 */
const losses = (page) =>
  page.evaluate(async () => {
    const { Gantry } = await import(/** @type {string} */ (new URL('www/public/gantry.js', location.href).href));
    const lab = await Gantry.create({ settings: { device: 'cpu', architecture: 'mlp', seed: 5, steps: 12 } });
    // Who helps has come by then.
    await new Promise((resolve) => void setTimeout(resolve, 1500));
    const ended = new Promise((resolve) => {
      lab.addEventListener('playing', (/** @type {any} */ { detail }) => void (detail.finished && resolve(null)));
    });
    await lab.play();
    await ended;
    const log = await lab.log();
    await lab.dispose();
    return /** @type {string} */ (log);
  });

test('where memory may be shared, helpers make a part of the products, and every loss stays the same', { timeout: 120_000 }, async () => {
  /** @type {string[]} */
  const logs = [];
  await isolated.open(`#${QUICK}`, async (page) => {
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    logs.push(await losses(page));
    await page.waitForFunction(() => /threads/.test(document.getElementById('device')?.textContent ?? ''));
  });
  assert.ok(asked.includes('pkg/cpu/gantry_bg_shared.wasm') && asked.includes('pkg/cpu/gantry_helper.wasm'), asked.join(' '));
  assert.ok(!asked.includes('pkg/cpu/gantry_bg.wasm'), 'one form is enough');
  await plain.open(`#${QUICK}`, async (page) => {
    assert.equal(await page.evaluate(() => crossOriginIsolated), false);
    logs.push(await losses(page));
    assert.doesNotMatch((await page.textContent('#device')) ?? '', /threads/);
  });
  assert.equal(logs[0]?.split('\n').length, 14, logs[0]);
  assert.equal(logs[0], logs[1]);
});

test('where no helper comes, the module on shared memory works alone', { timeout: 60_000 }, () =>
  helpless.open(
    `#${QUICK}`,
    async (page) => {
      const log = await losses(page);
      assert.equal(log.split('\n').length, 14);
      assert.doesNotMatch((await page.textContent('#device')) ?? '', /threads/);
    },
    { mayFail: true },
  ));
