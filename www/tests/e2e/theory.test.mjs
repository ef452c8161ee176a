/** On points the best discriminator and the distances are known, and stand beside what is learned. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settledPixels, untilIteration, useSite } from './browser.mjs';

/** @typedef {import('./browser.mjs').Page} Page */

const site = useSite();

/**
 * @param {Page} page
 * @returns {Promise<Record<string, string[]>>} by divergence: as it is, and by D's loss
 */
const distances = (page) =>
  page.$$eval('#distances tbody tr', (rows) =>
    Object.fromEntries(rows.map((row) => [row.getAttribute('data-divergence'), [...row.querySelectorAll('td')].map(({ textContent }) => textContent ?? '')])),
  );

/** Numbers have a minus as wide as a digit. @param {string} text */
const numberIn = (text) => Number(text.replace('−', '-'));

test('two Gaussians far apart: the Jensen–Shannon divergence is near log 2 at first, and falls', { timeout: 180_000 }, () =>
  site.open('#device=cpu&variant=toy&dataset=two_gaussians_1d&steps=400', async (page) => {
    await page.waitForSelector('#distances tbody tr');
    const start = await distances(page);
    assert.deepEqual(Object.keys(start), ['kl', 'jensen_shannon', 'wasserstein']);
    assert.equal(start.kl?.[0], '∞', 'an untrained generator misses both');
    const [js = NaN] = (start.jensen_shannon ?? []).map(numberIn);
    assert.ok(js > 0.5 && js < 0.6935, `${js}`);
    assert.match(start.jensen_shannon?.[1] ?? '', /^−?\d\.\d{3}$/, 'the cross-entropy bounds it');
    assert.equal(start.wasserstein?.[1], '–');
    await page.click('#play');
    await page.waitForFunction(() => document.getElementById('status-text')?.textContent?.startsWith('Finished'));
    const end = await distances(page);
    const [after = NaN, estimate = NaN] = (end.jensen_shannon ?? []).map(numberIn);
    assert.ok(after < js, `${after} after ${js}`);
    // A bound from below, but for what is drawn by chance.
    assert.ok(estimate < after + 0.05, `${estimate} for ${after}`);
    assert.ok(await page.isHidden('#points-optimal'), 'on the line both curves are drawn');
    assert.ok(await page.isVisible('.key-best'));
  }),
);

/** What is said of the map: below the title, to who does not see it, and beside its colours. @param {Page} page */
const words = (page) =>
  page.evaluate(() => [document.getElementById('points-about')?.textContent ?? '', document.getElementById('scatter')?.getAttribute('aria-label') ?? '', document.querySelector('.key-map span')?.textContent ?? '']);

test('in the plane the map shows D, or D* when it is asked for', { timeout: 120_000 }, () =>
  site.open('#device=cpu&variant=toy&dataset=ring8', async (page) => {
    await page.waitForSelector('#distances tbody tr');
    const learned = await settledPixels(page, 'scatter');
    const told = await words(page);
    for (const text of told) assert.doesNotMatch(text, /D\*/);
    await page.check('#points-optimal');
    const optimal = await settledPixels(page, 'scatter');
    assert.notEqual(optimal.hash, learned.hash);
    for (const text of await words(page)) assert.match(text, /D\*/);
    await page.uncheck('#points-optimal');
    assert.equal((await settledPixels(page, 'scatter')).hash, learned.hash);
    assert.deepEqual(await words(page), told);
  }),
);

test('the objective decides of which distance the loss tells', { timeout: 120_000 }, () =>
  site.open('#device=cpu&variant=toy&dataset=gaussian_1d&objective=f_gan_squared_hellinger', async (page) => {
    await page.waitForSelector('#distances tbody tr');
    const { squared_hellinger: told } = await distances(page);
    assert.equal(told?.length, 2);
    assert.ok(Number(told?.[0]) > 0 && Number(told?.[0]) <= 2, `${told?.[0]}`);
    assert.notEqual(told?.[1], '–');
  }),
);

test('what is drawn has distances as soon as there is a point', { timeout: 120_000 }, () =>
  site.open('#device=cpu&variant=toy&dataset=drawn', async (page) => {
    await page.waitForSelector('#scatter', { state: 'visible' });
    assert.ok(await page.isHidden('#distances'));
    await page.focus('#scatter');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#distances tbody tr', { state: 'visible' });
    assert.equal((await distances(page)).jensen_shannon?.length, 2);
    await page.check('#points-optimal');
    await page.click('#points-clear');
    await page.waitForSelector('#points-optimal', { state: 'hidden' });
    assert.match((await words(page))[0] ?? '', /what D believes/, 'without points there is no best, so the map is of D again');
  }),
);

test('numbers come into the table as they change; who reads it keeps the place', { timeout: 120_000 }, () =>
  site.open('#device=cpu&variant=toy&dataset=ring8', async (page) => {
    const row = await page.waitForSelector('#distances tbody tr');
    await page.click('#step-iteration');
    await untilIteration(page, 1);
    await settledPixels(page, 'scatter');
    assert.ok(await row.evaluate((element) => element.isConnected));
    assert.equal(await page.getByRole('table', { name: 'How far apart' }).count(), 1);
  }),
);
