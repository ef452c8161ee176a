/** A visitor's view: a fresh browser, an empty cache, a minimal page that trains a hundred iterations. */
/** @import { Page } from 'playwright-core' */
/** @import { Answer, Milestones } from '../types.js' */
/** @import { Bench } from '../page/page.js' */
/** @import { Entrant } from './contestants.mjs' */
/** @import { Server } from './server.mjs' */
import { TooLate, launch, within } from './browser.mjs';
import { peaks } from './memory.mjs';

/**
 * Times in ms.
 * @typedef {object} Visit
 * @property {number | null} first
 * @property {number | null} hundredth
 * @property {number} wireBytes
 * @property {number | null} peakBytes
 * @property {string | null} cannot
 */

/** @typedef {{ bench: Bench, visit: Promise<Answer> }} Globals */

/**
 * @param {Entrant} entrant
 * @param {string} workload
 * @param {{ server: Server, budgetMs: number, chromium: string, adapter: string }} options
 * @returns {Promise<Visit>}
 */
export async function visit(entrant, workload, { server, budgetMs, ...browserOptions }) {
  const browser = await launch(browserOptions);
  try {
    const blank = await browser.newPage();
    await blank.goto('about:blank');
    const before = await peaks(browser);
    const sentBefore = server.sentBytes();
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.url}?worker=${entrant.id}&load=${workload}`);
    const milestones = await untilHundredth(page, budgetMs);
    const after = await peaks(browser);
    const peakBytes = before && after && after.renderer - before.renderer + after.gpu - before.gpu;
    return { ...milestones, wireBytes: server.sentBytes() - sentBefore, peakBytes };
  } finally {
    await browser.close();
  }
}

/**
 * @param {Page} page
 * @param {number} budgetMs
 * @returns {Promise<Pick<Visit, 'first' | 'hundredth' | 'cannot'>>}
 */
async function untilHundredth(page, budgetMs) {
  const none = { first: null, hundredth: null };
  try {
    await page.waitForFunction(() => 'visit' in globalThis);
    const visiting = page.evaluate(() => /** @type {Globals} */ (/** @type {unknown} */ (globalThis)).visit);
    visiting.catch(() => {});
    const { value, error } = await within(visiting, budgetMs, 'the visit');
    if (error !== undefined) return { ...none, cannot: error };
    const { first, hundredth } = /** @type {Milestones} */ (value);
    return { first, hundredth, cannot: null };
  } catch (error) {
    if (!(error instanceof TooLate)) return { ...none, cannot: String(error) };
    const first = await page.evaluate(() => /** @type {Globals} */ (/** @type {unknown} */ (globalThis)).bench.first);
    return { first, hundredth: null, cannot: error.message };
  }
}
