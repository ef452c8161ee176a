/** Pages of somebody else with tags in them, under the policy that teachers' platforms send. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { serveEmpty, useBrowser } from './blank.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../../internal/element/gan-try-element.js').GanTry} GanTry */

export const STRICTEST_CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** The quickest networks, on the device that every computer has. */
export const QUICK = 'device="cpu" architecture="mlp_small"';
export const QUICK_HASH = 'device=cpu&architecture=mlp_small';

/** So that what follows is out of view. */
export const FAR_BELOW = '<p>Much to read before.</p>'.repeat(120);

const dir = process.env.GANTRY_SITE ?? '';

export function useTags() {
  const browser = useBrowser();
  return {
    /**
     * A page with this in its body. It reports no error, not even one of the policy, unless it may fail.
     * @param {string} body
     * @param {(page: Page, url: string) => Promise<void>} use
     * @param {{ mayFail?: boolean, head?: string, lang?: string, first?: (page: Page) => Promise<void> }} [options] first: what
     *   is done before the page is opened
     */
    async open(body, use, { mayFail = false, head = '', lang = 'en', first } = {}) {
      const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>A lesson</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${head}<script type="module" src="www/public/gan-try.js"></script></head><body><main><h1>A lesson</h1>${body}</main></body></html>`;
      const site = await serveEmpty(dir, { csp: STRICTEST_CSP, html });
      try {
        await browser.open(
          site.url,
          async (page) => {
            if (first) {
              await first(page);
              await page.goto(`${site.url}empty.html`);
            }
            await use(page, site.url);
          },
          { mayFail },
        );
      } finally {
        await site.close();
      }
    },
  };
}

/**
 * Calls a method of the tag with this id.
 * @param {Page} page
 * @param {string} id
 * @param {string} method
 * @param {any[]} parameters
 * @returns {Promise<any>}
 */
export function call(page, id, method, ...parameters) {
  return page.evaluate(([tag, name, given]) => /** @type {any} */ (document.getElementById(tag))[name](...given), /** @type {const} */ ([id, method, parameters]));
}

/**
 * @param {Page} page
 * @param {string} id
 * @param {number} least
 */
export async function untilIteration(page, id, least) {
  await page.waitForFunction(([tag, n]) => /** @type {any} */ (document.getElementById(/** @type {string} */ (tag))).iteration >= n, /** @type {const} */ ([id, least]));
}

/**
 * Until a step need not wait for its images.
 * @param {Page} page
 * @param {string} id
 */
export async function untilFed(page, id) {
  await page.waitForFunction((tag) => /** @type {any} */ (document.getElementById(tag)).lab?.dataset?.loaded > 0, id);
}

/**
 * @param {Page} page
 * @param {string} id
 * @returns {Promise<number>}
 */
export function iterationOf(page, id) {
  return page.evaluate((tag) => /** @type {any} */ (document.getElementById(tag)).iteration, id);
}

/**
 * Findings of axe-core that keep people out.
 * @param {Page | import('playwright-core').Frame} page
 * @returns {Promise<string[]>}
 */
export async function barriers(page) {
  // The policy has no say in what a debugger evaluates.
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter((/** @type {any} */ { impact }) => impact === 'serious' || impact === 'critical')
      .map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ { target, failureSummary }) => `${target.flat().join(' ')} (${failureSummary.split('\n')[1]?.trim()})`).join('; ')}`);
  });
}

/**
 * Keeps all that tags tell, from the start.
 * @param {Page} page
 */
export const listen = async (page) => {
  await page.addInitScript(() => {
    /** @type {any[]} */
    const heard = [];
    Object.assign(globalThis, { heard });
    addEventListener('DOMContentLoaded', () => {
      for (const tag of document.querySelectorAll('gan-try')) {
        for (const type of ['ready', 'progress', 'iteration', 'sample', 'change', 'device', 'exam', 'error']) {
          tag.addEventListener(type, (event) => void heard.push({ type, id: tag.id, detail: /** @type {CustomEvent} */ (event).detail }));
        }
      }
    });
  });
};

/**
 * @param {Page} page
 * @param {string} type
 * @returns {Promise<any[]>}
 */
export const heard = (page, type) => page.evaluate((name) => /** @type {any} */ (globalThis).heard.filter((/** @type {any} */ event) => event.type === name).map((/** @type {any} */ { detail }) => detail), type);
