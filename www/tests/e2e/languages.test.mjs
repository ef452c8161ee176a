import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { QUICK, iteration, shoot, untilIteration, useSite } from './browser.mjs';

/** @typedef {import('./browser.mjs').Page} Page */
/** @typedef {'en' | 'zh' | 'ru'} Language */

const site = useSite();
const NBSP = '\u00a0';

/** @param {Language} lang @returns {Promise<Record<string, string>>} */
const catalogue = async (lang) => JSON.parse(await readFile(join(process.env.GANTRY_SITE ?? '', `locales/${lang}.json`), 'utf8'));
/** @param {Page} page @param {string} selector */
const text = async (page, selector) => (await page.textContent(selector))?.trim();
/** @param {Page} page @param {Language} lang */
const speaks = (page, lang) => page.waitForFunction((wanted) => document.documentElement.lang.startsWith(wanted) && document.querySelector('#card h2'), lang);

/**
 * What the page says in places of every kind: fixed, made by scripts, from the registry, and of the run.
 * @param {Page} page
 * @param {Record<string, string>} texts
 */
async function assertSpoken(page, texts) {
  assert.equal(await page.title(), texts['ui.title']);
  assert.equal(await text(page, '#play-text'), texts['ui.pause']);
  assert.equal(await text(page, '#step-generator'), texts['ui.step.generator']);
  assert.equal(await page.getAttribute('#step-generator', 'title'), texts['ui.step.generator.help']);
  assert.equal(await text(page, '#card h2'), texts['variant.cgan.title']);
  assert.equal(await text(page, '#view-title'), texts['view.classes.label']);
  assert.equal(await text(page, 'label[for="option-lr_g"]'), texts['option.lr_g.label']);
  assert.equal(await text(page, '#option-optimizer option[value="sgd"]'), texts['choice.optimizer.sgd']);
  assert.equal(await page.getAttribute('#option-variant optgroup >> nth=0', 'label'), texts['ui.family.plain']);
  assert.equal(await text(page, '#chart-losses h2'), texts['ui.losses']);
  assert.equal(await text(page, '#status-text'), texts['ui.status.training']);
  assert.ok((await text(page, '#device'))?.startsWith(texts['ui.device.cpu'] ?? '?'));
  assert.equal(await text(page, '#save-sheet'), texts['ui.save.sheet']);
}

test('another language in the middle of a run: the run goes on, and everything on the page is said anew', () =>
  site.open(
    `#${QUICK}&variant=cgan`,
    async (page) => {
      await page.waitForFunction(() => document.getElementById('data-now')?.textContent === 'MNIST: 60,000 images');
      await page.click('#play');
      await untilIteration(page, 20);
      assert.match((await text(page, '#readout-images')) ?? '', /^\d{1,3}(,\d{3})+$/);
      await assertSpoken(page, await catalogue('en'));
      let last = await iteration(page);
      for (const lang of /** @type {const} */ (['ru', 'zh', 'en'])) {
        await page.selectOption('#language', lang);
        await speaks(page, lang);
        await assertSpoken(page, await catalogue(lang));
        const now = await iteration(page);
        assert.ok(now >= last, 'the run was not begun again');
        await untilIteration(page, now + 5);
        last = await iteration(page);
        const images = await text(page, '#readout-images');
        assert.match(images ?? '', lang === 'ru' ? /^[\d\u00a0]+$/ : /^[\d,]+$/, `${lang}: ${images}`);
        const data = { en: '60,000 images', ru: `60${NBSP}000${NBSP}изображений`, zh: '60,000 幅图像' }[lang];
        assert.ok((await text(page, '#data-now'))?.endsWith(data), `${lang}: ${await text(page, '#data-now')}`);
        assert.equal(await text(page, '[data-key="batch_size"] .control-unit'), { en: 'images', ru: 'изображения', zh: '幅图像' }[lang]);
        await shoot(page, `language-${lang}`);
      }
    },
    { viewport: { width: 1280, height: 900 } },
  ));

test('the browser’s language is taken at first, a choice is kept, and a link with a language goes before both', () =>
  site.open(
    `#${QUICK}`,
    async (page) => {
      await speaks(page, 'ru');
      assert.equal(await page.inputValue('#language'), 'ru');
      await page.focus('#language');
      await page.keyboard.press('ArrowUp');
      await speaks(page, 'zh');
      assert.equal(await page.getAttribute('html', 'lang'), 'zh-Hans');
      await page.reload();
      await page.waitForSelector('#step-iteration:enabled');
      await speaks(page, 'zh');
      await page.goto(`${site.url}?lang=en#${QUICK}`);
      await speaks(page, 'en');
      await page.selectOption('#language', 'ru');
      await speaks(page, 'ru');
      assert.match(page.url(), /\?lang=ru#/, 'else a reload would bring English back');
    },
    { locale: 'ru-RU' },
  ));

test('errors of the module and of the page are said in the language, and again in the next', () =>
  site.open(`?lang=ru#${QUICK}&lr_g=7&latent_size=3.5&objective=wasserstein`, async (page) => {
    const alerts = () => page.$$eval('.alert p', (all) => all.map(({ textContent }) => textContent));
    await page.waitForSelector('.alert >> nth=2');
    const ru = await catalogue('ru');
    const said = await alerts();
    assert.ok(said.some((words) => words?.includes(`«${ru['option.lr_g.label']}»`) && words.includes('0,000001')), said.join('\n'));
    assert.ok(said.some((words) => words?.includes(ru['option.latent_size.label'] ?? '?')), said.join('\n'));
    assert.ok(said.includes(ru['conflict.wasserstein_needs_constraint'] ?? '?'), said.join('\n'));
    assert.ok(said.every((words) => !/[a-z]{4,} [a-z]{3,} [a-z]{2,}/i.test(words ?? '')), `English is left: ${said.join('\n')}`);
    await page.selectOption('#language', 'zh');
    await speaks(page, 'zh');
    const zh = await catalogue('zh');
    assert.ok((await alerts()).includes(zh['conflict.wasserstein_needs_constraint'] ?? '?'));
    await page.fill('#option-batch_size', '9999');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('option-batch_size-error')?.textContent !== '');
    assert.ok((await text(page, '#option-batch_size-error'))?.includes('512'));
    assert.match((await text(page, '#option-batch_size-error')) ?? '', /[\u4e00-\u9fff]/);
    await page.selectOption('#language', 'en');
    await speaks(page, 'en');
    assert.match((await text(page, '#option-batch_size-error')) ?? '', /takes a whole number from 2 to 512/);
  }));

/**
 * Texts that do not fit where they stand, and parts of the bar that lie over each other.
 * @param {Page} page
 */
function misfits(page) {
  return page.evaluate(() => {
    const shown = (/** @type {Element} */ element) => element.checkVisibility() && !element.closest('.visually-hidden');
    const name = (/** @type {Element} */ element) => `${element.tagName}#${element.id}.${element.className} “${element.textContent?.trim().slice(0, 40)}”`;
    const narrow = [...document.querySelectorAll('button, summary, dt, dd, label, legend, h1, h2, h3, .legend-item, .control-unit, .chart-note, .control-mark')]
      .filter(shown)
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
      .map((element) => `too narrow: ${name(element)}`);
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
    const out = [...document.querySelectorAll('body *')]
      .filter((element) => shown(element) && element.children.length === 0 && element.textContent?.trim() && !element.closest('math, .plot, [hidden]'))
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !element.closest('.formula'))
      .map((element) => `sticks out: ${name(element)}`);
    const boxes = [...document.querySelectorAll('.transport button, .transport select, .transport input, .transport summary, .masthead h1, .masthead p, .masthead select, .masthead fieldset, .readouts div')]
      .filter((element) => shown(element) && !element.closest('details:not([open]) > :not(summary)'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }));
    const over = boxes.flatMap(({ element, box }, i) =>
      boxes
        .slice(i + 1)
        .filter(({ element: other, box: b }) => !element.contains(other) && box.left < b.right - 1 && b.left < box.right - 1 && box.top < b.bottom - 1 && b.top < box.bottom - 1)
        .filter(({ element: other }) => !element.closest('.transport-main') === !other.closest('.transport-main'))
        .map(({ element: other }) => `${name(element)} lies over ${name(other)}`),
    );
    return [...narrow, ...wide, ...out, ...over];
  });
}

/**
 * Latin words on the page, in texts and names, that the catalogue of its language does not have.
 * @param {Page} page
 * @param {Record<string, string>} texts
 */
async function untranslated(page, texts) {
  const said = await page.evaluate(() => {
    const body = /** @type {HTMLElement} */ (document.body.cloneNode(true));
    for (const other of body.querySelectorAll('.papers, .formula, .plot, noscript, script, #language')) other.remove();
    // The adapter's own name.
    body.querySelector('#device')?.removeAttribute('title');
    const named = ['aria-label', 'title', 'label'].flatMap((name) => [...body.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name)));
    return [...named, ...[...body.querySelectorAll('*')].flatMap(({ childNodes }) => [...childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent))].join('\n');
  });
  const known = new Set(Object.values(texts).join(' ').match(/[a-z]{3,}/gi));
  return [...new Set(said.match(/[a-z]{3,}/gi))].filter((word) => !known.has(word));
}

for (const lang of /** @type {const} */ (['en', 'zh', 'ru'])) {
  for (const width of [360, 768, 1280]) {
    test(`everything fits in ${lang} at ${width} px`, { timeout: 240_000 }, () =>
      site.open(
        `?lang=${lang}#${QUICK}&variant=cgan`,
        async (page) => {
          for (const variant of ['cgan', 'infogan', 'toy', 'wgan_gp']) {
            await page.selectOption('#option-variant', variant);
            await page.waitForFunction((id) => location.hash.includes(`variant=${id}&`) || location.hash.endsWith(`variant=${id}`), variant);
            await page.waitForFunction(() => document.querySelector('.formula math'));
            await page.evaluate(() => document.querySelectorAll('details.group').forEach((group) => group.setAttribute('open', '')));
            assert.deepEqual(await misfits(page), [], variant);
            assert.deepEqual(await untranslated(page, await catalogue(lang)), [], variant);
            await shoot(page, `fits-${lang}-${width}-${variant}`, true);
          }
          // A setting that waits for the reset says so in two places.
          await page.click('#step-iteration');
          await untilIteration(page, 1);
          await page.fill('#option-batch_size', '32');
          await page.keyboard.press('Enter');
          await page.waitForSelector('#reset.is-wanted');
          assert.deepEqual(await misfits(page), []);
          await shoot(page, `fits-${lang}-${width}-pending`);
        },
        { viewport: { width, height: 780 } },
      ));
  }
}
