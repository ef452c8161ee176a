import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { STRICT_CSP, serveEmpty, useBrowser } from './blank.mjs';
import { call, create, iteration, load, samples, untilIteration } from './labs.mjs';

const dir = process.env.GANTRY_SITE ?? '';
const browser = useBrowser();
/** @type {Awaited<ReturnType<typeof serveEmpty>>} */
let site;
before(async () => void (site = await serveEmpty(dir, { csp: STRICT_CSP })));
after(() => site?.close());

test('a panic in the module costs no lab its run', () =>
  browser.open(
    site.url,
    async (page) => {
      await load(page, site.url);
      await create(page, 'a', { settings: { seed: 1 } });
      await create(page, 'b', { settings: { seed: 2 } });
      for (const name of ['a', 'b']) {
        await call(page, name, 'play');
        await untilIteration(page, name, 10);
        await call(page, name, 'pause');
      }
      const [at, picture] = [await iteration(page, 'a'), await samples(page, 'a')];
      await page.evaluate(() => {
        const { a } = /** @type {any} */ (globalThis).labs;
        Object.assign(globalThis, { moved: new Promise((resolve) => void a.addEventListener('run', resolve)) });
      });
      await page.workers()[0]?.evaluate(() => void setTimeout(() => {
        throw new WebAssembly.RuntimeError('unreachable');
      }));
      await page.evaluate(() => /** @type {any} */ (globalThis).moved.then(() => {}));
      assert.equal(await samples(page, 'a'), picture);
      assert.equal(await iteration(page, 'a'), at);
      for (const name of ['a', 'b']) {
        const now = await iteration(page, name);
        assert.ok(now >= 10, `${name} goes on from ${now}`);
        await call(page, name, 'play');
        await untilIteration(page, name, now + 10);
      }
    },
    { mayFail: true },
  ));

describe('with a GPU imitated in software', () => {
  const gpu = useBrowser(['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']);

  // Shaders compile for most of this; an imitated GPU then takes a second or two for an iteration.
  test('labs share the device; when it is lost, its labs go on from their last states and the others notice nothing', (context) =>
    gpu.open(
      site.url,
      async (page) => {
        await load(page, site.url);
        await create(page, 'cpu');
        for (const name of ['a', 'b']) await create(page, name, { settings: { device: 'webgpu', seed: name === 'a' ? 1 : 2 } });
        const deviceOf = (/** @type {string} */ name) => page.evaluate((key) => /** @type {any} */ (globalThis).labs[key].device, name);
        const { reason } = await deviceOf('a');
        if (reason !== 'forced_fallback') return context.skip(`WebGPU is not to be had here: ${reason}`);
        page.setDefaultTimeout(200_000);
        for (const name of ['cpu', 'a', 'b']) await call(page, name, 'play');
        for (const name of ['a', 'b']) await untilIteration(page, name, 2);
        const [apart, other] = [await samples(page, 'a'), await samples(page, 'b')];
        assert.notEqual(apart, other);
        await page.evaluate(() => Object.assign(globalThis, { runs: 0 }));
        await page.evaluate(() => /** @type {any} */ (globalThis).labs.cpu.addEventListener('run', () => void (/** @type {any} */ (globalThis).runs += 1)));
        const soFar = await iteration(page, 'cpu');
        await page.workers()[0]?.evaluate(() => Reflect.get(globalThis, 'gantryGpuDevice').destroy());
        for (const name of ['a', 'b']) {
          await page.waitForFunction((key) => /** @type {any} */ (globalThis).labs[key].device.reason === 'lost_in_flight', name);
          assert.equal((await deviceOf(name)).device, 'cpu');
          const now = await iteration(page, name);
          await untilIteration(page, name, now + 5);
        }
        await untilIteration(page, 'cpu', soFar + 5);
        assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).runs), 0);
        assert.equal((await deviceOf('cpu')).reason, 'forced');
        return undefined;
      },
      { mayFail: true },
    ));
});
