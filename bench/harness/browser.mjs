/** @import { Browser, Page } from 'playwright-core' */
/** @import { Answer, Request } from '../types.js' */
/** @import { Bench } from '../page/page.js' */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { UsageError } from './args.mjs';

const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--enable-unsafe-webgpu',
];
/** What a browser without a window needs to use a graphics card, and to use one at all that it does not know. */
const OWN_CARD = [
  '--use-angle=vulkan',
  '--enable-features=Vulkan',
  '--disable-vulkan-surface',
  '--ignore-gpu-blocklist',
  '--use-webgpu-adapter=default',
  '--enable-dawn-features=allow_unsafe_apis',
];
/** With this flag of the test driver's the browser prefers its imitation to a card. */
const PREFERS_IMITATION = '--enable-unsafe-swiftshader';

/**
 * @param {{ chromium: string, adapter: string }} options
 * @returns {Promise<Browser>}
 */
export function launch({ chromium: executablePath, adapter }) {
  if (!existsSync(executablePath)) throw new UsageError(`there is no browser at ${executablePath}: name one with --chromium`);
  if (adapter === 'default') return chromium.launch({ executablePath, args: [...ARGS, ...OWN_CARD], ignoreDefaultArgs: [PREFERS_IMITATION] });
  return chromium.launch({ executablePath, args: [...ARGS, `--use-webgpu-adapter=${adapter}`] });
}

/** An answer that did not come in time. */
export class TooLate extends Error {}

/**
 * @template T
 * @param {Promise<T>} work
 * @param {number} ms
 * @param {string} what
 * @returns {Promise<T>}
 */
export async function within(work, ms, what) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new TooLate(`${what} took more than ${Math.round(ms / 1000)} s`)), ms);
  });
  try {
    return /** @type {T} */ (await Promise.race([work, late]));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Page} page
 * @param {Request} request
 * @param {number} timeoutMs
 * @returns {Promise<any>} the answer's value
 */
export async function ask(page, request, timeoutMs) {
  const asked = page.evaluate((what) => /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.ask(what), request);
  // A page that is closed while it works must not bring the harness down.
  asked.catch(() => {});
  /** @type {Answer} */
  const { value, error } = await within(asked, timeoutMs, request.type === 'open' ? 'opening' : 'a stretch');
  if (error !== undefined) throw new Error(error);
  return value;
}
