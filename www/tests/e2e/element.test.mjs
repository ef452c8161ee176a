import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { untilDrawn } from './browser.mjs';
import { QUICK, call, heard, iterationOf, listen, useTags } from './tags.mjs';

const tags = useTags();
const api = JSON.parse(readFileSync(new URL('../../internal/element/api.json', import.meta.url), 'utf8'));

test('a tag plays, trains and tells', () =>
  tags.open(
    `<gan-try id="t" ${QUICK} seed="3" steps="40"></gan-try>`,
    async (page) => {
      await page.locator('#t >> #play').click();
      await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).lab?.finished);
      assert.equal(await iterationOf(page, 't'), 40);
      const [ready] = await heard(page, 'ready');
      assert.equal(ready.settings.seed, 3);
      assert.equal(ready.settings.architecture, 'mlp_small');
      const progress = await heard(page, 'progress');
      assert.ok(progress.some(({ phase, loaded }) => phase === 'module' && loaded > 0));
      const { device, threads } = (await heard(page, 'device')).at(-1);
      assert.deepEqual([device, threads], ['cpu', 1]);
      const figures = (await heard(page, 'iteration')).at(-1);
      assert.equal(figures.iteration, 40);
      assert.ok(Number.isFinite(figures.figures.points.at(-1).g_loss));
      assert.ok((await heard(page, 'sample')).length > 1);
      assert.deepEqual(await heard(page, 'error'), []);
      await untilDrawn(page.locator('#t >> #generated'));
      // The rest of the data may come after the last iteration; its line is gone when it is there.
      await page.locator('#t >> #status-text').filter({ hasText: /^Finished/ }).waitFor();
    },
    { first: listen },
  ));

test('a tag tells what its discriminator knows of images that it has not been trained on', { timeout: 120_000 }, () =>
  tags.open(
    `<gan-try id="t" ${QUICK} variant="semi_supervised" steps="60"></gan-try>`,
    async (page) => {
      await page.locator('#t >> #play').click();
      await page.locator('#t >> #exam b').waitFor();
      const { mark } = (await heard(page, 'exam')).at(-1);
      assert.equal(mark.iteration, 60);
      assert.ok(mark.accuracy > 0.2 && mark.accuracy <= 1, `${mark.accuracy}`);
    },
    { first: listen },
  ));

test('methods and properties do what the page’s buttons do', () =>
  tags.open(`<gan-try id="t" ${QUICK}></gan-try>`, async (page) => {
    await call(page, 't', 'step');
    assert.equal(await iterationOf(page, 't'), 1);
    await call(page, 't', 'set', 'lr_g', 0.001);
    await call(page, 't', 'set', 'batch_size', 32);
    const settings = () => page.evaluate(() => /** @type {any} */ (document.getElementById('t')).settings);
    assert.equal((await settings()).lr_g, 0.001);
    assert.equal((await settings()).batch_size, 64, 'waits for a reset');
    const bytes = await page.evaluate(async () => {
      const tag = /** @type {any} */ (document.getElementById('t'));
      const saved = await tag.save();
      Object.assign(globalThis, { saved });
      const blob = await tag.toBlob();
      const { width } = await tag.sample();
      return { saved: saved.length, type: blob.type, width };
    });
    assert.ok(bytes.saved > 10_000 && bytes.width === 238 && bytes.type === 'image/png', JSON.stringify(bytes));
    await call(page, 't', 'reset');
    assert.equal((await settings()).batch_size, 32);
    assert.equal(await iterationOf(page, 't'), 0);
    await page.evaluate(() => /** @type {any} */ (document.getElementById('t')).restore(/** @type {any} */ (globalThis).saved));
    assert.equal(await iterationOf(page, 't'), 1);
    assert.equal((await settings()).batch_size, 64);
    await page.evaluate(() => void Object.assign(/** @type {any} */ (document.getElementById('t')), { seed: 12, lrG: 0.0005 }));
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).settings.seed === 12);
    assert.equal((await settings()).lr_g, 0.0005);
    assert.equal(await page.getAttribute('#t', 'lr-g'), '0.0005');
    await page.evaluate(() => void Object.assign(/** @type {any} */ (document.getElementById('t')), { seed: null }));
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).settings.seed === 7);
    await page.evaluate(() => /** @type {any} */ (document.getElementById('t')).setAttribute('variant', 'wgan'));
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).settings.variant === 'wgan');
  }));

test('no option hides what every element has', () =>
  tags.open('<gan-try id="t"></gan-try>', async (page) => {
    const shadowing = await page.evaluate(async (url) => {
      const { OPTIONS } = await import(url);
      return OPTIONS.filter((/** @type {{ property: string }} */ { property }) => property in HTMLElement.prototype);
    }, new URL('www/public/attributes.js', page.url()).href);
    assert.deepEqual(shadowing, []);
  }));

test('every part that is described exists, and no other', () =>
  tags.open(`<gan-try id="t" ${QUICK} controls="lr-d"></gan-try>`, async (page) => {
    await page.locator('#t >> .control:not(.is-reserved)').waitFor();
    const parts = await page.evaluate(() => [...(document.getElementById('t')?.shadowRoot?.querySelectorAll('[part]') ?? [])].flatMap((place) => [...place.part]));
    assert.deepEqual([...new Set(parts)].sort(), api.parts.map((/** @type {{ name: string }} */ { name }) => name).sort());
  }));

test('a wrong attribute is told, and the rest holds', () =>
  tags.open(
    `<gan-try id="t" ${QUICK} seed="6" lr-d="fast"></gan-try>`,
    async (page) => {
      await page.locator('#t >> .alert[data-code="option_value"]').waitFor();
      assert.equal((await heard(page, 'error'))[0].code, 'option_value');
      assert.equal(await page.evaluate(() => /** @type {any} */ (document.getElementById('t')).settings.seed), 6);
    },
    { first: listen },
  ));

test('where there are no assets, it says so', () =>
  tags.open(
    '<gan-try id="t" assets="nowhere/"></gan-try>',
    async (page) => {
      await page.waitForFunction(() => /** @type {any} */ (globalThis).heard.some((/** @type {any} */ { type }) => type === 'error'));
      const [{ code, message }] = await heard(page, 'error');
      assert.equal(code, 'load_failed');
      assert.equal(await page.locator('#t >> #status-text').textContent(), message);
    },
    { first: listen, mayFail: true },
  ));

test('a lab that cannot begin says why, to the page as well', () =>
  tags.open(
    `<gan-try id="t" ${QUICK}></gan-try>`,
    async (page) => {
      await page.locator('#t >> .alert').waitFor();
      const [{ code, message }] = await heard(page, 'error');
      assert.equal(code, 'assets_missing');
      assert.match(message, /modules\.json/);
      assert.match((await page.locator('#t >> .alert').textContent()) ?? '', /modules\.json/);
    },
    {
      mayFail: true,
      first: async (page) => {
        await listen(page);
        await page.route('**/modules.json', (route) => route.fulfill({ status: 404 }));
      },
    },
  ));
