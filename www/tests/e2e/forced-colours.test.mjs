import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUICK as QUICK_HASH, shoot, useSite } from './browser.mjs';
import { QUICK, useTags } from './tags.mjs';

/** @typedef {import('playwright-core').Locator} Locator */

/**
 * What a part is painted with, and its mark, if it has one.
 * @param {Locator} part
 * @returns {Promise<string[]>}
 */
const paint = (part) =>
  part.evaluate((element) => {
    const [own, mark] = [getComputedStyle(element), getComputedStyle(element, '::before')];
    return [own.backgroundColor, own.color, mark.content === 'none' ? '' : mark.backgroundColor];
  });

/**
 * A switch is seen, and whether it is on: at once, where motion is not wanted.
 * @param {Locator} field
 */
async function isSeen(field) {
  assert.ok(await field.evaluate((element) => element.matches("input[role='switch']")));
  const states = [];
  for (const on of [false, true]) {
    await field.setChecked(on);
    const [back, , mark] = await paint(field);
    assert.notEqual(mark, back, `the mark of a switch that is ${on ? 'on' : 'off'}`);
    states.push(back);
  }
  assert.notEqual(states[0], states[1]);
}

/**
 * The track of a slider is seen from end to end, and how far it is.
 * @param {Locator} slider
 */
async function isTrackSeen(slider) {
  const picture = [...(await slider.screenshot())];
  const { share, colours } = await slider.page().evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const { width, height } = bitmap;
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(width, height).getContext('2d'));
    context.drawImage(bitmap, 0, 0);
    const line = (/** @type {number} */ y) => new Uint32Array(context.getImageData(2, y, width - 4, 1).data.buffer);
    const above = new Set(line(1));
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const color of line(Math.floor(height / 2))) if (!above.has(color)) counts.set(color, (counts.get(color) ?? 0) + 1);
    const pixels = [...counts.values()];
    // Soft edges have colours of their own, but few pixels.
    return { share: pixels.reduce((sum, count) => sum + count, 0) / (width - 4), colours: pixels.filter((count) => count >= 8).length };
  }, picture);
  assert.ok(share > 0.9 && colours >= 2, `${share} of it in ${colours} colours`);
}

const site = useSite();
const tags = useTags();

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`with the colours of the system, ${colorScheme}, the page shows what is on`, () =>
    site.open(
      `#variant=cgan&${QUICK_HASH}`,
      async (page) => {
        for (const closed of await page.locator('#settings-groups details:not([open]) > summary').all()) await closed.click();
        await isSeen(page.locator('.control input[role="switch"]:enabled:visible').first());
        await isTrackSeen(page.locator('.control input[type="range"]:enabled:visible').first());
        const theme = (/** @type {string} */ state) => page.locator(`.theme input${state} + span`).first();
        assert.notDeepEqual(await paint(theme(':checked')), await paint(theme(':not(:checked)')));
        const head = (/** @type {string} */ state) => page.locator(`label.row-head input${state} + span`).first();
        assert.notDeepEqual(await paint(head(':checked')), await paint(head(':not(:checked)')));
        await shoot(page, `forced-${colorScheme}`, true);
      },
      { forcedColors: 'active', reducedMotion: 'reduce', colorScheme, viewport: { width: 1280, height: 1000 } },
    ));

  test(`with the colours of the system, ${colorScheme}, a tag shows what is on`, () =>
    tags.open(`<gan-try id="t" variant="cgan" ${QUICK} controls="minibatch-stddev lr-g feature-matching"></gan-try>`, async (page) => {
      await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce', colorScheme });
      await page.setViewportSize({ width: 1000, height: 1400 });
      await isSeen(page.locator('#t >> input[role="switch"]:enabled:visible').first());
      await isTrackSeen(page.locator('#t >> input[type="range"]:enabled:visible').first());
      const head = (/** @type {string} */ state) => page.locator(`#t >> label.row-head input${state} + span`).first();
      assert.notDeepEqual(await paint(head(':checked')), await paint(head(':not(:checked)')));
      const curves = await page.evaluate(() => ['d', 'g'].map((player) => getComputedStyle(/** @type {Element} */ (document.getElementById('t')?.shadowRoot?.querySelector(`.palette .ink-${player}`))).color));
      assert.notEqual(curves[0], curves[1]);
      await shoot(page, `forced-tag-${colorScheme}`);
    }));
}
