import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shoot } from './browser.mjs';
import { FAR_BELOW, QUICK, barriers, call, iterationOf, untilFed, untilIteration, useTags } from './tags.mjs';

const tags = useTags();

test('nothing jumps while it trains', () =>
  tags.open(`<gan-try id="t" ${QUICK} controls="lr-d lr-g"></gan-try>`, async (page) => {
    await page.setViewportSize({ width: 900, height: 1100 });
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).lab?.dataset?.loaded === 60_000);
    await page.locator('#t >> .control:not(.is-reserved)').first().waitFor();
    const boxes = () =>
      page.evaluate(() => {
        const root = /** @type {ShadowRoot} */ (document.getElementById('t')?.shadowRoot);
        return ['base', 'play', 'reset', 'generated', 'real', 'charts', 'chart-outputs', 'knobs', 'foot'].map((id) => {
          const { x, y, width, height } = /** @type {Element} */ (root.getElementById(id)).getBoundingClientRect();
          return [id, x, y, width, height];
        });
      });
    const still = await boxes();
    await page.locator('#t >> #play').click();
    for (const n of [1, 10, 30]) {
      await untilIteration(page, 't', n);
      assert.deepEqual(await boxes(), still);
    }
  }));

test('the frame has its size before anything is loaded', () =>
  tags.open(`${FAR_BELOW}<gan-try id="t" ${QUICK} controls="lr-d lr-g"></gan-try>`, async (page) => {
    const height = () => page.evaluate(() => /** @type {Element} */ (document.getElementById('t')).getBoundingClientRect().height);
    const empty = await height();
    await page.evaluate(() => document.getElementById('t')?.scrollIntoView());
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).lab?.settings.variant);
    await page.locator('#t >> .control:not(.is-reserved)').first().waitFor();
    assert.ok(Math.abs((await height()) - empty) <= 8, `${empty}, then ${await height()}`);
  }));

test('it has a width where a place asks for one, and shrinks where there is less', () =>
  tags.open(
    `<section class="columns"><gan-try id="t" ${QUICK}></gan-try></section>`,
    async (page) => {
      const width = () => page.evaluate(() => document.getElementById('t')?.getBoundingClientRect().width ?? 0);
      await page.evaluate(() => void Object.assign(/** @type {HTMLElement} */ (document.querySelector('section')).style, { display: 'flex' }));
      await page.setViewportSize({ width: 1200, height: 900 });
      assert.equal(await width(), 680);
      await page.setViewportSize({ width: 400, height: 900 });
      assert.ok((await width()) <= 400 && (await width()) > 300, `${await width()}`);
    },
  ));

test('a poster stands over the pictures until there are some; a caption stays', () =>
  tags.open(
    `${FAR_BELOW}<gan-try id="t" ${QUICK}><p slot="poster" id="poster">Digits will appear here</p><p slot="caption" id="caption">Figure 1</p></gan-try>`,
    async (page) => {
      const isShown = (/** @type {string} */ id) => page.evaluate((slotted) => document.getElementById(slotted)?.checkVisibility() ?? false, id);
      await page.waitForFunction(() => document.getElementById('t')?.shadowRoot?.getElementById('play'));
      assert.deepEqual([await isShown('poster'), await isShown('caption')], [true, true]);
      const over = await page.evaluate(() => {
        const box = (/** @type {Element | null | undefined} */ element) => /** @type {Element} */ (element).getBoundingClientRect();
        const [poster, pictures] = [box(document.getElementById('poster')), box(document.getElementById('t')?.shadowRoot?.getElementById('pictures'))];
        return poster.top >= pictures.top && poster.bottom <= pictures.bottom + 1 && Math.abs(poster.width - pictures.width) < 2;
      });
      assert.ok(over);
      await page.evaluate(() => document.getElementById('t')?.scrollIntoView());
      await page.waitForFunction(() => document.getElementById('poster')?.checkVisibility() === false);
      assert.ok(await isShown('caption'));
    },
  ));

test('the keyboard works where the focus is', () =>
  tags.open(`<gan-try id="a" ${QUICK}></gan-try><gan-try id="b" ${QUICK}></gan-try>`, async (page) => {
    await page.locator('#b >> #step-iteration:enabled').waitFor();
    await untilFed(page, 'b');
    await page.locator('#b >> #play').focus();
    await page.keyboard.press('i');
    await untilIteration(page, 'b', 1);
    assert.equal(await iterationOf(page, 'a'), 0);
    await page.locator('#b >> #save-menu summary').click();
    await page.locator('#b >> #save-log').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#b >> #save-log').waitFor({ state: 'hidden' });
  }));

test('the keyboard works inside an open dialog of the page around, and beside one', () =>
  tags.open(`<dialog id="around"><gan-try id="a" ${QUICK}></gan-try></dialog><dialog open id="beside"><p>Any questions?</p></dialog><gan-try id="b" ${QUICK}></gan-try>`, async (page) => {
    await page.locator('#b >> #step-iteration:enabled').waitFor();
    await untilFed(page, 'b');
    await page.locator('#b >> #play').focus();
    await page.keyboard.press('i');
    await untilIteration(page, 'b', 1);
    await page.evaluate(() => /** @type {HTMLDialogElement} */ (document.getElementById('around')).showModal());
    await page.locator('#a >> #step-iteration:enabled').waitFor();
    await untilFed(page, 'a');
    await page.locator('#a >> #play').focus();
    await page.keyboard.press('i');
    await untilIteration(page, 'a', 1);
    assert.equal(await iterationOf(page, 'b'), 1);
  }));

test('points that the page gives to a lab are shown, and drawn on from there', () =>
  tags.open('<gan-try id="t" device="cpu" variant="toy" dataset="drawn"></gan-try>', async (page) => {
    await page.locator('#t >> #step-iteration:enabled').waitFor();
    await page.evaluate(() => /** @type {any} */ (document.getElementById('t')).lab.drawPoints(new Float32Array([1, 1, -1, 0.5, 2, -2])));
    await page.locator('#t >> #points-count').filter({ hasText: '3 points' }).waitFor();
    await page.locator('#t >> #points-hint').waitFor({ state: 'hidden' });
    await page.locator('#t >> #scatter').focus();
    await page.keyboard.press('Enter');
    await page.locator('#t >> #points-count').filter({ hasText: '4 points' }).waitFor();
    await page.locator('#t >> #step-iteration').click();
    await untilIteration(page, 't', 1);
    assert.equal(await page.locator('#t >> .alert').count(), 0);
  }));

for (const [width, ids] of /** @type {const} */ ([
  [1280, ['a', 'b']],
  [360, ['a', 'b']],
])) {
  test(`no barrier for anybody at ${width} px`, () =>
    tags.open(`<gan-try id="a" ${QUICK} controls locked="lr-d"></gan-try><gan-try id="b" variant="toy" device="cpu" theme="dark"></gan-try>`, async (page) => {
      await page.setViewportSize({ width, height: 2600 });
      for (const id of ids) await call(page, id, 'play');
      for (const id of ids) await untilIteration(page, id, process.env.GANTRY_SHOTS ? 250 : 5);
      await page.locator('#a >> .about-button').click();
      await shoot(page, `element-${width}`, true);
      assert.deepEqual(await barriers(page), []);
      const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
      assert.ok(scroll <= client, `${scroll} > ${client}`);
    }));
}

test('what is known of points looks the same in a tag as in the plot', () =>
  tags.open('<gan-try id="t" device="cpu" variant="toy" dataset="gaussian_1d"></gan-try>', async (page) => {
    await page.locator('#t >> #distances tbody tr').first().waitFor();
    assert.ok(await page.locator('#t >> #points-optimal').isHidden(), 'on the line both curves are drawn');
    const style = (/** @type {string} */ selector, /** @type {string} */ name) =>
      page.locator(`#t >> ${selector}`).evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);
    assert.equal(await style('.key-best i', 'border-top-style'), 'dashed');
    assert.equal(await style('#distances', 'border-collapse'), 'collapse');
    await shoot(page, 'element-points', true);
  }));
