/** One browser and one served site for all end-to-end tests of a file. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { serve } from '../../tools/serve.mjs';
import { serveBent } from './front.mjs';

export const executablePath = process.env.GANTRY_CHROMIUM ?? process.env.CHROMIUM ?? '/usr/bin/chromium';
export const args = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
/** A cold module on a busy computer. */
export const PATIENCE_MS = 60_000;

/** @typedef {import('playwright-core').Page} Page */

/**
 * @param {string} [base] the path under which the site is served
 * @param {string[]} [moreArgs]
 * @param {import('./front.mjs').Bend} [bend] what becomes of each file; only without a base
 * @param {Record<string, string>} [headers] sent with every file
 */
export function useSite(base = '/', moreArgs = [], bend, headers) {
  const dir = process.env.GANTRY_SITE;
  if (!dir) throw new Error('set GANTRY_SITE to the folder of the built site');
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let site;

  before(async () => {
    site = bend ? await serveBent(dir, bend, headers) : await serve(dir, { base, headers });
    browser = await chromium.launch({ executablePath, args: [...args, ...moreArgs] });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  return {
    get url() {
      return site.url;
    },
    /**
     * A page in a fresh profile; it is closed, and had no uncaught error, when `use` is done.
     * @param {string} hash
     * @param {(page: Page) => Promise<void>} use
     * @param {import('playwright-core').BrowserContextOptions & { mayFail?: boolean, strict?: boolean, first?: () => void }} [options]
     *   strict: nor any other error in the console; first: runs in the page before its own scripts
     */
    async open(hash, use, { mayFail = false, strict = false, first, ...options } = {}) {
      const context = await browser.newContext(options);
      /** @type {string[]} */
      const errors = [];
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.on('pageerror', (error) => void errors.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'error' && (strict || /content security policy/i.test(message.text()))) errors.push(message.text());
        });
        if (first) await page.addInitScript(first);
        await page.goto(site.url + hash);
        await page.waitForSelector('#step-iteration:enabled', { state: 'attached' });
        await use(page);
      } finally {
        await context.close();
      }
      if (!mayFail && errors.length > 0) throw new Error(`the page reported: ${errors.join('; ')}`);
    },
  };
}

/**
 * A page in a profile of its own on disk, in a browser of its own: as two people have.
 * @param {string} folder
 * @param {string} url
 * @param {(page: Page) => Promise<void>} use
 */
export async function openProfile(folder, url, use) {
  const context = await chromium.launchPersistentContext(folder, { executablePath, args });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(url);
    await page.waitForSelector('#step-iteration:enabled', { state: 'attached' });
    await use(page);
  } finally {
    await context.close();
  }
}

/** The quickest networks, on the device that every computer has. */
export const QUICK = 'device=cpu&architecture=mlp_small';

/**
 * @param {Page} page
 * @returns {Promise<number>} NaN before the first figures
 */
export async function iteration(page) {
  const digits = ((await page.textContent('#readout-iteration')) ?? '').replaceAll(/\D/g, '');
  return digits === '' ? NaN : Number(digits);
}

/**
 * @param {Page} page
 * @param {number} n
 * @param {number} [timeout] ms; the page's own, if absent
 */
export async function untilIteration(page, n, timeout) {
  await page.waitForFunction((least) => Number(document.getElementById('readout-iteration')?.textContent?.replaceAll(/\D/g, '')) >= least, n, {
    timeout,
  });
}

/**
 * Pauses what plays, and waits for its last figures. All images have come before: a run that waits for more has no rate either.
 * @param {Page} page
 * @param {() => Promise<void>} [press]
 * @returns the iteration that it reached
 */
export async function pause(page, press = () => page.click('#play')) {
  const rate = (/** @type {boolean} */ isKnown) => page.waitForFunction((known) => (document.getElementById('readout-rate')?.textContent !== '–') === known, isKnown);
  // The first figures of a run have no rate either, and more of them may follow.
  await rate(true);
  await press();
  await rate(false);
  return iteration(page);
}

/**
 * The canvas's pixels as one number per 4 bytes, hashed, and whether they are more than one colour.
 * @param {HTMLCanvasElement} canvas
 */
const read = (canvas) => {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext('2d'));
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  const words = new Uint32Array(data.buffer);
  let hash = 0;
  for (const word of words) hash = (Math.imul(hash, 31) + word) | 0;
  return { hash, colours: new Set(words).size };
};

/** @typedef {ReturnType<typeof read>} Pixels */

/**
 * @param {Page} page
 * @param {string} id
 * @returns {Promise<Pixels>}
 */
export function pixels(page, id) {
  return page.locator(`#${id}`).evaluate(read);
}

/**
 * Looks until the picture is the wanted one: the worker's drawing reaches the page's canvas with a later frame.
 * @param {() => Promise<Pixels>} look
 * @param {(now: Pixels) => boolean} isWanted
 * @param {(last: Pixels) => string} complaint
 */
async function untilSeen(look, isWanted, complaint) {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const now = await look();
    if (isWanted(now)) return now;
    if (Date.now() > end) throw new Error(`${complaint(now)}, after ${PATIENCE_MS} ms`);
    await sleep(20);
  }
}

/**
 * The first picture that is none of those seen: how many iterations lie between two frames depends on the machine.
 * @param {Page} page
 * @param {string} id
 * @param {Set<number>} seen hashes
 */
export function freshPixels(page, id, seen) {
  return untilSeen(() => pixels(page, id), ({ hash }) => !seen.has(hash), () => `#${id} shows no other picture than before`);
}

/**
 * The picture that is known to come.
 * @param {Page} page
 * @param {string} id
 * @param {number} wanted hash
 */
export function untilPixels(page, id, wanted) {
  return untilSeen(() => pixels(page, id), ({ hash }) => hash === wanted, ({ hash, colours }) => `#${id} shows picture ${hash} of ${colours} colours, not ${wanted}`);
}

/**
 * The first picture on a canvas that was blank.
 * @param {import('playwright-core').Locator} canvas
 * @param {number} [least] colours, than which it has more
 */
export function untilDrawn(canvas, least = 20) {
  return untilSeen(() => canvas.evaluate(read), ({ colours }) => colours > least, ({ colours }) => `${canvas} has ${colours} colours`);
}

/**
 * The samples of a run that stands still, when the canvas shows what the module says they are.
 * @param {Page} page
 */
export async function standingPixels(page) {
  const { bytes } = await save(page, 'sheet');
  const saved = await page.evaluateHandle(async (base64) => {
    const png = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([png]), { colorSpaceConversion: 'none' });
    // In the file each pixel is four wide.
    const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width / 4, height: bitmap.height / 4 });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.imageSmoothingEnabled = false;
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
  }, bytes.toString('base64'));
  const { hash } = await saved.evaluate(read);
  return untilPixels(page, 'generated', hash);
}

/**
 * The picture of which nobody knows whether another one follows: three looks in a row agree, some frames apart.
 * @param {Page} page
 * @param {string} id
 */
export async function settledPixels(page, id) {
  let last = await pixels(page, id);
  for (let equal = 1; equal < 3; ) {
    await page.waitForTimeout(150);
    await page.evaluate(() => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const now = await pixels(page, id);
    equal = now.hash === last.hash ? equal + 1 : 1;
    last = now;
  }
  return last;
}

/**
 * What a run can be saved as, downloaded as a visitor would.
 * @param {Page} page
 * @param {string} what `sheet`, `weights`, `log` or `checkpoint`
 */
export async function save(page, what) {
  await page.click('#save-menu summary');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#save-${what}`)]);
  /** @type {Buffer[]} */
  const parts = [];
  for await (const part of await download.createReadStream()) parts.push(part);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(parts) };
}

/**
 * @param {Page} page
 * @param {{ name: string, bytes: Buffer }} checkpoint
 */
export async function restore(page, { name, bytes }) {
  await page.click('#save-menu summary');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('#restore')]);
  await chooser.setFiles([{ name, mimeType: 'application/octet-stream', buffer: bytes }]);
}

/**
 * An IDX file of images of one byte per pixel.
 * @param {number} count
 * @param {number} side
 */
export function idxImages(count, side) {
  const header = Buffer.alloc(16);
  [0x0803, count, side, side].forEach((word, i) => header.writeUInt32BE(word, 4 * i));
  const body = Buffer.from(Array.from({ length: count * side * side }, (_, i) => (((i % side) + Math.floor(i / side)) % 2 === 0 ? 255 : i % 200)));
  return Buffer.concat([header, body]);
}

/** @param {number} count */
export function idxLabels(count) {
  const header = Buffer.alloc(8);
  [0x0801, count].forEach((word, i) => header.writeUInt32BE(word, 4 * i));
  return Buffer.concat([header, Buffer.from(Array.from({ length: count }, (_, i) => i % 10))]);
}

/**
 * @param {Page} page
 * @param {{ name: string, bytes: Buffer }[]} files
 */
export async function chooseOwnFiles(page, files) {
  await page.click('#data-menu summary');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('#own-files')]);
  await chooser.setFiles(files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: bytes })));
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {boolean} [fullPage]
 */
export async function shoot(page, name, fullPage = false) {
  const dir = process.env.GANTRY_SHOTS;
  if (!dir) return;
  await mkdir(dir, { recursive: true });
  await page.screenshot({ path: join(dir, `${name}.png`), fullPage });
}
