import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUICK, chooseOwnFiles, freshPixels, idxImages, restore, save, settledPixels, untilDrawn, untilIteration, untilPixels, useSite } from './browser.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

const site = useSite();
const TOY = 'device=cpu&variant=toy';

/** @param {Page} page */
const variants = (page) => page.$$eval('#option-variant option', (options) => options.map((option) => /** @type {HTMLOptionElement} */ (option).value));

/** @param {Page} page */
const settled = (page) => page.waitForFunction(() => document.querySelector('.formula math') && document.getElementById('data-now')?.textContent !== '');

/**
 * What a screen reader says of a control beside its name.
 * @param {Page} page
 * @param {string} selector
 */
const description = (page, selector) =>
  page.$eval(selector, (element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );

/** @param {Page} page */
const catalogue = async (page) => (await page.request.get(new URL('locales/en.json', site.url).href)).json();

test('the link of every variant opens it, with its equations and texts, and nothing sticks out of a phone', { timeout: 600_000 }, (context) =>
  site.open(
    '#device=cpu',
    async (page) => {
      /** @type {string[]} */
      const wrong = [];
      const texts = await catalogue(page);
      for (const id of await variants(page)) {
        const startedAt = performance.now();
        await page.goto('about:blank');
        await page.goto(`${site.url}#device=cpu&variant=${id}`);
        await page.waitForSelector('#step-iteration:enabled');
        await settled(page);
        const found = await page.evaluate(() => ({
          variant: /** @type {HTMLSelectElement} */ (document.getElementById('option-variant')).value,
          architecture: /** @type {HTMLSelectElement} */ (document.getElementById('option-architecture')).value,
          title: document.querySelector('#card h2')?.textContent,
          alerts: [...document.querySelectorAll('.alert')].map(({ textContent }) => textContent),
          sections: document.querySelectorAll('.card-sections section').length,
          unset: [...document.querySelectorAll('.formula')].filter((formula) => !formula.querySelector('math')).map(({ textContent }) => textContent),
          gaps: document.body.innerText.match(/\b(ui|option|choice|variant|group|error|view|measure|conflict|exam)\.[a-z_]+/g) ?? [],
          sticksOut: document.documentElement.scrollWidth > document.documentElement.clientWidth,
        }));
        const wanted = { variant: id, title: texts[`variant.${id}.title`], alerts: [], sections: 3, unset: [], gaps: [], sticksOut: false };
        for (const [key, value] of Object.entries(wanted)) {
          const is = Reflect.get(found, key);
          if (JSON.stringify(is) !== JSON.stringify(value)) wrong.push(`${id}: ${key} is ${JSON.stringify(is)}, not ${JSON.stringify(value)}`);
        }
        // A step of the others takes seconds on a processor.
        if (found.architecture.startsWith('mlp') || found.architecture === 'toy') {
          await page.click('#step-iteration');
          await untilIteration(page, 1);
        }
        for (const alert of await page.$$eval('.alert', (alerts) => alerts.map(({ textContent }) => textContent))) wrong.push(`${id}: ${alert}`);
        context.diagnostic(`${id}: ${Math.round(performance.now() - startedAt)} ms`);
      }
      assert.deepEqual(wrong, []);
    },
    { viewport: { width: 360, height: 780 } },
  ));

test('the card shows what the players of the run minimise, and follows the settings', () =>
  site.open(`#${QUICK}&variant=wgan_gp`, async (page) => {
    await settled(page);
    const formula = (/** @type {'d' | 'g'} */ player) => page.locator(`#card .player-${player} .formula`);
    assert.match((await formula('d').textContent()) ?? '', /∇/, 'the penalty is part of the loss');
    assert.doesNotMatch((await formula('g').textContent()) ?? '', /∇/);
    await page.selectOption('#option-variant', 'deligan');
    await formula('g').filter({ hasText: 'σ' }).waitFor();
    await page.$eval('#option-feature_matching', (box) => /** @type {HTMLInputElement} */ (box).click());
    await formula('g').filter({ hasText: 'f(' }).waitFor();
  }));

test('what the discriminator has learned is asked while it trains, and answered in a pause', () =>
  site.open(`#${QUICK}&variant=dcgan`, async (page) => {
    const exam = page.locator('#exam');
    await exam.filter({ hasText: 'What has D learned?' }).waitFor();
    await page.click('#play');
    await untilIteration(page, 101);
    await page.click('#play');
    await exam.locator('b').waitFor();
    const text = (await exam.textContent()) ?? '';
    const found = /features reads ([\d.]+)% of 2,000 test images correctly; on the pixels themselves it reads ([\d.]+)%. It learned from 2,000/.exec(text);
    assert.ok(found, text);
    assert.ok(Number(found[1]) > 70 && Number(found[1]) < 98, text);
    assert.ok(Number(found[2]) > 80 && Number(found[2]) < 92, text);
    await page.selectOption('#option-variant', 'mlp');
    await exam.waitFor({ state: 'hidden' });
    await page.selectOption('#option-variant', 'semi_supervised');
    await exam.filter({ hasText: 'D is asked for the classes' }).waitFor();
    // A run that ends is asked at its end, however short.
    await page.goto('about:blank');
    await page.goto(`${site.url}#${QUICK}&variant=semi_supervised&steps=60`);
    await page.waitForSelector('#play:enabled');
    await page.click('#play');
    await exam.locator('b').waitFor();
    assert.match((await exam.textContent()) ?? '', /D puts [\d.]+% of 10,000 test images.*iteration 60\)/);
  }));

test('points are shown instead of samples, over what D believes, and move while it trains', () =>
  site.open(`#${TOY}`, async (page) => {
    await page.waitForSelector('#scatter', { state: 'visible' });
    assert.ok(await page.isHidden('#pictures'));
    const before = await settledPixels(page, 'scatter');
    assert.ok(before.colours > 20);
    await page.click('#play');
    await untilIteration(page, 30);
    await page.click('#play');
    assert.notEqual((await settledPixels(page, 'scatter')).hash, before.hash);
    assert.match((await page.textContent('#modes-captured')) ?? '', /^\d of 8$/);
    assert.match((await page.textContent('#modes-quality')) ?? '', /^\d+%$/);
    await page.selectOption('#option-dataset', 'gaussian_1d');
    await page.click('#reset');
    await page.waitForSelector('.points-frame.is-line');
    assert.match((await page.getAttribute('#scatter', 'aria-label')) ?? '', /Histograms/);
    await page.selectOption('#option-variant', 'mlp');
    await page.waitForSelector('#pictures', { state: 'visible' });
    assert.ok(await page.isHidden('#points'));
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.includes('images'));
  }));

test('a visitor draws the data by mouse and by keyboard, and it is learned', () =>
  site.open(`#${TOY}&dataset=drawn`, async (page) => {
    await page.waitForSelector('#points-hint', { state: 'visible' });
    await page.click('#step-iteration');
    await page.waitForSelector('.alert');
    assert.match((await page.textContent('.alert')) ?? '', /draw/i, 'without points there is nothing to learn from');
    await page.click('.alert-close');
    const box = await page.locator('#scatter').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 60, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 200, { steps: 12 });
    await page.mouse.up();
    const drawn = Number.parseInt((await page.textContent('#points-count')) ?? '', 10);
    assert.ok(drawn > 5, `${drawn} points`);
    assert.ok(await page.isHidden('#points-hint'));
    await page.focus('#scatter');
    for (const key of ['ArrowLeft', 'Enter', 'ArrowUp', 'Enter', 'Backspace']) await page.keyboard.press(key);
    assert.equal(await page.textContent('#points-count'), `${drawn + 1} points`);
    await page.click('#play');
    await untilIteration(page, 10);
    // A run that plays is soon further than 0.
    await page.click('#play');
    await page.click('#reset');
    await page.waitForFunction(() => document.getElementById('readout-iteration')?.textContent === '0');
    await page.click('#step-iteration');
    await untilIteration(page, 1);
    assert.equal((await page.$$('.alert')).length, 0, 'the points outlive a reset');
    await page.click('#points-clear');
    assert.equal(await page.textContent('#points-count'), '0 points');
  }));

test('drawn points come back with a checkpoint, stay through a look at the pad, and outlive a reset', async () => {
  const hash = `#${TOY}&dataset=drawn`;
  /** @type {Awaited<ReturnType<typeof save>> | undefined} */
  let checkpoint;
  await site.open(hash, async (page) => {
    await page.waitForSelector('#points-hint', { state: 'visible' });
    await page.focus('#scatter');
    for (const key of ['ArrowLeft', 'Enter', 'ArrowUp', 'Enter', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await page.click('#step-iteration');
    await untilIteration(page, 1);
    checkpoint = await save(page, 'checkpoint');
  });
  await site.open(hash, async (page) => {
    assert.ok(checkpoint);
    await page.waitForSelector('#points-hint', { state: 'visible' });
    await restore(page, checkpoint);
    await page.waitForFunction(() => document.getElementById('points-count')?.textContent === '3 points');
    assert.ok(await page.isHidden('#points-hint'));
    await page.focus('#scatter');
    await page.focus('#play');
    await page.click('#step-iteration');
    await untilIteration(page, 2);
    await page.click('#reset');
    await page.waitForFunction(() => document.getElementById('readout-iteration')?.textContent === '0');
    await page.click('#step-iteration');
    await untilIteration(page, 1);
    assert.equal(await page.textContent('#points-count'), '3 points');
    await page.focus('#scatter');
    await page.keyboard.press('Enter');
    assert.equal(await page.textContent('#points-count'), '4 points', 'and are drawn on from there');
    assert.equal((await page.$$('.alert')).length, 0);
  });
});

test('“give me a 5”: the digit chooser changes the picture of the chosen class, also in a pause', () =>
  site.open(`#${QUICK}&variant=cgan`, async (page) => {
    await page.waitForSelector('#view', { state: 'visible' });
    await page.locator('#chosen').scrollIntoViewIfNeeded();
    const untrained = await untilDrawn(page.locator('#chosen'), 5);
    await settled(page);
    await page.click('#step-iteration');
    await untilIteration(page, 1);
    const five = await freshPixels(page, 'chosen', new Set([untrained.hash]));
    await page.check('#row-heads input[value="3"]');
    assert.equal(await page.textContent('#chosen-class'), '3');
    await freshPixels(page, 'chosen', new Set([untrained.hash, five.hash]));
    await page.focus('#row-heads input[value="3"]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.textContent('#chosen-class'), '5');
    // The same class is from the same z.
    await untilPixels(page, 'chosen', five.hash);
  }));

test('continuous codes are turned by sliders', () =>
  site.open(`#${QUICK}&variant=infogan`, async (page) => {
    await page.waitForSelector('#code-0', { state: 'visible' });
    const before = await untilDrawn(page.locator('#view-sheet'), 5);
    await page.focus('#code-0');
    await page.keyboard.press('End');
    await freshPixels(page, 'view-sheet', new Set([before.hash]));
    assert.equal(await page.isVisible('#chart-measure'), true);
  }));

test('what the settings forbid is disabled, and says why', () =>
  site.open(`#${QUICK}`, async (page) => {
    const texts = await catalogue(page);
    await page.click('[data-group=techniques] summary');
    assert.ok(await page.isEnabled('#option-minibatch_stddev'));
    assert.ok(await page.$eval('#option-objective option[value=wasserstein]', (option) => /** @type {HTMLOptionElement} */ (option).disabled));
    assert.ok((await description(page, '#option-objective')).includes(texts['conflict.wasserstein_needs_constraint']));
    await page.selectOption('#option-constraint', 'gradient_penalty');
    await page.waitForSelector('#option-minibatch_stddev:disabled');
    assert.ok((await description(page, '#option-minibatch_stddev')).includes(texts['conflict.penalty_needs_simple_critic']));
    assert.ok(await page.$eval('#option-objective option[value=wasserstein]', (option) => !(/** @type {HTMLOptionElement} */ (option).disabled)));
    await page.selectOption('#option-variant', 'bigan');
    await page.waitForSelector('#option-constraint:disabled');
    assert.ok((await description(page, '#option-constraint')).includes(texts['conflict.another_game']));
    const why = page.locator('.locked button:visible').first();
    await why.click();
    assert.equal(await why.getAttribute('aria-expanded'), 'true');
  }));

test('a live setting waits for the reset with the one that it needs', () =>
  site.open(`#${QUICK}`, async (page) => {
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    await page.click('#step-iteration');
    await untilIteration(page, 1);
    await page.selectOption('#option-constraint', 'gradient_penalty');
    await page.waitForSelector('[data-key=constraint].is-pending');
    await page.selectOption('#option-objective', 'wasserstein');
    await page.waitForSelector('[data-key=objective].is-pending');
    await page.click('#reset');
    await page.waitForSelector('[data-key=objective]:not(.is-pending)');
    assert.equal(await page.inputValue('#option-objective'), 'wasserstein');
  }));

test('images without labels leave out the variants that learn from labels', () =>
  site.open(`#${QUICK}`, async (page) => {
    const texts = await catalogue(page);
    const isRefused = () => page.$eval('#option-variant option[value=cgan]', (option) => /** @type {HTMLOptionElement} */ (option).disabled);
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    assert.equal(await isRefused(), false);
    await chooseOwnFiles(page, [{ name: 'mine-images', bytes: idxImages(70, 28) }]);
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.includes('70'));
    assert.equal(await isRefused(), true);
    assert.ok((await description(page, '#option-variant')).includes(texts['conflict.needs_labels']));
  }));

test('a link that asks for what makes no sense says why, in the words of the catalogue', () =>
  site.open(`#${QUICK}&objective=wasserstein`, async (page) => {
    const texts = await catalogue(page);
    assert.equal(await page.textContent('.alert p'), texts['conflict.wasserstein_needs_constraint']);
    assert.equal(await page.inputValue('#option-objective'), 'non_saturating');
  }));

test('a link may change two settings that only make sense together', () =>
  site.open('#device=cpu&variant=wgan_gp&dataset=ring8&architecture=toy', async (page) => {
    await page.waitForSelector('#scatter', { state: 'visible' });
    assert.equal((await page.$$('.alert')).length, 0);
    await page.click('#step-iteration');
    await untilIteration(page, 1);
  }));
