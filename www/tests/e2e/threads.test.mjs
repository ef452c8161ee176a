import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
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
const outdated = useSite(
  '/',
  [],
  (path, body) => (path.endsWith('gantry_helper.wasm') ? Buffer.from(body.toString('latin1').replace(/gantry_help_[0-9a-f]{12}/, `gantry_help_${'0'.repeat(12)}`), 'latin1') : body),
  ISOLATED,
);
const plain = useSite();

/**
 * The losses of a run of networks whose products and other loops are large enough to be shared.
 * @param {Page} page
 * @param {'mlp' | 'dcgan'} [architecture]
 * @param {number} [steps]
 */
const losses = (page, architecture = 'mlp', steps = 12) =>
  page.evaluate(async (own) => {
    const { Gantry } = await import(/** @type {string} */ (new URL('www/public/gantry.js', location.href).href));
    const lab = await Gantry.create({ settings: { device: 'cpu', seed: 5, ...own } });
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
  }, { architecture, steps });

test('where memory may be shared, helpers make a part of every long loop, and every loss stays the same', { timeout: 120_000, skip: availableParallelism() < 2 && 'on one processor nobody helps' }, async () => {
  /** @type {string[]} */
  const logs = [];
  await isolated.open(`#${QUICK}`, async (page) => {
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    logs.push(await losses(page), await losses(page, 'dcgan', 3));
    await page.waitForFunction(() => /threads/.test(document.getElementById('device')?.textContent ?? ''));
  });
  assert.ok(asked.includes('pkg/cpu/gantry_bg_shared.wasm') && asked.includes('pkg/cpu/gantry_helper.wasm'), asked.join(' '));
  assert.ok(!asked.includes('pkg/cpu/gantry_bg.wasm'), 'one form is enough');
  await plain.open(`#${QUICK}`, async (page) => {
    assert.equal(await page.evaluate(() => crossOriginIsolated), false);
    logs.push(await losses(page), await losses(page, 'dcgan', 3));
    assert.doesNotMatch((await page.textContent('#device')) ?? '', /threads/);
  });
  const [mlp, dcgan, ...alone] = logs;
  assert.equal(mlp?.split('\n').length, 14, mlp);
  assert.equal(dcgan?.split('\n').length, 5, dcgan);
  assert.deepEqual([mlp, dcgan], alone);
});

for (const [what, site] of /** @type {const} */ ([
  ['no helper comes', helpless],
  ['the helper is one of another build', outdated],
])) {
  test(`where ${what}, the module on shared memory works alone`, { timeout: 60_000 }, () =>
    site.open(
      `#${QUICK}`,
      async (page) => {
        const log = await losses(page);
        assert.equal(log.split('\n').length, 14);
        assert.doesNotMatch((await page.textContent('#device')) ?? '', /threads/);
      },
      { mayFail: true },
    ));
}
