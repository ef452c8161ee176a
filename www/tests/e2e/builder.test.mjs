import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUICK, shoot, untilIteration, useSite } from './browser.mjs';
import { barriers } from './tags.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

const site = useSite();

/** @param {Page} page */
async function openBuilder(page) {
  await page.click('#share-menu summary');
  await page.click('#open-builder');
  await page.waitForSelector('#builder[open] gan-try');
}

/** @param {Page} page */
const snippet = async (page) => (await page.textContent('#builder-snippet')) ?? '';

/** @param {Page} page */
const preview = (page) => page.$eval('#builder gan-try', (element) => Object.fromEntries(element.getAttributeNames().map((name) => [name, element.getAttribute(name)])));

test('a tag is made from the run on the page, shown, and works as it is copied', () =>
  site.open(`#${QUICK}&variant=cgan&seed=3`, async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openBuilder(page);
    assert.match(await snippet(page), /<gan-try variant="cgan" seed="3" device="cpu" architecture="mlp_small"><\/gan-try>$/);
    await page.fill('#builder-steps', '4');
    await page.press('#builder-steps', 'Enter');
    await page.check('#builder-knobs-chosen');
    await page.check('#builder-lock-seed');
    await page.check('#builder-show-lr_g');
    await page.uncheck('#builder-part-card');
    await page.uncheck('#builder-part-real');
    await page.selectOption('#builder-theme', 'dark');
    await page.selectOption('#builder-lang', 'en');
    await page.waitForFunction(() => document.getElementById('builder-snippet')?.textContent?.includes('steps="4"'));
    assert.ok(await page.isChecked('#builder-show-seed'), 'a locked knob is shown');
    await page.click('#builder-copy');
    await page.waitForFunction(() => document.getElementById('builder-told')?.textContent !== '');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(text, await snippet(page));
    const wanted = { variant: 'cgan', seed: '3', steps: '4', device: 'cpu', architecture: 'mlp_small', controls: 'seed lr-g', locked: 'seed', hide: 'real card', theme: 'dark', lang: 'en' };
    assert.deepEqual(await preview(page), wanted);

    const iterations = await page.evaluate(async (markup) => {
      // What a teacher's page is, in the same place; its script is loaded already.
      const copy = /** @type {any} */ (new DOMParser().parseFromString(markup, 'text/html').querySelector('gan-try'));
      document.body.prepend(document.adoptNode(copy));
      const done = new Promise((resolve) => void copy.addEventListener('iteration', () => copy.iteration === 4 && resolve(copy.iteration)));
      await new Promise((resolve) => void copy.addEventListener('ready', resolve, { once: true }));
      await copy.play();
      return done;
    }, text);
    assert.equal(iterations, 4);
  }));

test('iframe and link say the same as the tag; what is at its default is left out', () =>
  site.open('#variant=mlp&seed=7&device=cpu', async (page) => {
    await openBuilder(page);
    assert.match(await snippet(page), /<gan-try device="cpu"><\/gan-try>$/);
    await page.check('#builder-knobs-mattering');
    await page.check('#builder-lock-all');
    assert.match(await snippet(page), /<gan-try device="cpu" controls locked="\*"><\/gan-try>$/);
    await page.check('#builder-knobs-chosen');
    await page.check('#builder-lock-seed');
    await page.check('#builder-form-iframe');
    assert.match(await snippet(page), /\?embed#device=cpu&amp;controls=seed&amp;locked=seed" title="Gantry: [^"]+" width="100%"/);
    await page.check('#builder-form-link');
    const url = new URL(await snippet(page));
    assert.equal(url.hash, '#variant=mlp&seed=7&device=cpu&controls=seed&locked=seed');
    await page.goto('about:blank');
    await page.goto(url.href);
    await page.waitForSelector('#step-iteration:enabled');
    assert.ok(await page.isDisabled('#option-seed'));
    assert.ok(await page.isHidden('[data-key=lr_g]'));
  }));

test('another variant offers its own knobs, and a value out of range is refused in words', () =>
  site.open(`#${QUICK}`, async (page) => {
    await openBuilder(page);
    await page.check('#builder-knobs-chosen');
    assert.equal(await page.$('#builder-show-class_weight'), null);
    await page.selectOption('#builder-variant', 'acgan');
    await page.waitForSelector('#builder-show-class_weight');
    await page.fill('#builder-seed', '-1');
    await page.press('#builder-seed', 'Enter');
    await page.waitForFunction(() => document.getElementById('builder-seed-error')?.textContent !== '');
    assert.match(await snippet(page), /variant="acgan"/);
    assert.doesNotMatch(await snippet(page), /seed="-1"/);
  }));

test('the keyboard is enough: focus stays in the dialog, a tick keeps it, Escape ends the preview and gives it back', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    await page.focus('#share-menu summary');
    await page.keyboard.press('Enter');
    await page.focus('#open-builder');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#builder[open] gan-try');
    assert.ok(await page.evaluate(() => document.activeElement?.closest('#builder') !== null));
    await page.focus('#builder-knobs-none');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.ok(await page.isChecked('#builder-knobs-chosen'));
    await page.focus('#builder-show-seed');
    await page.keyboard.press('Space');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'builder-show-seed');
    await page.keyboard.press('d');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#builder[open]', { state: 'detached' });
    assert.equal(await page.$('#builder gan-try'), null);
    assert.equal(await page.evaluate(() => document.activeElement?.closest('#share-menu') !== null), true);
    await page.keyboard.press('Escape');
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
    await page.keyboard.press('g');
    await untilIteration(page, 1);
    assert.equal(await page.textContent('#readout-images'), '0', 'a key in the dialog is not one of the page: a step of D would have come before, and sees images');
  }));

for (const [name, width, height] of /** @type {const} */ ([['builder-desktop', 1280, 900], ['builder-phone', 360, 780]])) {
  test(`the builder fits ${width} px and has no serious finding`, () =>
    site.open(
      `#${QUICK}&variant=cgan`,
      async (page) => {
        await openBuilder(page);
        await page.check('#builder-knobs-chosen');
        await page.waitForTimeout(1500);
        await shoot(page, name);
        await page.locator('#builder-snippet').scrollIntoViewIfNeeded();
        await shoot(page, `${name}-snippet`);
        const wide = await page.$$eval('#builder, #builder-snippet, .builder-body', (elements) => elements.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).map(({ id, className }) => id || className));
        assert.deepEqual(wide, []);
        assert.deepEqual(await barriers(page), []);
      },
      { viewport: { width, height } },
    ));
}
