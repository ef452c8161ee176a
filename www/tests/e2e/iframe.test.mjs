import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serve } from '../../tools/serve.mjs';
import { useBrowser } from './blank.mjs';
import { PATIENCE_MS, shoot } from './browser.mjs';
import { QUICK_HASH, barriers } from './tags.mjs';

/** @typedef {import('playwright-core').Page} Page */

const dir = process.env.GANTRY_SITE ?? '';
const browser = useBrowser();
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
before(async () => void (site = await serve(dir, { cors: true })));
after(() => site?.close());

/**
 * A page of another origin with a frame in it, which keeps all that it is told in `heard`.
 * @param {(origin: string) => string} frames the frames, for the origin of the page
 * @param {(page: Page) => Promise<void>} use
 * @param {{ mayFail?: boolean, headers?: Record<string, string> }} [options]
 */
async function hosted(frames, use, { mayFail = false, headers = {} } = {}) {
  /** @type {Record<string, string>} */
  const pages = {};
  const host = await serve(dir, { pages, headers });
  const origin = new URL(host.url).origin;
  pages['listen.js'] = "globalThis.heard = []; addEventListener('message', ({ data, origin }) => heard.push({ ...data, origin }));";
  pages['empty.html'] =
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A lesson</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><script src="listen.js"></script><script type="module" src="${site.url}www/public/frame.js"></script></head><body><main><h1>A lesson</h1>${frames(origin)}</main></body></html>`;
  try {
    await browser.open(host.url, use, { mayFail });
  } finally {
    await host.close();
  }
}

const frame = (/** @type {string} */ search, hash = QUICK_HASH, id = 'f') => `<iframe id="${id}" title="A GAN" src="${site.url}${search}#${hash}" width="640" height="300"></iframe>`;

/**
 * @param {Page} page
 * @param {string} type
 * @returns {Promise<any[]>}
 */
const heard = (page, type) => page.evaluate((name) => /** @type {any} */ (globalThis).heard.filter((/** @type {any} */ message) => message.type === name), type);

/**
 * @param {Page} page
 * @param {string} type
 */
const untilHeard = (page, type) => page.waitForFunction((name) => /** @type {any} */ (globalThis).heard.some((/** @type {any} */ message) => message.type === name), type);

/**
 * A method of the helper.
 * @param {Page} page
 * @param {string} method
 * @param {any[]} parameters
 * @returns {Promise<any>}
 */
const ask = (page, method, ...parameters) =>
  page.evaluate(
    async ([url, name, given]) => {
      const { GantryFrame } = await import(url);
      const world = /** @type {any} */ (globalThis);
      world.line ??= new GantryFrame(document.getElementById('f'));
      return world.line[name](...given);
    },
    /** @type {const} */ ([`${site.url}www/public/frame.js`, method, parameters]),
  );

test('the frame is the element alone, as tall as what is in it, and does what the page around asks', () =>
  hosted(
    () => frame('?embed', `${QUICK_HASH}&seed=4&controls=lr-d&locked=lr-d&hidden=card`),
    async (page) => {
      await ask(page, 'play');
      await untilHeard(page, 'ready');
      await page.waitForFunction(() => /** @type {any} */ (globalThis).heard.some((/** @type {any} */ { type, iteration }) => type === 'iteration' && iteration >= 5));
      await ask(page, 'pause');
      const inner = page.frameLocator('#f');
      assert.equal(await inner.locator('body > *').count(), 1);
      assert.ok(await inner.locator('gan-try >> #option-lr_d').isDisabled());
      const told = (await heard(page, 'height')).at(-1).height;
      const box = await page.locator('#f').boundingBox();
      const [scroll, client] = await inner.locator('html').evaluate((root) => [root.scrollHeight, root.clientHeight]);
      assert.ok(told > 400 && box && Math.abs(box.height - told) <= 6, `told ${told}, is ${box?.height}`);
      assert.ok((scroll ?? 0) <= (client ?? 0), 'nothing to scroll');
      assert.equal((await ask(page, 'settings')).seed, 4);
      await ask(page, 'set', 'lr_g', 0.001);
      assert.equal((await ask(page, 'settings')).lr_g, 0.001);
      const restored = await page.evaluate(async () => {
        const { line } = /** @type {any} */ (globalThis);
        const bytes = await line.save();
        await line.reset();
        await line.restore(bytes);
        const { type } = await line.toBlob();
        const refused = await line.restore(new Uint8Array(9)).catch((/** @type {any} */ error) => error);
        return { length: bytes.length, type, code: refused.code, message: refused.message };
      });
      assert.ok(restored.length > 10_000 && restored.type === 'image/png');
      assert.equal(restored.code, 'checkpoint_unusable');
      assert.ok(restored.message.length > 20);
      const refused = await page.evaluate(() => {
        const { line, heard: messages } = /** @type {any} */ (globalThis);
        void line;
        /** @type {HTMLIFrameElement} */ (document.getElementById('f')).contentWindow?.postMessage({ target: 'gantry', type: 'explode', id: 'mine' }, '*');
        return new Promise((resolve) => {
          const look = () => {
            const found = messages.find((/** @type {any} */ { id }) => id === 'mine');
            if (found) resolve(found);
            else setTimeout(look, 20);
          };
          look();
        });
      });
      assert.equal(/** @type {any} */ (refused).code, 'unknown_command');
      assert.match(/** @type {any} */ (refused).message, /explode/);
      assert.ok((await page.evaluate(() => /** @type {any} */ (globalThis).heard)).every((/** @type {any} */ { origin, source }) => `${origin}/` === site.url && source === 'gantry'));
    },
  ));

test('a page of another origin than the one that is named gets no answer and is not obeyed', () =>
  hosted(
    () => frame('?embed=https://school.example'),
    async (page) => {
      const inner = page.frameLocator('#f');
      await inner.locator('gan-try >> #step-iteration:enabled').waitFor();
      await page.evaluate(() => {
        const target = /** @type {HTMLIFrameElement} */ (document.getElementById('f')).contentWindow;
        for (const type of ['play', 'step', 'save']) target?.postMessage({ target: 'gantry', type, id: type }, '*');
      });
      await page.waitForTimeout(1200);
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).heard), []);
      assert.equal(await inner.locator('gan-try').evaluate((tag) => /** @type {any} */ (tag).iteration), 0);
      assert.equal(await inner.locator('gan-try').evaluate((tag) => /** @type {any} */ (tag).playing), false);
    },
    // The browser says in the console that it did not deliver.
    { mayFail: true },
  ));

test('the origin that is named is talked with', () =>
  hosted(
    (origin) => frame(`?embed=${origin}`),
    async (page) => {
      await ask(page, 'step');
      assert.ok((await heard(page, 'answer')).some(({ command }) => command === 'step'));
    },
  ));

test('who is not the page around is not obeyed, be it of the right origin', () =>
  hosted(
    (origin) => `${frame(`?embed=${origin}`)}<iframe id="other" title="Another frame" src="empty-frame.html"></iframe>`,
    async (page) => {
      const inner = page.frameLocator('#f');
      await inner.locator('gan-try >> #step-iteration:enabled').waitFor();
      await page.frameLocator('#other').locator('html').evaluate(() => void parent.frames[0]?.postMessage({ target: 'gantry', type: 'play', id: 'x' }, '*'));
      await page.waitForTimeout(800);
      assert.equal(await inner.locator('gan-try').evaluate((tag) => /** @type {any} */ (tag).playing), false);
      assert.equal((await heard(page, 'answer')).length, 0);
    },
    { mayFail: true },
  ));

test('the frame follows its address', () =>
  hosted(
    () => frame('?embed'),
    async (page) => {
      const inner = page.frameLocator('#f');
      await inner.locator('gan-try >> #step-iteration:enabled').waitFor();
      await page.evaluate((src) => void (/** @type {HTMLIFrameElement} */ (document.getElementById('f')).src = src), `${site.url}?embed#${QUICK_HASH}&seed=21&theme=dark&nothing=1`);
      await inner.locator('gan-try[seed="21"]').waitFor();
      await page.waitForFunction(() => /** @type {any} */ (globalThis).heard.some((/** @type {any} */ { code }) => code === 'link_unknown'));
      assert.match((await heard(page, 'error'))[0].message, /The link names nothing/);
      assert.equal(await inner.locator('gan-try').getAttribute('theme'), 'dark');
      // The run before answers until the new one is open.
      for (const end = Date.now() + PATIENCE_MS; (await ask(page, 'settings')).seed !== 21; ) {
        assert.ok(Date.now() < end);
        await page.waitForTimeout(50);
      }
    },
  ));

test('a frame in a shadow tree is talked with, and as tall as what is in it; it keeps what a reset does not name', () =>
  hosted(
    () => '<section id="place"></section>',
    async (page) => {
      await page.evaluate((src) => {
        const root = /** @type {Element} */ (document.getElementById('place')).attachShadow({ mode: 'closed' });
        const iframe = Object.assign(document.createElement('iframe'), { src, title: 'A GAN', width: '640', height: '300' });
        root.append(iframe);
        Object.assign(globalThis, { iframe });
      }, `${site.url}?embed#${QUICK_HASH}&variant=cgan&seed=3&autoplay=false`);
      const { settings, playing } = await page.evaluate(async (url) => {
        const { GantryFrame } = await import(url);
        const world = /** @type {any} */ (globalThis);
        const line = new GantryFrame(world.iframe);
        await line.reset({ seed: 4 });
        const told = await line.settings();
        await new Promise((resolve) => void setTimeout(resolve, 700));
        return { settings: told, playing: world.heard.some((/** @type {any} */ { type, iteration }) => type === 'iteration' && iteration > 0) };
      }, `${site.url}www/public/frame.js`);
      assert.deepEqual([settings.variant, settings.architecture, settings.seed, playing], ['cgan', 'mlp_small', 4, false]);
      const { height, told } = await page.evaluate(() => {
        const { iframe, heard: messages } = /** @type {any} */ (globalThis);
        return { height: iframe.style.height, told: messages.findLast((/** @type {any} */ { type }) => type === 'height').height };
      });
      assert.equal(height, `${told}px`);
    },
  ));

for (const width of [1280, 360]) {
  test(`no barrier for anybody in a frame at ${width} px`, () =>
    hosted(
      () => frame('?embed', `variant=toy&device=cpu&controls=objective,d-steps&locked=d-steps`).replace('width="640"', `width="${width - 40}"`),
      async (page) => {
        await page.setViewportSize({ width, height: 1500 });
        await ask(page, 'play');
        await page.waitForFunction(() => /** @type {any} */ (globalThis).heard.some((/** @type {any} */ { type, iteration }) => type === 'iteration' && iteration >= 20));
        await shoot(page, `iframe-${width}`);
        const inside = page.frames()[1];
        assert.ok(inside);
        assert.deepEqual(await barriers(page), []);
        assert.deepEqual(await barriers(inside), []);
      },
    ));
}
