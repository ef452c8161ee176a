import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from '../../tools/serve.mjs';
import { PATIENCE_MS, args, executablePath, shoot } from './browser.mjs';
import { barriers } from './tags.mjs';

/** @typedef {import('playwright-core').Page} Page */

const dir = process.env.GANTRY_SITE ?? '';
const folder = join(dir, 'www/lessons');
const LESSONS = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html'))
  .sort();
const ENGLISH = LESSONS.filter((name) => !name.includes('/'));
const WIDTHS = /** @type {const} */ ([1280, 360]);

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
before(async () => {
  site = await serve(dir);
  browser = await chromium.launch({ executablePath, args });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/**
 * A page in which nothing goes wrong, not even in the console.
 * @param {string} path
 * @param {(page: Page) => Promise<void>} use
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
async function open(path, use, options) {
  const context = await browser.newContext(options);
  /** @type {string[]} */
  const errors = [];
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => void errors.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
    page.on('response', (response) => void (response.status() >= 400 && errors.push(`${response.status()} ${response.url()}`)));
    await page.goto(site.url + path);
    await use(page);
  } finally {
    await context.close();
  }
  assert.deepEqual(errors, []);
}

/** @param {Page} page */
const labs = (page) => page.$$eval('gan-try', (elements) => elements.map(({ id }) => id));

/**
 * What stands in the tags, whatever the language around them.
 * @param {Page} page
 */
const tags = (page) => page.$$eval('gan-try', (elements) => elements.map((element) => Object.fromEntries(element.getAttributeNames().sort().map((name) => [name, element.getAttribute(name)]))));

/**
 * Brings a lab into view and has it train a little.
 * @param {Page} page
 * @param {string} id
 */
async function train(page, id) {
  await page.locator(`#${id}`).scrollIntoViewIfNeeded();
  await page.locator(`#${id} #play`).click();
  await page.waitForFunction((tag) => /** @type {any} */ (document.getElementById(tag)).iteration >= 5, id);
  await page.locator(`#${id} #play`).click();
  assert.equal(await page.locator(`#${id} .alert`).count(), 0);
}

for (const lesson of LESSONS) {
  // A translation has the same tags, as is asserted below: one of its labs is enough.
  const isTranslation = !ENGLISH.includes(lesson);
  test(`${lesson}: ${isTranslation ? 'the first' : 'every'} lab trains, every prediction unfolds, and no link is broken`, () =>
    open(`www/lessons/${lesson}`, async (page) => {
      const ids = await labs(page);
      assert.ok(ids.length >= 3, `${ids.length} labs`);
      for (const id of isTranslation ? ids.slice(0, 1) : ids) await train(page, id);

      const folded = page.locator('main > section > details');
      assert.ok((await folded.count()) >= 5);
      for (const details of await folded.all()) {
        assert.ok(await details.locator('p').first().isHidden(), 'an answer is open before the question');
        await details.locator('summary').click();
        assert.ok(await details.locator('p').first().isVisible());
      }
      const links = await page.$$eval('a', (anchors) => anchors.map((anchor) => /** @type {HTMLAnchorElement} */ (anchor).href));
      for (const link of links.filter((href) => href.startsWith(site.url))) {
        const { pathname, hash } = new URL(link);
        assert.equal((await page.request.get(site.url + pathname.slice(1))).status(), 200, link);
        if (pathname.endsWith('.html') && hash) assert.ok(await page.$(hash), link);
      }
      assert.match((await page.textContent('body')) ?? '', /arXiv|arxiv|20\d\d/);
    }));
}

for (const width of WIDTHS) {
  for (const lesson of LESSONS) {
    test(`${lesson} at ${width} px: nothing sticks out, and nobody is kept out`, () =>
      open(
        `www/lessons/${lesson}`,
        async (page) => {
          const [first] = await labs(page);
          await train(page, first ?? '');
          const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
          assert.ok(scroll <= client, `${scroll} > ${client}`);
          assert.deepEqual(await barriers(page), []);
          await shoot(page, `lesson-${relative('.', lesson).replaceAll('/', '-').replace('.html', '')}-${width}`, true);
        },
        { viewport: { width, height: width === 360 ? 780 : 900 }, deviceScaleFactor: 1 },
      ));
  }
}

// Runs to the end, on a computer that may have other things to do.
describe('what the lessons say is what is seen', { timeout: 600_000 }, () => {
  /**
   * Plays a lab to its end and reads the last values of D.
   * @param {Page} page
   * @param {string} id
   */
  const finish = (page, id) =>
    page.evaluate(async (tag) => {
      const lab = /** @type {any} */ (document.getElementById(tag));
      lab.scrollIntoView();
      await lab.play();
      const wait = (/** @type {number} */ ms) => new Promise((soon) => void setTimeout(soon, ms));
      while (lab.playing) await wait(50);
      await wait(400);
      const { d_real: real, d_fake: fake } = lab.figures.points.at(-1);
      const captured = Number.parseInt(lab.shadowRoot.getElementById('modes-captured')?.textContent ?? '', 10);
      return { iteration: lab.iteration, real, fake, captured };
    }, id);

  /**
   * @param {number} value
   * @param {number} wanted
   * @param {string} what
   */
  const near = (value, wanted, what) => assert.ok(Math.abs(value - wanted) < 0.05, `${what} is ${value}, not about ${wanted}`);

  test('the minimax game: D alone parts the curves, then G brings both to ½', { timeout: 300_000 }, () =>
    open('www/lessons/minimax.html', async (page) => {
      await page.waitForFunction(() => customElements.get('gan-try'));
      const alone = await finish(page, 'lab-alone');
      assert.equal(alone.iteration, 300);
      near(alone.real, 0.98, 'D(x)');
      near(alone.fake, 0.03, 'D(G(z))');
      const lab = page.locator('#lab-alone');
      await lab.locator('#option-lr_g').fill('0.001');
      await lab.locator('#option-lr_g').press('Enter');
      await lab.locator('#option-steps').fill('3000');
      await lab.locator('#option-steps').press('Enter');
      await page.waitForFunction(() => /** @type {any} */ (document.getElementById('lab-alone')).settings.steps === 3000);
      const both = await finish(page, 'lab-alone');
      assert.equal(both.iteration, 3000);
      near(both.real, 0.5, 'D(x)');
      near(both.fake, 0.5, 'D(G(z))');
    }));

  test('mode collapse: one streak first, and the ring with each of the three cures', { timeout: 300_000 }, () =>
    open('www/lessons/mode-collapse.html', async (page) => {
      await page.waitForFunction(() => customElements.get('gan-try'));
      const collapsed = await finish(page, 'lab-collapse');
      assert.ok(collapsed.captured <= 1, `${collapsed.captured} modes`);
      near(collapsed.real, 0.5, 'D(x)');
      const lab = page.locator('#lab-collapse');
      await lab.locator('#option-lr_d').fill('0.001');
      await lab.locator('#option-lr_d').press('Enter');
      await page.waitForFunction(() => /** @type {any} */ (document.getElementById('lab-collapse')).settings.lr_d === 0.001);
      await lab.locator('#reset').click();
      await page.waitForFunction(() => /** @type {any} */ (document.getElementById('lab-collapse')).iteration === 0);
      for (const id of ['lab-collapse', 'lab-batch', 'lab-distance']) {
        const { captured } = await finish(page, id);
        assert.ok(captured >= 5, `${id}: ${captured} modes`);
      }
    }));
});

describe('what the lesson on conditions says is what is seen', { timeout: 300_000 }, () => {
  /**
   * Plays a lab to this iteration and compares its images: how far those of two classes with one z are apart, over how
   * far those of two z in one class are.
   * @param {Page} page
   * @param {string} id
   * @param {number} steps
   */
  const classesOverLatents = (page, id, steps) =>
    page.evaluate(
      async ([tag, last, patience]) => {
        const lab = /** @type {any} */ (document.getElementById(/** @type {string} */ (tag)));
        lab.scrollIntoView();
        const wait = (/** @type {number} */ ms) => new Promise((soon) => void setTimeout(soon, ms));
        while (!lab.lab) await wait(50);
        await lab.set('steps', last);
        /** @type {Uint8ClampedArray | null} */
        let wanted = null;
        lab.lab.addEventListener('sample', (/** @type {any} */ { detail }) => void (detail.which === 'view' && (wanted = detail.sheet.rgba)));
        await lab.play();
        while (lab.playing) await wait(50);
        const sheet = lab.shadowRoot.getElementById('view-sheet');
        const look = () => {
          const copy = Object.assign(document.createElement('canvas'), { width: sheet.width, height: sheet.height });
          const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext('2d'));
          context.drawImage(sheet, 0, 0);
          return context.getImageData(0, 0, copy.width, copy.height);
        };
        // The worker's drawing reaches the canvas with a later frame than its pixels come here.
        const end = Date.now() + patience;
        while (String(look().data) !== String(wanted)) {
          if (Date.now() > end) throw new Error(`#view-sheet does not show what was drawn at ${lab.iteration}`);
          await wait(50);
        }
        const { width, height, data } = look();
        const side = height / 10;
        const columns = Math.round(width / side);
        const apart = (/** @type {number[]} */ [row = 0, column = 0], /** @type {number[]} */ [otherRow = 0, otherColumn = 0]) => {
          const pixel = (/** @type {number} */ y, /** @type {number} */ x) => data[4 * (Math.floor(y) * width + Math.floor(x))] ?? 0;
          let sum = 0;
          for (let y = 0; y < 28; y++) {
            for (let x = 0; x < 28; x++) sum += Math.abs(pixel(row * side + y, column * side + x) - pixel(otherRow * side + y, otherColumn * side + x));
          }
          return sum;
        };
        let classes = 0;
        let latents = 0;
        for (let row = 0; row < 9; row++) {
          for (let column = 0; column + 1 < columns; column++) {
            classes += apart([row, column], [row + 1, column]);
            latents += apart([row, column], [row, column + 1]);
          }
        }
        return { iteration: lab.iteration, ratio: classes / latents };
      },
      /** @type {const} */ ([id, steps, PATIENCE_MS]),
    );

  test('the rows are the same at first, then differ, and at a fifth of the rate later', () =>
    open('www/lessons/conditional.html', async (page) => {
      await page.waitForFunction(() => customElements.get('gan-try'));
      for (const [id, steps, differ] of /** @type {const} */ ([
        ['lab-cgan', 200, false],
        ['lab-cgan', 500, true],
        ['lab-slow', 500, false],
        ['lab-slow', 1000, true],
      ])) {
        const { iteration, ratio } = await classesOverLatents(page, id, steps);
        assert.equal(iteration, steps);
        assert.ok(differ ? ratio > 0.95 : ratio < 0.75, `${id} at ${steps}: classes are ${ratio} as far apart as latents`);
      }
    }));
});

test('a translation has the labs of the original', { skip: LESSONS.length === ENGLISH.length }, async () => {
  for (const lesson of LESSONS.filter((name) => !ENGLISH.includes(name))) {
    /** @type {unknown[]} */
    const both = [];
    for (const path of [lesson, lesson.split('/').at(-1)]) await open(`www/lessons/${path}`, async (page) => void both.push(await tags(page)));
    assert.deepEqual(both[0], both[1], lesson);
  }
});

test('the page leads to the lessons', () =>
  open('', async (page) => {
    for (const lesson of ENGLISH) assert.ok(await page.$(`a[href="www/lessons/${lesson}"]`), lesson);
  }));
