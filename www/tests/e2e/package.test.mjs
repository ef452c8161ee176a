import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serve } from '../../tools/serve.mjs';
import { serveEmpty, useBrowser } from './blank.mjs';
import { shoot, untilDrawn } from './browser.mjs';
import { buildWithVite, checkTypes, installPackage } from './installed.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {string} assets */
const strictest = (assets) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${new URL(assets).origin}`,
    "worker-src 'self'",
    "base-uri 'none'",
  ].join('; ');

const browser = useBrowser();
/** @type {Awaited<ReturnType<typeof installPackage>>} */
let project;
/** @type {Awaited<ReturnType<typeof serve>>} */
let assets;

before(async () => {
  project = await installPackage();
  assets = await serve(project.installed, { cors: true });
});
after(async () => {
  await assets?.close();
  await project?.remove();
});

/**
 * @param {Page} page
 * @param {number} least
 */
async function untilBothHaveTrained(page, least) {
  await page.waitForFunction((n) => {
    const { labs } = /** @type {any} */ (globalThis).consumer ?? {};
    return labs?.length === 2 && labs.every((/** @type {any} */ lab) => lab.iteration >= n);
  }, least);
}

test('the declarations say what the package does', { timeout: 60_000 }, async () => {
  await buildWithVite(project.root, assets.url);
  await checkTypes(project.root);
});

describe('built with Vite, below a path, the assets on another origin, under a strict policy', () => {
  /** @type {Awaited<ReturnType<typeof buildWithVite>>} */
  let built;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let site;
  before(async () => {
    built = await buildWithVite(project.root, assets.url);
    site = await serve(built.dist, { base: '/course/unit-3/', headers: { 'content-security-policy': strictest(assets.url) } });
  });
  after(() => site?.close());

  test('scripts are packed, assets are not', () => {
    const foreign = built.files.filter((name) => !/\.(js|html|svg|css)$/.test(name));
    assert.deepEqual(foreign, []);
    assert.equal(built.files.filter((name) => name.startsWith('worker-')).length, 1);
  });

  test('two labs train in one worker, and the policy has nothing against it', () => {
    /** @type {URL[]} */
    const requests = [];
    return browser.open(
      `${site.url}index.html`,
      async (page) => {
        await untilBothHaveTrained(page, 10);
        assert.equal(page.workers().length, 1);
        const { labs, violations } = await page.evaluate(() => {
          const { consumer } = /** @type {any} */ (globalThis);
          return { violations: consumer.violations, labs: consumer.labs.map((/** @type {any} */ lab) => ({ seed: lab.settings.seed, device: lab.device.device })) };
        });
        assert.deepEqual(violations, []);
        assert.deepEqual(labs, [
          { seed: 1, device: 'cpu' },
          { seed: 2, device: 'cpu' },
        ]);
        for (const canvas of await page.locator('canvas').all()) await untilDrawn(canvas);
        const origins = (/** @type {RegExp} */ kind) => [...new Set(requests.filter(({ pathname }) => kind.test(pathname)).map(({ origin }) => origin))];
        assert.deepEqual(origins(/\.(wasm|gz|json)$/), [new URL(assets.url).origin]);
        assert.deepEqual(origins(/\.js$/), [new URL(site.url).origin]);
        assert.equal(requests.filter(({ pathname }) => pathname.endsWith('.wasm')).length, 1);
      },
      { onRequest: (url) => void requests.push(url) },
    );
  });

  test('two elements train in one worker, drawn and styled, and the policy has nothing against it', () =>
    browser.open(`${site.url}element.html`, async (page) => {
      await page.setViewportSize({ width: 1280, height: 1400 });
      await untilBothHaveTrained(page, 10);
      assert.equal(page.workers().length, 1);
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).consumer.violations), []);
      const padding = await page.evaluate(() => {
        const base = document.querySelector('gan-try')?.shadowRoot?.getElementById('base');
        return base ? getComputedStyle(base).paddingTop : '';
      });
      assert.notEqual(padding, '0px', 'styles apply under the policy');
      await shoot(page, 'package-elements');
      await page.setViewportSize({ width: 360, height: 1400 });
      await shoot(page, 'package-elements-360');
      const soFar = await page.evaluate(() => /** @type {any} */ (globalThis).consumer.labs[1].iteration);
      await page.evaluate(() => document.querySelector('#first')?.remove());
      await page.waitForFunction((n) => /** @type {any} */ (globalThis).consumer.labs[1].iteration >= n + 10, soFar);
      await page.evaluate(() => document.querySelector('#second')?.remove());
      while (page.workers().length > 0) await page.waitForTimeout(20);
    }));
});

test('as it is, from another origin: its scripts know where its assets are', async () => {
  await access(join(project.installed, 'public/index.js'));
  const site = await serveEmpty(project.root);
  try {
    await browser.open(`${site.url}empty.html`, async (page) => {
      const iterations = await page.evaluate(async (url) => {
        const { Gantry } = await import(url);
        const lab = await Gantry.create({ settings: { device: 'cpu', architecture: 'mlp_small', steps: 5 } });
        const finished = new Promise((resolve) => void lab.addEventListener('playing', (/** @type {any} */ { detail }) => detail.finished && resolve(undefined)));
        await lab.play();
        await finished;
        return lab.iteration;
      }, `${assets.url}public/index.js`);
      assert.equal(iterations, 5);
    });
  } finally {
    await site.close();
  }
});
