import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { QUICK, iteration, openProfile, restore as restoreFile, save, shoot, untilIteration, useSite } from './browser.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

const site = useSite();
const LESSON = `#variant=cgan&seed=3&steps=12&${QUICK}`;

/** @param {Page} page */
const finish = async (page) => {
  await page.click('#play');
  await page.waitForFunction(() => document.getElementById('play')?.classList.contains('is-playing') === false && document.getElementById('readout-iteration')?.textContent === '12');
};

/**
 * Chooses an item of the menu and reads what it put on the clipboard.
 * @param {Page} page
 * @param {string} id
 */
async function copied(page, id) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.click('#share-menu summary');
  await page.click(`#${id}`);
  await page.waitForFunction(() => document.getElementById('toast')?.textContent === 'Link copied');
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a lesson opened in two profiles, and the link that hands it in, give the same samples byte for byte', async () => {
  /** @type {{ sheet: Buffer, log: string, result: string }[]} */
  const runs = [];
  /** @param {string} hash @param {(page: Page) => Promise<void>} train */
  const inProfile = async (hash, train) => {
    const folder = await mkdtemp(join(tmpdir(), 'gantry-profile-'));
    try {
      await openProfile(folder, site.url + hash, async (page) => {
        await train(page);
        assert.equal(await iteration(page), 12);
        const sheet = await save(page, 'sheet');
        const log = await save(page, 'log');
        runs.push({ sheet: sheet.bytes, log: log.bytes.toString(), result: await copied(page, 'copy-result') });
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const locked = `${LESSON}&locked=variant,seed,steps&hidden=card`;
  await inProfile(locked, finish);
  await inProfile(locked, finish);
  const [first, second] = runs;
  assert.ok(first && second);
  assert.ok(first.sheet.length > 2000, 'the sheet is a picture');
  assert.ok(first.sheet.equals(second.sheet), 'the sheets differ');
  assert.equal(first.log, second.log);

  const handedIn = new URLSearchParams(new URL(first.result).hash.slice(1));
  assert.equal(handedIn.get('steps'), '12');
  assert.equal(handedIn.get('locked'), 'variant,seed,steps');
  assert.equal(handedIn.get('hidden'), 'card');
  await inProfile(new URL(first.result).hash, finish);
  assert.ok(runs[2]?.sheet.equals(first.sheet), 'the result that was handed in differs');
});

test('a student who stops early hands in where he stopped', () =>
  site.open(`#variant=mlp&seed=5&${QUICK}&locked=seed`, async (page) => {
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    assert.ok(await page.isDisabled('#copy-result'), 'there is no result yet');
    for (const n of [1, 2, 3]) {
      await page.keyboard.press('i');
      await untilIteration(page, n);
    }
    const link = await copied(page, 'copy-result');
    const sheet = await save(page, 'sheet');
    assert.match(link, /steps=3\b/);
    assert.match(link, /device=cpu/);
    await site.open(new URL(link).hash, async (teacher) => {
      await teacher.click('#play');
      await teacher.waitForFunction(() => document.getElementById('status-text')?.textContent?.startsWith('Finished'));
      assert.equal(await iteration(teacher), 3);
      assert.ok((await save(teacher, 'sheet')).bytes.equals(sheet.bytes));
    });
  }));

test('what a link cannot repeat is said, not promised', () =>
  site.open(`#${QUICK}`, async (page) => {
    const note = () => page.textContent('#share-note');
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    await page.keyboard.press('i');
    await untilIteration(page, 1);
    assert.match((await note()) ?? '', /byte for byte/);
    await page.fill('#option-lr_g', '0.001');
    await page.press('#option-lr_g', 'Enter');
    await page.waitForFunction(() => document.getElementById('share-note')?.textContent?.includes('was changed'));
    await page.click('#reset');
    await page.waitForFunction(() => document.getElementById('readout-iteration')?.textContent === '0');
    await page.keyboard.press('d');
    await page.keyboard.press('g');
    await untilIteration(page, 1);
    await page.waitForFunction(() => document.getElementById('share-note')?.textContent?.includes('single steps'));
  }));

test('locked settings are shown with a lock, and neither field, slider, dice, defaults nor a checkpoint changes them', () =>
  site.open(`#variant=mlp&seed=3&lr_g=0.001&${QUICK}&locked=seed,lr-g,variant,dataset`, async (page) => {
    for (const key of ['seed', 'lr_g', 'variant']) {
      assert.ok(await page.isDisabled(`#option-${key}`), key);
      assert.ok(await page.isVisible(`[data-key=${key}] .control-lock`), `${key} has a lock`);
      assert.match((await page.getAttribute(`#option-${key}`, 'aria-describedby')) ?? '', new RegExp(`option-${key}-lock`));
    }
    assert.ok(await page.isDisabled('[data-key=lr_g] input[type=range]'));
    assert.ok(await page.isDisabled('[data-key=seed] .dice'));
    assert.ok(await page.isDisabled('#own-files'));
    assert.ok(await page.isEnabled('#option-lr_d'));
    assert.ok(await page.isHidden('[data-key=lr_d] .control-lock'));
    assert.ok(await page.isVisible('#locked-note'));

    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    const usual = await page.inputValue('#option-lr_d');
    await page.fill('#option-lr_d', '0.002');
    await page.press('#option-lr_d', 'Enter');
    await page.waitForFunction(() => location.hash.includes('lr_d=0.002'));
    assert.match(page.url(), /locked=seed,lr_g,variant,dataset/);
    await page.click('#defaults');
    await page.waitForFunction((value) => /** @type {HTMLInputElement} */ (document.getElementById('option-lr_d')).value === value, usual);
    assert.equal(await page.inputValue('#option-lr_g'), '0.001', 'defaults leave what is locked');
    await page.keyboard.press('i');
    await untilIteration(page, 1);
    const own = await save(page, 'checkpoint');
    await site.open(`#variant=mlp&seed=4&${QUICK}`, async (other) => {
      await other.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
      await other.keyboard.press('i');
      await untilIteration(other, 1);
      const foreign = await save(other, 'checkpoint');
      await restore(page, foreign.bytes);
      await page.waitForSelector('.alert[data-code=locked_checkpoint]');
      assert.equal(await page.inputValue('#option-seed'), '3');
      assert.match((await page.textContent('#share-note')) ?? '', /byte for byte/);
      assert.ok((await save(page, 'checkpoint')).bytes.equals(own.bytes), 'the run is as it was');
    });
    await page.click('.alert-close');
    await restore(page, own.bytes);
    await page.waitForFunction(() => document.getElementById('toast')?.textContent?.includes('Restored'));
    assert.equal((await page.$$('.alert')).length, 0, 'his own checkpoint is welcome');
  }));

test('a star locks everything, and a new variant keeps what is locked', () =>
  site.open(`#variant=mlp&seed=3&${QUICK}&locked=*`, async (page) => {
    const open = await page.$$eval('.control-entry :is(input, select)', (fields) => fields.filter((field) => !field.hasAttribute('disabled')).length);
    assert.equal(open, 0);
    await page.goto('about:blank');
    await page.goto(`${site.url}#variant=mlp&lr_g=0.003&device=cpu&architecture=mlp_small&locked=lr_g`);
    await page.waitForSelector('#step-iteration:enabled');
    await page.selectOption('#option-variant', 'cgan');
    await page.waitForFunction(() => location.hash.includes('variant=cgan'));
    assert.equal(await page.inputValue('#option-lr_g'), '0.003');
  }));

test('hidden options and parts are not there, nor are their keys', () =>
  site.open(`#${QUICK}&hidden=charts,card,step,seed,save,lr_g`, async (page) => {
    for (const place of ['#charts', '#card', '#steps', '#save-menu', '[data-key=seed]', '[data-key=lr_g]']) assert.ok(await page.isHidden(place), place);
    for (const place of ['#generated', '#real', '#play', '#reset', '[data-key=lr_d]']) assert.ok(await page.isVisible(place), place);
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
    await page.keyboard.press('i');
    await page.waitForTimeout(300);
    assert.equal(await iteration(page), 0, 'a hidden step has no key');
    await page.keyboard.press('Space');
    await untilIteration(page, 3);
  }));

test('a few knobs are all that is shown', () =>
  site.open(`#${QUICK}&controls=lr_g,minibatch_stddev,seed`, async (page) => {
    const shown = await page.$$eval('.control', (controls) => controls.filter((control) => control.checkVisibility()).map((control) => control.getAttribute('data-key')));
    assert.deepEqual(shown.sort(), ['lr_g', 'minibatch_stddev', 'seed']);
    assert.ok(await page.isHidden('#data-menu'));
    await page.goto('about:blank');
    await page.goto(`${site.url}#device=cpu&architecture=mlp_small&controls=seed`);
    await page.waitForSelector('#step-iteration:enabled');
    assert.ok(await page.isHidden('#settings'), 'no empty panel stands beside the pictures');
  }));

test('a name that nobody knows is told, and the rest of the link holds', () =>
  site.open(`#${QUICK}&seed=5&locked=seed,lr_x&hidden=graphs`, async (page) => {
    await page.waitForSelector('.alert[data-code=link_unknown]');
    const text = (await page.textContent('.alert[data-code=link_unknown]')) ?? '';
    assert.match(text, /lr_x/);
    assert.match(text, /graphs/);
    assert.ok(await page.isDisabled('#option-seed'));
  }));

for (const [name, width, height] of /** @type {const} */ ([['lesson-link-desktop', 1280, 900], ['lesson-link-phone', 360, 780]])) {
  test(`a lesson fits ${width} px`, () =>
    site.open(
      `#variant=cgan&seed=3&${QUICK}&locked=variant,seed&hidden=real`,
      async (page) => {
        await page.waitForFunction(() => document.getElementById('data-now')?.textContent !== '');
        await page.keyboard.press('i');
        await untilIteration(page, 1);
        await page.click('#share-menu summary');
        await shoot(page, name);
        const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
        assert.ok(scroll <= client, `${scroll} > ${client}`);
      },
      { viewport: { width, height } },
    ));
}

/**
 * @param {Page} page
 * @param {Buffer} bytes
 */
async function restore(page, bytes) {
  await restoreFile(page, { name: 'run.gantry', bytes });
}
