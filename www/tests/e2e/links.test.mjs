import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUICK, iteration, save, settledPixels, untilIteration, useSite } from './browser.mjs';

const site = useSite();

/** @param {import('./browser.mjs').Page} page */
async function finished(page) {
  await page.click('#play');
  await page.waitForFunction(() => document.getElementById('status-text')?.textContent?.startsWith('Finished'));
  const { bytes } = await save(page, 'log');
  return { picture: await settledPixels(page, 'generated'), log: bytes.toString() };
}

test('a link gives the same run again, pixel by pixel', async () => {
  const hash = `#variant=mlp&seed=11&lr_d=0.0003&steps=20&${QUICK}`;
  /** @type {Awaited<ReturnType<typeof finished>>[]} */
  const runs = [];
  for (let i = 0; i < 2; i += 1) {
    await site.open(hash, async (page) => {
      assert.equal(await page.inputValue('#option-seed'), '11');
      assert.equal(await page.inputValue('#option-lr_d'), '0.0003');
      assert.equal(await page.inputValue('#option-architecture'), 'mlp_small');
      runs.push(await finished(page));
      assert.equal(await iteration(page), 20);
    });
  }
  assert.equal(runs[0]?.log.trim().split('\n').length, 21);
  assert.deepEqual(runs[0], runs[1]);
});

test('the address follows the controls, and Back follows the address', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.fill('#option-seed', '42');
    await page.press('#option-seed', 'Enter');
    await page.waitForFunction(() => location.hash.includes('seed=42'));
    const usual = await page.inputValue('#option-lr_g');
    await page.fill('#option-lr_g', '0.001');
    await page.press('#option-lr_g', 'Enter');
    await page.waitForFunction(() => location.hash.includes('lr_g=0.001'));
    assert.ok(!page.url().includes('beta1'), 'only what differs from the defaults');
    await page.goBack();
    await page.waitForFunction((value) => /** @type {HTMLInputElement} */ (document.getElementById('option-lr_g')).value === value, usual);
    assert.equal(await page.inputValue('#option-seed'), '42');
    await page.goBack();
    await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.getElementById('option-seed')).value === '7');
    await page.goForward();
    await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.getElementById('option-seed')).value === '42');
  }));

test('what cannot change in flight waits for Reset, and the training goes on', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.click('#play');
    await untilIteration(page, 5);
    await page.fill('#option-latent_size', '32');
    await page.press('#option-latent_size', 'Enter');
    await page.waitForSelector('.control.is-pending[data-key="latent_size"]');
    const before = await iteration(page);
    await untilIteration(page, before + 3);
    await page.click('#reset');
    await page.waitForSelector('.control.is-pending', { state: 'detached' });
    assert.equal(await page.inputValue('#option-latent_size'), '32');
    assert.ok(page.url().includes('latent_size=32'));
  }));

test('a value out of range is refused at its control, in words', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.fill('#option-batch_size', '9999');
    await page.press('#option-batch_size', 'Enter');
    await page.waitForFunction(() => document.getElementById('option-batch_size-error')?.textContent?.includes('512'));
    assert.equal(await page.getAttribute('#option-batch_size', 'aria-invalid'), 'true');
    assert.ok(!page.url().includes('9999'));
  }));

test('a link with a wrong setting says so and starts with the rest', () =>
  site.open(`#${QUICK}&seed=5&lr_d=fast`, async (page) => {
    await page.waitForSelector('.alert[data-code="option_value"]');
    assert.equal(await page.inputValue('#option-seed'), '5');
    const given = await page.inputValue('#option-lr_d');
    await site.open(`#${QUICK}&seed=5`, async (plain) => assert.equal(given, await plain.inputValue('#option-lr_d'), 'the default'));
  }));
