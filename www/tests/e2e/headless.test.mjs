import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { STRICT_CSP, serveEmpty, useBrowser } from './blank.mjs';
import { PATIENCE_MS } from './browser.mjs';
import { call, create, iteration, load, refusal, samples, untilIteration } from './labs.mjs';

/** @typedef {import('../../public/index.js').Gantry} Gantry */
/** @typedef {typeof import('../../public/index.js')} Api */

const dir = process.env.GANTRY_SITE ?? '';
const QUICK = { device: 'cpu', architecture: 'mlp_small' };
const browser = useBrowser();
/** @type {Awaited<ReturnType<typeof serveEmpty>>} */
let site;
before(async () => void (site = await serveEmpty(dir, { csp: STRICT_CSP })));
after(() => site?.close());

test('a lab trains without a page around it, under a strict policy, and tells of it', () =>
  browser.open(site.url, async (page) => {
      await load(page, site.url);
      const told = await page.evaluate(async () => {
        const { Gantry } = /** @type {Api} */ (/** @type {any} */ (globalThis).gantry);
        const lab = new Gantry({ settings: { device: 'cpu', architecture: 'mlp_small', seed: 5 } });
        Object.assign(/** @type {any} */ (globalThis).labs, { lab });
        /** @type {Set<string>} */
        const heard = new Set();
        for (const name of ['ready', 'progress', 'run', 'equations', 'figures', 'iteration', 'sample', 'device', 'playing', 'dataset', 'error']) {
          lab.addEventListener(name, () => void heard.add(name));
        }
        await lab.ready;
        await lab.play();
        await new Promise((resolve) => void lab.addEventListener('iteration', ({ detail }) => detail.iteration >= 20 && resolve(undefined)));
        await lab.pause();
        return { heard: [...heard], settings: lab.settings, playing: lab.playing, device: lab.device, variants: lab.registry?.variants.length };
      });
      assert.deepEqual(told.heard.sort(), ['dataset', 'device', 'equations', 'figures', 'iteration', 'playing', 'progress', 'ready', 'run', 'sample']);
      assert.equal(told.settings.seed, 5);
      assert.equal(told.settings.variant, 'mlp');
      assert.equal(told.playing, false);
      assert.equal(told.device?.device, 'cpu');
      assert.ok((told.variants ?? 0) > 20);
      const png = await page.evaluate(async () => {
        const blob = await /** @type {any} */ (globalThis).labs.lab.toBlob();
        return { type: blob.type, bytes: [...new Uint8Array(await blob.arrayBuffer())].slice(0, 8), size: blob.size };
      });
      assert.equal(png.type, 'image/png');
      assert.deepEqual(png.bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      assert.ok(png.size > 10_000, `${png.size} bytes`);
      const log = await call(page, 'lab', 'log');
      assert.equal(log.trim().split('\n').length - 1, await iteration(page, 'lab'));
      assert.ok((await page.evaluate(async () => (await /** @type {any} */ (globalThis).labs.lab.weights()).length)) > 100_000);
      await call(page, 'lab', 'step', 'discriminator');
      await call(page, 'lab', 'dispose');
    }));

test('a saved run goes on in another lab', () =>
  browser.open(site.url, async (page) => {
    await load(page, site.url);
    await create(page, 'one', { settings: { steps: 12, seed: 3 } });
    await call(page, 'one', 'play');
    await page.waitForFunction(() => /** @type {any} */ (globalThis).labs.one.finished);
    await create(page, 'two');
    await page.evaluate(async () => {
      const { one, two } = /** @type {any} */ (globalThis).labs;
      await two.restore(await one.save());
    });
    assert.equal(await iteration(page, 'two'), 12);
    assert.equal(await samples(page, 'two'), await samples(page, 'one'));
    assert.equal((await page.evaluate(() => /** @type {any} */ (globalThis).labs.two.settings)).seed, 3);
  }));

test('labs share one worker and one download, take turns, and do not disturb each other; the worker ends with the last', () => {
  /** @type {string[]} */
  const fetched = [];
  return browser.open(site.url, async (page) => {
    page.on('request', (request) => void fetched.push(new URL(request.url()).pathname.slice(1)));
    await load(page, site.url);
    const seeds = { a: 1, b: 2, c: 3 };
    const names = Object.keys(seeds);
    await Promise.all(Object.entries(seeds).map(([name, seed]) => create(page, name, { settings: { seed } })));
    assert.equal(page.workers().length, 1);
    for (const name of names) await call(page, name, 'play');
    for (const name of names) await untilIteration(page, name, 5);
    const lines = () => Promise.all(names.map(async (name) => (await call(page, name, 'log')).split('\n').length));
    const start = await lines();
    await page.waitForTimeout(4000);
    const made = (await lines()).map((n, i) => n - (start[i] ?? 0));
    assert.ok(Math.min(...made) >= 0.5 * Math.max(...made) && Math.min(...made) > 0, `iterations in 4 s: ${made}`);
    for (const name of names) await call(page, name, 'reset', { ...QUICK, seed: seeds[/** @type {'a'} */ (name)], steps: 25 });
    for (const name of names) await call(page, name, 'play');
    for (const name of names) await page.waitForFunction((key) => /** @type {any} */ (globalThis).labs[key].finished, name);
    const together = await Promise.all(names.map((name) => samples(page, name)));
    assert.equal(new Set(together).size, 3);
    for (const name of names) await call(page, name, 'dispose');
    while (page.workers().length > 0) await page.waitForTimeout(20);
    const wasm = fetched.filter((path) => path.endsWith('.wasm'));
    assert.equal(wasm.length, 1, wasm.join());
    const data = fetched.filter((path) => path.endsWith('.gz'));
    assert.equal(new Set(data).size, data.length, 'each shard is fetched once');
    await create(page, 'alone', { settings: { seed: 2, steps: 25 } });
    await call(page, 'alone', 'play');
    await page.waitForFunction(() => /** @type {any} */ (globalThis).labs.alone.finished);
    assert.equal(await samples(page, 'alone'), together[1], 'the same run as beside two others');
  });
});

test('suspend stops the training and leaves `playing` alone; resume goes on', () =>
  browser.open(site.url, async (page) => {
    await load(page, site.url);
    await create(page, 'seen');
    await create(page, 'unseen');
    for (const name of ['seen', 'unseen']) await call(page, name, 'play');
    await untilIteration(page, 'unseen', 5);
    await call(page, 'unseen', 'suspend');
    await call(page, 'unseen', 'sample');
    const log = async () => (await call(page, 'unseen', 'log')).split('\n').length;
    const [lines, other] = [await log(), await iteration(page, 'seen')];
    await untilIteration(page, 'seen', other + 20);
    assert.equal(await log(), lines);
    assert.deepEqual(await page.evaluate(() => (({ playing, suspended }) => ({ playing, suspended }))(/** @type {any} */ (globalThis).labs.unseen)), { playing: true, suspended: true });
    await call(page, 'unseen', 'resume');
    await untilIteration(page, 'unseen', lines + 10);
  }));

test('what is refused has a code and says what to do, and the run goes on', () =>
  browser.open(site.url, async (page) => {
    await load(page, site.url);
    await create(page, 'lab');
    await call(page, 'lab', 'play');
    await untilIteration(page, 'lab', 3);
    const cases = /** @type {[string, keyof Gantry, any[]][]} */ ([
      ['unknown_option', 'set', ['no_such', 1]],
      ['option_value', 'set', ['lr_g', 'fast']],
      ['option_not_live', 'set', ['batch_size', 32]],
      ['unknown_option', 'reset', [{ no_such: 1 }]],
      ['option_value', 'resolve', [{ variant: 'no_such' }]],
      ['wrong_argument', 'restore', ['text']],
      ['argument', 'step', ['backwards']],
      ['wrong_argument', 'attach', [{ generated: 'a canvas' }]],
    ]);
    for (const [code, method, parameters] of cases) {
      const refused = await refusal(page, 'lab', method, ...parameters);
      assert.equal(refused.code, code, `${method}: ${refused.message}`);
      assert.ok(refused.isTyped && refused.message.length > 10 && !refused.message.includes('error.'), refused.message);
    }
    await page.evaluate(() => Object.assign(globalThis, { rubbish: new Uint8Array(99) }));
    const bad = await page.evaluate(async () => {
      const { labs, rubbish } = /** @type {any} */ (globalThis);
      return labs.lab.restore(rubbish).catch((/** @type {any} */ error) => error.code);
    });
    assert.equal(bad, 'checkpoint_unusable');
    const now = await iteration(page, 'lab');
    assert.ok(now >= 3);
    await call(page, 'lab', 'play');
    await untilIteration(page, 'lab', now + 10);
    const failed = await page.evaluate(async () => {
      const { Gantry } = /** @type {any} */ (globalThis).gantry;
      return Gantry.create({ settings: { seed: 'x' } }).catch((/** @type {any} */ error) => ({ code: error.code, message: error.message }));
    });
    assert.equal(failed.code, 'option_value');
    const tolerant = await page.evaluate(async () => {
      const { Gantry } = /** @type {any} */ (globalThis).gantry;
      const lab = new Gantry({ settings: { device: 'cpu', architecture: 'mlp_small', seed: 4, no_such: 1 }, tolerant: true });
      const code = new Promise((resolve) => void lab.addEventListener('error', (/** @type {any} */ event) => resolve(event.detail.code)));
      await lab.ready;
      return { code: await code, seed: lab.settings.seed };
    });
    assert.deepEqual(tolerant, { code: 'unknown_option', seed: 4 });
  }));

test('a lab that was disposed of says so, and the others go on', () =>
  browser.open(site.url, async (page) => {
    await load(page, site.url);
    await create(page, 'gone');
    await create(page, 'stays');
    for (const name of ['gone', 'stays']) await call(page, name, 'play');
    await untilIteration(page, 'gone', 3);
    const [waiting] = await Promise.all([refusal(page, 'gone', 'save'), call(page, 'gone', 'dispose')]);
    assert.ok(['disposed', 'nothing'].includes(waiting.code));
    for (const method of /** @type {const} */ (['play', 'sample', 'log', 'save', 'dispose'])) {
      const refused = await refusal(page, 'gone', method);
      if (method === 'dispose') assert.equal(refused.code, 'nothing', 'twice is fine');
      else assert.deepEqual(refused, { code: 'disposed', message: 'This lab has been disposed of. Create a new one.', isTyped: true });
    }
    const now = await iteration(page, 'stays');
    await untilIteration(page, 'stays', now + 10);
    assert.equal(page.workers().length, 1);
  }));

test('canvases are drawn on: in the worker, and here where one has a context already', () =>
  browser.open(site.url, async (page) => {
    await load(page, site.url);
    await create(page, 'lab');
    const drawn = await page.evaluate(async (patience) => {
      const { labs } = /** @type {any} */ (globalThis);
      const [given, kept, real] = Array.from({ length: 3 }, () => document.body.appendChild(document.createElement('canvas')));
      if (!given || !kept || !real) throw new Error('no canvas');
      kept.getContext('2d');
      const webgl = document.createElement('canvas');
      webgl.getContext('webgl2');
      const isWebgl = webgl.getContext('2d') === null;
      const colours = (/** @type {HTMLCanvasElement} */ canvas) => {
        const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
        const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext('2d'));
        context.drawImage(canvas, 0, 0);
        return new Set(new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer)).size;
      };
      // What the worker draws reaches a canvas with a later frame.
      const coloursOnceDrawn = async (/** @type {HTMLCanvasElement} */ canvas) => {
        for (const end = Date.now() + patience; colours(canvas) <= 20 && Date.now() < end; ) await new Promise((resolve) => void setTimeout(resolve, 20));
        return colours(canvas);
      };
      await new Promise((resolve) => {
        if (labs.lab.dataset) resolve(undefined);
        labs.lab.addEventListener('dataset', resolve);
      });
      await labs.lab.attach({ generated: given, real });
      const inWorker = [await coloursOnceDrawn(given), await coloursOnceDrawn(real)];
      const again = await labs.lab.attach({ generated: given }).catch((/** @type {any} */ error) => error.code);
      await labs.lab.attach({ generated: kept });
      await labs.lab.step();
      const here = await coloursOnceDrawn(kept);
      const beside = document.createElement('canvas');
      const taken = isWebgl ? await labs.lab.attach({ real: beside, generated: webgl }).catch((/** @type {any} */ error) => error.code) : 'canvas_taken';
      await labs.lab.attach({ real: beside });
      return { inWorker, here, again, taken, beside: await coloursOnceDrawn(beside) };
    }, PATIENCE_MS);
    assert.ok(drawn.inWorker.every((colours) => colours > 20), `${drawn.inWorker} colours`);
    assert.ok(drawn.here > 20, `${drawn.here} colours`);
    assert.equal(drawn.again, 'canvas_taken');
    assert.equal(drawn.taken, 'canvas_taken');
    assert.ok(drawn.beside > 20, `${drawn.beside} colours: what was attached in vain can be attached again`);
  }));

test('points have a plot for a picture', () =>
  browser.open(site.url, async (page) => {
    await load(page, site.url);
    await create(page, 'points', { settings: { variant: 'toy', dataset: 'ring8', architecture: 'toy' } });
    await call(page, 'points', 'step');
    const picture = await page.evaluate(async () => {
      const { labs } = /** @type {any} */ (globalThis);
      const { width, height, rgba } = await labs.points.sample();
      const blob = await labs.points.toBlob();
      return { width, height, colours: new Set(new Uint32Array(rgba.buffer)).size, type: blob.type, modes: labs.points.scatter.modes.modes };
    });
    assert.equal(picture.width, picture.height);
    assert.ok(picture.colours > 100);
    assert.deepEqual([picture.type, picture.modes], ['image/png', 8]);
  }));
