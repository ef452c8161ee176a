/** An empty page of somebody else, in which a test uses the scripts. */
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from '../../tools/serve.mjs';
import { PATIENCE_MS, args, executablePath } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** What teachers' platforms send: no inline script, no eval, no blob:. */
export const STRICT_CSP = "script-src 'self' 'wasm-unsafe-eval'";

const EMPTY = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><link rel="icon" href="data:,"><body></body></html>';

/**
 * A folder with an empty page beside its files.
 * @param {string} dir
 * @param {{ base?: string, cors?: boolean, csp?: string, html?: string }} [options]
 */
export function serveEmpty(dir, { csp, html = EMPTY, ...options } = {}) {
  /** @type {Record<string, string>} */
  const headers = csp === undefined ? {} : { 'content-security-policy': csp };
  return serve(dir, { ...options, headers, pages: { 'empty.html': html } });
}

/**
 * One browser for all tests of a file, or of a part of it.
 * @param {string[]} [moreArgs]
 */
export function useBrowser(moreArgs = []) {
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => void (browser = await chromium.launch({ executablePath, args: [...args, ...moreArgs] })));
  after(() => browser?.close());

  return {
    /**
     * @param {string} url
     * @param {(page: Page) => Promise<void>} use
     * @param {{ mayFail?: boolean, onRequest?: (url: URL) => void }} [options] mayFail: errors in the console are expected
     */
    async open(url, use, { mayFail = false, onRequest } = {}) {
      const context = await browser.newContext();
      /** @type {string[]} */
      const errors = [];
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.on('pageerror', (error) => void errors.push(error.message));
        page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
        if (onRequest) page.on('request', (request) => onRequest(new URL(request.url())));
        await page.goto(url.endsWith('/') ? `${url}empty.html` : url);
        await use(page);
      } finally {
        await context.close();
      }
      if (!mayFail && errors.length > 0) throw new Error(`the page reported: ${errors.join('; ')}`);
    },
  };
}
