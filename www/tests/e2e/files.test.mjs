import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { PATIENCE_MS, QUICK, chooseOwnFiles, freshPixels, idxImages, idxLabels, iteration, pause, restore, save, standingPixels, untilDrawn, untilIteration, untilPixels, useSite } from './browser.mjs';

const site = useSite();

test('broken files are refused in words, and the training goes on', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.click('#play');
    await untilIteration(page, 3);
    await chooseOwnFiles(page, [{ name: 'notes.txt', bytes: Buffer.from('these are no images') }]);
    const alien = page.locator('.alert[data-code="file_not_idx"]');
    await alien.waitFor();
    assert.match((await alien.textContent()) ?? '', /notes\.txt/);
    await chooseOwnFiles(page, [{ name: 'cut.idx', bytes: idxImages(200, 20).subarray(0, 5000) }]);
    await page.locator('.alert[data-code="idx_malformed"]').waitFor();
    const before = await iteration(page);
    await untilIteration(page, before + 3);
    await alien.getByRole('button').click();
    await alien.waitFor({ state: 'detached' });
  }));

test('own images are learned from, with labels and gzip, and MNIST comes back', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.includes('60,000 images'));
    const mnist = await untilDrawn(page.locator('#real'));
    await chooseOwnFiles(page, [
      { name: 'own-labels.idx', bytes: idxLabels(200) },
      { name: 'own.idx.gz', bytes: gzipSync(idxImages(200, 20)) },
    ]);
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.includes('own.idx: 200 images'));
    await freshPixels(page, 'real', new Set([mnist.hash]));
    await page.click('#play');
    await untilIteration(page, 5);
    await page.click('#data-menu summary');
    await page.click('#back-to-mnist');
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.includes('60,000 images'));
    await page.click('#play');
    await untilPixels(page, 'real', mnist.hash);
  }));

test('files can be dropped anywhere on the page', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    await page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], 'dropped.idx'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, idxImages(200, 20).toString('base64'));
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.includes('dropped.idx: 200 images'));
  }));

test('everything can be saved', () =>
  site.open(`#${QUICK}&steps=3`, async (page) => {
    await page.click('#play');
    await untilIteration(page, 3);
    const sheet = await save(page, 'sheet');
    assert.equal(sheet.bytes.subarray(1, 4).toString(), 'PNG');
    assert.match(sheet.name, /^gantry-mlp-seed7-3\.png$/);
    const weights = await save(page, 'weights');
    const length = Number(weights.bytes.readBigUInt64LE(0));
    const header = JSON.parse(weights.bytes.subarray(8, 8 + length).toString());
    assert.ok(Object.keys(header).some((name) => name !== '__metadata__'));
    const log = await save(page, 'log');
    assert.match(log.bytes.toString(), /^iteration,.*d_loss/);
    assert.ok((await save(page, 'checkpoint')).bytes.length > 0);
  }));

/**
 * What a chart shows: its last values, and its curves.
 * @param {import('./browser.mjs').Page} page
 */
const curves = (page) =>
  page.evaluate(() => {
    const chart = document.getElementById('chart-losses');
    return [chart?.querySelector('.legend')?.textContent, chart?.querySelector('canvas')?.toDataURL()];
  });

test('a checkpoint goes on where it was saved, and a bad one changes nothing', async () => {
  /** @type {Awaited<ReturnType<typeof save>> | undefined} */
  let checkpoint;
  let picture = 0;
  /** @type {Awaited<ReturnType<typeof curves>>} */
  let drawn = [];
  await site.open(`#${QUICK}&seed=3&steps=15`, async (page) => {
    await page.click('#play');
    await untilIteration(page, 15);
    // Curves are drawn with a frame, at most this long after their figures have come.
    await page.evaluate(() => new Promise((resolve) => void setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), 150)));
    drawn = await curves(page);
    picture = (await standingPixels(page)).hash;
    checkpoint = await save(page, 'checkpoint');
  });
  await site.open(`#${QUICK}`, async (page) => {
    assert.ok(checkpoint);
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.includes('60,000 images'));
    await page.click('#play');
    await untilIteration(page, 20);
    await pause(page);
    await restore(page, checkpoint);
    await page.waitForFunction(() => document.getElementById('readout-iteration')?.textContent === '15');
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end && !isDeepStrictEqual(await curves(page), drawn); ) await page.waitForTimeout(50);
    assert.deepEqual(await curves(page), drawn, 'the curves are those of the run that goes on');
    assert.equal(await iteration(page), 15);
    assert.equal(await page.inputValue('#option-seed'), '3');
    assert.equal((await standingPixels(page)).hash, picture);
    await restore(page, { ...checkpoint, bytes: Buffer.from('not a checkpoint') });
    await page.locator('.alert[data-code="checkpoint_unusable"]').waitFor();
    assert.equal(await iteration(page), 15);
  });
});
