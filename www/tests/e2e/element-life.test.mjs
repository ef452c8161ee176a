import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heapMeter } from './heap.mjs';
import { FAR_BELOW, QUICK, call, iterationOf, untilIteration, useTags } from './tags.mjs';

const tags = useTags();
/** After so many, all that is made once has been made. */
const SETTLED = 8;

test('nothing is loaded before the tag is in view', () => {
  /** @type {string[]} */
  const fetched = [];
  return tags.open(
    `${FAR_BELOW}<gan-try id="t" ${QUICK}></gan-try>`,
    async (page) => {
      await page.waitForFunction(() => document.getElementById('t')?.shadowRoot?.getElementById('play'));
      await page.waitForTimeout(700);
      const before = [...fetched];
      assert.ok(before.length > 1 && before.every((path) => /^(empty\.html|www\/(public|internal)\/.*\.js)$/.test(path)), before.join(' '));
      assert.equal(before.filter((path) => /lab-view|worker|vendor/.test(path)).length, 0, before.join(' '));
      assert.equal(page.workers().length, 0);
      await page.evaluate(() => document.getElementById('t')?.scrollIntoView());
      await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).lab?.settings.variant);
      assert.ok(fetched.some((path) => path.endsWith('.wasm')) && fetched.length > before.length + 10);
    },
    { first: async (page) => void page.on('request', (request) => void (request.url().startsWith('http') && fetched.push(new URL(request.url()).pathname.slice(1)))) },
  );
});

test('who asks it to play need not look', () =>
  tags.open(`${FAR_BELOW}<gan-try id="t" ${QUICK}></gan-try>`, async (page) => {
    await call(page, 't', 'play');
    assert.equal(await page.evaluate(() => /** @type {any} */ (document.getElementById('t')).playing), true);
    await page.waitForTimeout(500);
    assert.equal(await iterationOf(page, 't'), 0, 'out of view it rests');
    await page.evaluate(() => document.getElementById('t')?.scrollIntoView());
    await untilIteration(page, 't', 3);
  }));

test('two tags share one worker; what is out of view rests and goes on when it comes back', () =>
  tags.open(`<gan-try id="a" ${QUICK}></gan-try><gan-try id="b" ${QUICK} seed="9" autoplay></gan-try>${FAR_BELOW}<p id="end">The end</p>`, async (page) => {
    await page.setViewportSize({ width: 1000, height: 1700 });
    await call(page, 'a', 'play');
    await untilIteration(page, 'a', 3);
    await untilIteration(page, 'b', 3);
    assert.equal(page.workers().length, 1);
    await page.evaluate(() => document.getElementById('end')?.scrollIntoView());
    await page.waitForTimeout(500);
    const still = [await iterationOf(page, 'a'), await iterationOf(page, 'b')];
    await page.waitForTimeout(700);
    assert.deepEqual([await iterationOf(page, 'a'), await iterationOf(page, 'b')], still);
    assert.equal(await page.evaluate(() => /** @type {any} */ (document.getElementById('a')).playing), true);
    await page.evaluate(() => scrollTo(0, 0));
    await untilIteration(page, 'a', (still[0] ?? 0) + 5);
    await untilIteration(page, 'b', (still[1] ?? 0) + 5);
  }));

test('a move within the page keeps the run; what is taken away is freed, and begins anew', () =>
  tags.open(`<section id="from"><gan-try id="t" ${QUICK}></gan-try></section><section id="to"></section>`, async (page) => {
    await call(page, 't', 'play');
    await untilIteration(page, 't', 5);
    await page.evaluate(() => document.getElementById('to')?.append(/** @type {Element} */ (document.getElementById('t'))));
    const there = await iterationOf(page, 't');
    assert.ok(there >= 5);
    await untilIteration(page, 't', there + 5);
    await page.evaluate(() => {
      const tag = /** @type {Element} */ (document.getElementById('t'));
      Object.assign(globalThis, { tag });
      tag.remove();
    });
    while (page.workers().length > 0) await page.waitForTimeout(20);
    await page.evaluate(() => document.getElementById('from')?.append(/** @type {any} */ (globalThis).tag));
    assert.equal(await iterationOf(page, 't'), 0);
    await call(page, 't', 'play');
    await untilIteration(page, 't', 3);
  }));

test('20 tags that come and go leave nothing behind', { timeout: 240_000 }, (context) =>
  tags.open(`<gan-try id="stays" ${QUICK}></gan-try><section id="place"></section>`, async (page) => {
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('stays')).lab?.settings.variant);
    const measure = await heapMeter(page);
    await page.evaluate(() => {
      Object.assign(globalThis, {
        async cycles(/** @type {number} */ count) {
          for (let i = 0; i < count; i += 1) {
            const tag = /** @type {any} */ (document.createElement('gan-try'));
            for (const [name, value] of Object.entries({ device: 'cpu', architecture: 'mlp_small', controls: '', locked: 'lr_d' })) tag.setAttribute(name, value);
            document.getElementById('place')?.append(tag);
            await tag.play();
            tag.scrollIntoView();
            while (tag.iteration < 3) await new Promise((resolve) => void setTimeout(resolve, 20));
            tag.shadowRoot.querySelector('.about-button').click();
            const { lab } = tag;
            tag.remove();
            // The removal disposes of the lab, but not at once; what is disposed of already answers when it is done.
            await new Promise((resolve) => void setTimeout(resolve, 20));
            await lab.dispose();
          }
        },
      });
    });
    const cycles = (/** @type {number} */ count) => page.evaluate((n) => /** @type {any} */ (globalThis).cycles(n), count);
    await cycles(SETTLED);
    const settled = { ...(await measure()), ...(await counts(page)) };
    await cycles(20 - SETTLED);
    const end = { ...(await measure()), ...(await counts(page)) };
    context.diagnostic(`after ${SETTLED} tags: ${JSON.stringify(settled)}, after 20: ${JSON.stringify(end)}`);
    assert.equal(page.workers().length, 1);
    assert.deepEqual(end.wasm, settled.wasm);
    assert.equal(end.tags, 1, 'the one that stays');
    // What still grows is code that the browser compiles as it sees more use of it.
    assert.ok(end.page - settled.page < 500_000, `the page's heap grew from ${settled.page} to ${end.page} bytes`);
    assert.ok(end.worker - settled.worker < 250_000, `the worker's heap grew from ${settled.worker} to ${end.worker} bytes`);
    assert.ok(end.nodes - settled.nodes < 300, `nodes: ${settled.nodes}, then ${end.nodes}`);
    assert.ok(end.listeners - settled.listeners < 50, `listeners: ${settled.listeners}, then ${end.listeners}`);
  }),
);

/** @param {import('./tags.mjs').Page} page */
async function counts(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { result } = await session.send('Runtime.evaluate', { expression: "customElements.get('gan-try').prototype" });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
  const { result: tagCount } = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
  await session.detach();
  return { nodes, listeners: jsEventListeners, tags: tagCount.value };
}
