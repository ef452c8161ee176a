import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { QUICK, freshPixels, settledPixels, untilIteration, useSite } from './browser.mjs';

/** Deletes from the worker what `first` deletes from the page: Chromium runs no test's script in a worker. */
const DELETE = 'delete self.OffscreenCanvas; delete self.OffscreenCanvasRenderingContext2D;';

/**
 * Trains, and reads from the page's own canvases that both are drawn and the generated one changes.
 * @param {import('./browser.mjs').Page} page
 */
async function drawsOnThePage(page) {
  await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.startsWith('MNIST'));
  const noise = await settledPixels(page, 'generated');
  assert.ok(noise.colours > 20, 'what the untrained generator makes is shown');
  assert.ok((await settledPixels(page, 'real')).colours > 20, 'the real images are shown');
  // A canvas in the worker's hands has no context here: it would throw.
  assert.ok(await page.evaluate(() => /** @type {HTMLCanvasElement} */ (document.getElementById('generated')).getContext('2d')));
  await page.click('#play');
  const seen = new Set([noise.hash]);
  for (let change = 1; change <= 3; change++) {
    const { hash, colours } = await freshPixels(page, 'generated', seen);
    assert.ok(colours > 20, `not blank after change ${change}`);
    seen.add(hash);
  }
  await untilIteration(page, 30);
  await page.click('#play');
  await page.click('#reset');
  await page.waitForFunction(() => document.getElementById('readout-iteration')?.textContent === '0');
  assert.equal((await settledPixels(page, 'generated')).hash, noise.hash, 'the same seed draws the same picture again');
}

describe('without OffscreenCanvas', () => {
  const site = useSite('/', [], (path, body) => (path === 'www/internal/worker.js' ? Buffer.concat([Buffer.from(`${DELETE}\n`), body]) : body));

  test('the page draws what the worker trains', () =>
    site.open(
      `#${QUICK}`,
      async (page) => {
        assert.equal(await page.evaluate(() => typeof OffscreenCanvas), 'undefined');
        assert.equal(await page.workers()[0]?.evaluate(() => typeof OffscreenCanvas), 'undefined');
        await drawsOnThePage(page);
      },
      {
        strict: true,
        first: () => {
          for (const name of ['OffscreenCanvas', 'OffscreenCanvasRenderingContext2D']) Reflect.deleteProperty(globalThis, name);
          Reflect.deleteProperty(HTMLCanvasElement.prototype, 'transferControlToOffscreen');
        },
      },
    ));
});

describe('with an OffscreenCanvas that cannot be drawn on', () => {
  const site = useSite();

  test('the page draws what the worker trains', () =>
    site.open(`#${QUICK}`, drawsOnThePage, {
      strict: true,
      first: () => void (OffscreenCanvas.prototype.getContext = /** @type {any} */ (() => null)),
    }));
});
