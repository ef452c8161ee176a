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

test('two Gaussians far apart: the Jensen–Shannon divergence is near log 2 at first, and falls', { timeout: 180_000 }, () =>
  site.open('#device=cpu&variant=toy&dataset=two_gaussians_1d', async (page) => {
    await page.waitForSelector('#distances tbody tr');
    const start = await distances(page);
    assert.deepEqual(Object.keys(start), ['kl', 'jensen_shannon', 'wasserstein']);
    assert.equal(start.kl?.[0], '∞', 'an untrained generator misses both');
    const [js = NaN] = (start.jensen_shannon ?? []).map(Number);
    assert.ok(js > 0.5 && js < 0.6935, `${js}`);
    assert.match(start.jensen_shannon?.[1] ?? '', /^-?\d\.\d{3}$/, 'the cross-entropy bounds it');
    assert.equal(start.wasserstein?.[1], '–');
    await page.click('#play');
    await untilIteration(page, 400);
    await page.click('#play');
    const end = await distances(page);
    const [after = NaN, estimate = NaN] = (end.jensen_shannon ?? []).map(Number);
    assert.ok(after < js, `${after} after ${js}`);
    // A bound from below, but for what is drawn by chance.
    assert.ok(estimate < after + 0.05, `${estimate} for ${after}`);
    assert.ok(await page.isHidden('#points-optimal'), 'on the line both curves are drawn');
    assert.ok(await page.isVisible('.key-best'));
  }),
);

test('in the plane the map shows D, or D* when it is asked for', { timeout: 120_000 }, () =>
  site.open('#device=cpu&variant=toy&dataset=ring8', async (page) => {
    await page.waitForSelector('#distances tbody tr');
    const learned = await settledPixels(page, 'scatter');
    await page.check('#points-optimal');
    const optimal = await settledPixels(page, 'scatter');
    assert.notEqual(optimal.hash, learned.hash);
    await page.uncheck('#points-optimal');
    assert.equal((await settledPixels(page, 'scatter')).hash, learned.hash);
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
  }),
);
