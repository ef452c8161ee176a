import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUICK, iteration, pause, shoot, untilIteration, useSite } from './browser.mjs';

const site = useSite();

test('the keyboard alone is enough', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.includes('60,000 images'));
    await page.keyboard.press('i');
    await untilIteration(page, 1);
    await page.keyboard.press('d');
    await page.waitForFunction(() => document.getElementById('readout-images')?.textContent === '128');
    await page.keyboard.press('g');
    await untilIteration(page, 2);
    await page.keyboard.press('Space');
    await untilIteration(page, 10);
    const reached = await pause(page, () => page.keyboard.press('Space'));
    await page.keyboard.press('r');
    await page.waitForFunction((n) => document.getElementById('toast')?.textContent?.replaceAll(/\D/g, '') === String(n), reached);
    assert.equal(await iteration(page), reached, 'one press of a key gives up nothing');
    await page.keyboard.press('r');
    await page.waitForFunction(() => document.getElementById('readout-iteration')?.textContent === '0');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'skip');
    await page.focus('#option-seed');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('r12');
    assert.equal(await iteration(page), 0, 'keys in a field are text');
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, select, summary, canvas, a')]
        .filter((element) => element instanceof HTMLElement && element.checkVisibility() && !element.closest('[aria-hidden=true]'))
        .filter((element) => {
          const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? [...(element.labels ?? [])] : [];
          return !(element.getAttribute('aria-label') || element.textContent?.trim() || labels.some((label) => label.textContent?.trim()));
        })
        .map((element) => `${element.tagName}#${element.id}.${element.className}`),
    );
    assert.deepEqual(unnamed, []);
  }));

test('keys are where the Latin letters are, whatever the layout writes', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    const press = (/** @type {string} */ key, /** @type {string} */ code) => page.evaluate((init) => void document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true })), { key, code });
    await press('ш', 'KeyI');
    await untilIteration(page, 1);
    await press('p', 'KeyI');
    await press('в', 'KeyD');
    await page.waitForFunction(() => document.getElementById('readout-images')?.textContent === '128');
    assert.equal(await iteration(page), 1);
  }));

test('keys can be switched off, and stay so', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    await page.uncheck('#keys-on');
    await page.focus('#stage');
    await page.keyboard.press('i');
    await page.keyboard.press('Space');
    assert.equal(await page.$eval('#play', (play) => play.classList.contains('is-playing')), false);
    await page.click('#step-generator');
    await untilIteration(page, 1);
    assert.equal(await page.textContent('#readout-images'), '0', 'a step by key would have come before, and sees images');
    await page.reload();
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    assert.equal(await page.isChecked('#keys-on'), false);
    await page.keyboard.press('i');
    await page.waitForTimeout(300);
    assert.equal(await iteration(page), 0);
    await page.check('#keys-on');
    await page.focus('#stage');
    await page.keyboard.press('i');
    await untilIteration(page, 1);
  }));

test('who dismisses a message goes on with the next one, then where he was', () =>
  site.open(`#${QUICK}&lr_d=fast&lr_g=fast`, async (page) => {
    await page.waitForFunction(() => document.querySelectorAll('.alert').length === 2);
    await page.focus('#option-seed');
    // Without the keys that lie between.
    await page.focus('.alert-close');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.alert').length === 1);
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'alert-close');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.alert').length === 0);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'option-seed');
  }));

test('every text is in the catalogue', () =>
  site.open(`#${QUICK}`, async (page) => {
    const text = await page.evaluate(() => document.body.innerText);
    assert.doesNotMatch(text, /\b(ui|option|choice|variant|group|error)\.[a-z_]+/);
    assert.doesNotMatch(text, /\{\w+\}/);
  }));

for (const width of [360, 768]) {
  test(`nothing sticks out at ${width} px`, () =>
    site.open(
      `#${QUICK}`,
      async (page) => {
        await page.click('#play');
        await untilIteration(page, 5);
        const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
        assert.ok(scroll <= client, `${scroll} > ${client}`);
      },
      { viewport: { width, height: 780 } },
    ));
}

test('nothing jumps while it trains', () =>
  site.open(
    `#${QUICK}`,
    async (page) => {
      await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.includes('60,000 images'));
      const boxes = () =>
        page.evaluate(() =>
          ['play', 'reset', 'generated', 'real', 'chart-losses', 'chart-outputs', 'card', 'readout-images'].map((id) => {
            const { x, y, width, height } = /** @type {HTMLElement} */ (document.getElementById(id)).getBoundingClientRect();
            return [id, x, y, id.startsWith('readout') ? 0 : width, height];
          }),
        );
      const still = await boxes();
      await page.click('#play');
      for (const n of [1, 10, 40]) {
        await untilIteration(page, n);
        assert.deepEqual(await boxes(), still);
      }
    },
    { viewport: { width: 1280, height: 900 } },
  ));

const LOOKS = /** @type {const} */ ([
  ['desktop-light', 1280, 900, 'light'],
  ['desktop-dark', 1280, 900, 'dark'],
  ['phone-light', 360, 780, 'light'],
  ['phone-dark', 360, 780, 'dark'],
]);

for (const [name, width, height, colorScheme] of LOOKS) {
  test(`contrast is enough: ${name}`, () =>
    site.open(
      `#${QUICK}`,
      async (page) => {
        await page.click('#play');
        await untilIteration(page, process.env.GANTRY_SHOTS ? 150 : 3);
        await shoot(page, name);
        assert.deepEqual(await poorContrast(page), []);
      },
      { viewport: { width, height }, colorScheme },
    ));
}

/**
 * Texts with less than 4.5:1 against the nearest opaque background (WCAG AA).
 * @param {import('./browser.mjs').Page} page
 */
function poorContrast(page) {
  return page.evaluate(() => {
    const context = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d', { willReadFrequently: true }));
    const rgba = (/** @type {string} */ color) => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (/** @type {number[]} */ color) => {
      const [r = 0, g = 0, b = 0] = color.map((byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const background = (/** @type {Element | null} */ element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = rgba(getComputedStyle(at).backgroundColor);
        if (color[3] === 255) return color;
      }
      return rgba('white');
    };
    /** @type {string[]} */
    const poor = [];
    for (const element of document.querySelectorAll('body *')) {
      const ownText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      if (!ownText || !element.checkVisibility() || element.closest(':disabled, noscript, .visually-hidden')) continue;
      const [a, b] = [luminance(rgba(getComputedStyle(element).color)), luminance(background(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) poor.push(`${element.tagName}.${element.className} "${element.textContent?.slice(0, 30)}" ${ratio.toFixed(2)}`);
    }
    return poor;
  });
}
