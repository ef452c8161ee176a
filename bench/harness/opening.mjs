/** One visitor who presses Play as soon as he can. */
/** @import { Browser } from 'playwright-core' */

/**
 * Times in ms from the start of navigation.
 * @typedef {{ shell: number, ready: number, first: number, tenth: number }} Marks
 */

/** @typedef {{ url: string, start: number, end: number, bytes: number }} Fetched */

/** @typedef {{ marks: Marks, fetched: Fetched[] }} Opening */

const PATIENCE_MS = 60_000;

/**
 * @param {Browser} browser
 * @param {string} url
 * @returns {Promise<Opening>}
 */
export async function opening(browser, url) {
  const page = await (await browser.newContext()).newPage();
  /** @type {import('playwright-core').Request[]} */
  const requests = [];
  page.on('requestfinished', (request) => void requests.push(request));
  await page.addInitScript(watch);
  await page.goto(url);
  await page.waitForFunction(() => 'tenth' in /** @type {{ marks: Partial<Marks> }} */ (/** @type {unknown} */ (globalThis)).marks, null, {
    timeout: PATIENCE_MS,
  });
  const { marks, origin } = await page.evaluate(() => ({
    marks: /** @type {{ marks: Marks }} */ (/** @type {unknown} */ (globalThis)).marks,
    origin: performance.timeOrigin,
  }));
  const fetched = [];
  for (const request of requests) {
    const { startTime, responseEnd } = request.timing();
    const start = startTime - origin;
    if (start > marks.tenth) continue;
    const { responseBodySize } = await request.sizes().catch(() => ({ responseBodySize: 0 }));
    fetched.push({ url: request.url().slice(new URL(url).origin.length + 1), start, end: start + Math.max(responseEnd, 0), bytes: responseBodySize });
  }
  return { marks, fetched: fetched.sort((a, b) => a.start - b.start) };
}

/** Runs in the page, before its own scripts. */
function watch() {
  /** @type {Partial<Marks>} */
  const marks = {};
  Object.assign(globalThis, { marks });
  const mark = (/** @type {keyof Marks} */ name) => void (marks[name] ??= performance.now());
  const look = () => {
    const iteration = Number(document.getElementById('readout-iteration')?.textContent?.replaceAll(/\D/g, ''));
    const play = /** @type {HTMLButtonElement | null} */ (document.getElementById('play'));
    // Its words come with what listens to it.
    if (play?.textContent?.trim() && marks.ready === undefined) {
      mark('ready');
      play.click();
    }
    if (iteration >= 1) mark('first');
    if (iteration >= 10) mark('tenth');
  };
  new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-contentful-paint').length > 0) mark('shell');
  }).observe({ type: 'paint', buffered: true });
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(look).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}
