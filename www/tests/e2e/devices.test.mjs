import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { iteration, untilIteration, useSite } from './browser.mjs';

describe('below a path', () => {
  const site = useSite('/sub/');

  test('the site needs no root of its own', () =>
    site.open('#device=cpu&architecture=mlp_small', async (page) => {
      assert.ok(page.url().includes('/sub/'));
      await page.click('#play');
      await untilIteration(page, 3);
    }));
});

describe('without a GPU', () => {
  const site = useSite('/', ['--disable-gpu', '--disable-software-rasterizer']);

  for (const wanted of ['webgpu', 'auto']) {
    test(`device=${wanted} trains on the processor and says why`, () =>
      site.open(`#device=${wanted}&architecture=mlp_small`, async (page) => {
        const reason = await page.getAttribute('#device', 'data-reason');
        assert.ok(['no_webgpu', 'no_adapter', 'fallback_adapter', 'failed_at_start', 'module_missing'].includes(reason ?? ''), reason ?? 'no reason');
        assert.match((await page.textContent('#device')) ?? '', /^Training on the processor: .+/);
        assert.equal(await page.inputValue('#option-device'), wanted, 'the choice stays');
        await page.click('#play');
        await untilIteration(page, 3);
      }));
  }
});

describe('with a GPU imitated in software', () => {
  const site = useSite('/', ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']);

  test('by itself the page prefers the processor', () =>
    site.open('#architecture=mlp_small', async (page) => {
      assert.equal(await reasonOf(page), 'fallback_adapter');
    }));

  // Shaders compile for most of this; an imitated GPU then takes a second or two for an iteration.
  test('WebGPU trains, and when it is lost the processor goes on from the last state', (context) =>
    site.open(
      '#device=webgpu&architecture=mlp_small',
      async (page) => {
        const reason = await reasonOf(page);
        if (reason !== 'forced_fallback') return context.skip(`WebGPU is not to be had here: ${reason}`);
        await page.click('#play');
        await untilIteration(page, 2, 200_000);
        const [worker] = page.workers();
        await worker?.evaluate(() => Reflect.get(globalThis, 'gantryGpuDevice').destroy());
        await page.waitForFunction(() => document.getElementById('device')?.dataset.reason === 'lost_in_flight');
        assert.match((await page.textContent('#device')) ?? '', /^Training on the processor: the GPU was lost/);
        const before = await iteration(page);
        assert.ok(before >= 1, `the run goes on from iteration ${before}`);
        await untilIteration(page, before + 3);
        return undefined;
      },
      { mayFail: true },
    ));
});

/**
 * Why the run is where it is. The first adapter waits until the GPU's process has started, and the page does not wait for
 * ever: if it has given up, it is asked again.
 * @param {import('./browser.mjs').Page} page
 */
async function reasonOf(page) {
  const reason = await page.getAttribute('#device', 'data-reason');
  if (reason !== 'no_adapter') return reason;
  await page.evaluate(() => navigator.gpu.requestAdapter());
  await page.reload();
  await page.waitForSelector('#step-iteration:enabled', { state: 'attached' });
  return page.getAttribute('#device', 'data-reason');
}
