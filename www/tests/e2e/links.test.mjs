import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUICK, iteration, save, standingPixels, untilIteration, useSite } from './browser.mjs';

const site = useSite();

/** @param {import('./browser.mjs').Page} page */
async function finished(page) {
  await page.click('#play');
  await page.waitForFunction(() => document.getElementById('status-text')?.textContent?.startsWith('Finished'));
  const { bytes } = await save(page, 'log');
  return { picture: await standingPixels(page), log: bytes.toString() };
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

test('a slider goes one step further with each press of an arrow key, however fast, and Back undoes them all', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.includes('60,000 images'));
    await page.click('#play');
    await untilIteration(page, 5);
    const slider = page.locator('[data-key=lr_d] input[type=range]');
    const usual = await page.inputValue('#option-lr_d');
    const [from, length] = [Number(await slider.inputValue()), await page.evaluate(() => history.length)];
    await slider.focus();
    const places = await slider.evaluate((input, presses) => {
      // All within one frame, as when the page is busy: answers come between them, and none of the new ones yet.
      const range = /** @type {HTMLInputElement} */ (input);
      return new Promise((resolve) => {
        /** @type {number[]} */
        const seen = [];
        const press = () => {
          range.stepUp();
          for (const type of ['input', 'change']) range.dispatchEvent(new Event(type, { bubbles: true }));
          seen.push(Number(range.value));
          if (seen.length < presses) setTimeout(press, 7);
          else resolve(seen);
        };
        press();
      });
    }, 40);
    assert.deepEqual(places, Array.from({ length: 40 }, (_, i) => from + i + 1));
    await page.waitForFunction((key) => new URLSearchParams(location.hash.slice(1)).get('lr_d') === /** @type {HTMLInputElement} */ (document.getElementById(`option-${key}`)).value, 'lr_d');
    assert.equal(Number(await slider.inputValue()), from + 40);
    assert.equal(await page.evaluate(() => history.length), length + 1);
    assert.equal(await page.textContent('#option-lr_d-error'), '');
    await page.goBack();
    await page.waitForFunction((value) => /** @type {HTMLInputElement} */ (document.getElementById('option-lr_d')).value === value, usual);
    assert.equal(Number(await slider.inputValue()), from);
  }));

test('another variant, and the dice at once: both hold', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.evaluate(() => {
      const variant = /** @type {HTMLSelectElement} */ (document.getElementById('option-variant'));
      variant.value = 'wgan';
      variant.dispatchEvent(new Event('change'));
      /** @type {HTMLElement} */ (document.querySelector('.dice')).click();
    });
    await page.waitForFunction(() => location.hash.includes('variant=wgan&') && !location.hash.includes('seed=7&'));
    await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.getElementById('option-seed')).value !== '7');
    assert.equal(await page.inputValue('#option-variant'), 'wgan');
    const seed = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('seed');
    assert.equal(await page.inputValue('#option-seed'), seed);
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
