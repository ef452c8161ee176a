import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deferred } from '../../internal/shared/deferred.js';
import { heapMeter } from './heap.mjs';
import { FAR_BELOW, QUICK, call, iterationOf, untilIteration, useTags } from './tags.mjs';

const tags = useTags();
/** After so many, all that is made once has been made. */
const SETTLED = 8;

/**
 * Answers come in order: what was asked for before has been done, and what was told of it has been heard.
 * @param {import('./tags.mjs').Page} page
 * @param {string} id
 */
const roundTrip = (page, id) => page.evaluate((tag) => /** @type {any} */ (document.getElementById(tag)).lab.log(), id);

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
    await page.waitForFunction(() => ['a', 'b'].every((id) => /** @type {any} */ (document.getElementById(id)).lab.suspended));
    for (const id of ['a', 'b']) await roundTrip(page, id);
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

/** A gate on the way of a file: `asked` settles when the page asks for it, and it comes after `open`. */
function held() {
  /** @type {import('../../internal/shared/deferred.js').Deferred<void>} */
  const asked = deferred();
  /** @type {import('../../internal/shared/deferred.js').Deferred<void>} */
  const opened = deferred();
  /** @param {import('playwright-core').Page} page @param {string} path @param {(route: import('playwright-core').Route) => Promise<void>} [answer] */
  const hold = async (page, path, answer = (route) => route.continue()) => {
    await page.route(path, async (route) => {
      asked.resolve();
      await opened.promise;
      await answer(route);
    });
  };
  return { asked: asked.promise, open: () => opened.resolve(), hold };
}

/**
 * What nobody has caught.
 * @param {import('playwright-core').Page} page
 */
function uncaught(page) {
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => void errors.push(error.message));
  return errors;
}

/**
 * What nobody catches is told at the end of a task.
 * @param {import('playwright-core').Page} page
 */
const turn = (page) => page.evaluate(() => new Promise((resolve) => void setTimeout(resolve, 0)));

test('what comes back while it was loading has one lab, with all that it shows', () => {
  const texts = held();
  return tags.open(
    `<section id="place"><gan-try id="t" ${QUICK} controls="lr-g"></gan-try></section>`,
    async (page) => {
      await texts.asked;
      await page.evaluate(async () => {
        const tag = /** @type {Element} */ (document.getElementById('t'));
        for (const change of [() => tag.remove(), () => document.getElementById('place')?.append(tag)]) {
          change();
          await new Promise((resolve) => void setTimeout(resolve, 100));
        }
      });
      texts.open();
      await call(page, 't', 'step');
      assert.equal(await iterationOf(page, 't'), 1);
      const count = (/** @type {string} */ part) => page.locator(`#t >> ${part}`).count();
      assert.deepEqual(await Promise.all(['.step', '#smooth', '#view', '.readouts [data-part=device]', '.alert'].map(count)), [3, 1, 1, 1, 0]);
      assert.equal(page.workers().length, 1);
    },
    { first: (page) => texts.hold(page, '**/locales/en.json') },
  );
});

test('a tag that plays by itself and goes, or cannot load, fails in nobody’s face; a broken one still speaks', () => {
  const modules = held();
  return tags.open(
    `<gan-try id="goes" ${QUICK} autoplay></gan-try><gan-try id="broken" ${QUICK} autoplay></gan-try>`,
    async (page) => {
      const errors = uncaught(page);
      await page.setViewportSize({ width: 700, height: 2000 });
      await page.waitForFunction(() => ['goes', 'broken'].every((id) => /** @type {any} */ (document.getElementById(id)).lab));
      await page.evaluate(() => document.getElementById('goes')?.remove());
      await modules.asked;
      modules.open();
      await page.locator('#broken >> .alert[data-code="download_failed"]').waitFor();
      await page.evaluate(() => {
        const tag = /** @type {Element} */ (document.getElementById('broken'));
        for (const [name, value] of [['seed', '9'], ['lang', 'ru'], ['controls', '']]) tag.setAttribute(name ?? '', value ?? '');
      });
      await page.waitForFunction(() => document.getElementById('broken')?.shadowRoot?.getElementById('play-text')?.textContent === 'Пуск');
      assert.equal(await page.evaluate(() => /** @type {any} */ (document.getElementById('broken')).play().catch((/** @type {any} */ { code }) => code)), 'download_failed');
      await turn(page);
      assert.deepEqual(errors, []);
    },
    { mayFail: true, first: (page) => modules.hold(page, '**/modules.json', (route) => route.fulfill({ status: 500 })) },
  );
});

test('a language that does not come is told, and keeps no other change away', () =>
  tags.open(
    `<gan-try id="t" ${QUICK}></gan-try>`,
    async (page) => {
      const errors = uncaught(page);
      await page.locator('#t >> #step-iteration:enabled').waitFor();
      await page.evaluate(() => {
        const tag = /** @type {Element} */ (document.getElementById('t'));
        tag.setAttribute('lang', 'ru');
        tag.setAttribute('seed', '9');
      });
      await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).settings.seed === 9);
      await page.locator('#t >> .alert').waitFor();
      assert.equal(await page.locator('#t >> #play-text').textContent(), 'Play');
      await roundTrip(page, 't');
      await turn(page);
      assert.deepEqual(errors, []);
    },
    { mayFail: true, first: async (page) => void (await page.route('**/locales/ru.json', (route) => route.fulfill({ status: 404 }))) },
  ));

test('properties that a page sets before the script is there count as attributes', () =>
  tags.open(
    `<gan-try id="t"></gan-try>`,
    async (page) => {
      await page.locator('#t >> #step-iteration:enabled').waitFor();
      assert.equal(await page.getAttribute('#t', 'architecture'), 'mlp_small');
      await page.evaluate(() => void (/** @type {any} */ (document.getElementById('t')).seed = 5));
      await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).settings.seed === 5);
    },
    {
      first: async (page) => {
        await page.addInitScript(() => document.addEventListener('readystatechange', () => Object.assign(document.getElementById('t') ?? {}, { device: 'cpu', architecture: 'mlp_small', seed: 3 }), { once: true }));
      },
    },
  ));

test('a reset keeps what is shown, but where it is told otherwise; another variant brings its own defaults', () =>
  tags.open(`<gan-try id="t" ${QUICK} variant="cgan" seed="3" steps="7"></gan-try>`, async (page) => {
    const settings = () => page.evaluate(() => /** @type {any} */ (document.getElementById('t')).settings);
    await call(page, 't', 'set', 'batch_size', 32);
    await call(page, 't', 'reset', { seed: 4 });
    const { variant, architecture, seed, steps, batch_size } = await settings();
    assert.deepEqual([variant, architecture, seed, steps, batch_size], ['cgan', 'mlp_small', 4, 7, 32]);
    await call(page, 't', 'reset', { variant: 'wgan', seed: 5 });
    const other = await settings();
    assert.deepEqual([other.variant, other.architecture, other.seed, other.steps, other.batch_size], ['wgan', 'mlp', 5, 7, 64]);
    const { code } = await page.evaluate(() => /** @type {any} */ (document.getElementById('t')).reset({ seed: 'x' }).catch((/** @type {any} */ error) => ({ code: error.code })));
    assert.equal(code, 'option_value');
  }));

test('what is asked for one after another holds together, also where nobody waits', () =>
  tags.open(`<gan-try id="t" ${QUICK}></gan-try>`, async (page) => {
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).lab?.dataset?.loaded > 0);
    const found = await page.evaluate(async () => {
      const tag = /** @type {any} */ (document.getElementById('t'));
      void tag.set('batch_size', 32);
      await tag.reset({ seed: 5 });
      const { batch_size, seed } = tag.settings;
      tag.seed = 6;
      await tag.step();
      return [batch_size, seed, tag.lab.settings.seed, tag.iteration];
    });
    assert.deepEqual(found, [32, 5, 6, 1]);
    const played = await page.evaluate(async () => {
      const tag = /** @type {any} */ (document.getElementById('t'));
      tag.seed = 7;
      await tag.play();
      const whilePlaying = [tag.playing, tag.lab.settings.seed];
      tag.seed = 8;
      void tag.play();
      await tag.pause();
      return [...whilePlaying, tag.playing, tag.lab.settings.seed];
    });
    assert.deepEqual(played, [true, 7, false, 8]);
  }));

test('who steps before the first images have come, and then plays, plays on; who only steps gets his step', () => {
  const data = held();
  return tags.open(
    `<gan-try id="a" ${QUICK}></gan-try><gan-try id="b" ${QUICK}></gan-try>`,
    async (page) => {
      await page.setViewportSize({ width: 700, height: 2000 });
      for (const id of ['a', 'b']) await page.locator(`#${id} >> #step-iteration:enabled`).waitFor();
      await page.locator('#a >> #step-iteration').click();
      await page.evaluate(() => {
        const [a, b] = ['a', 'b'].map((id) => /** @type {any} */ (document.getElementById(id)));
        Object.assign(globalThis, { stepped: Promise.all([a.step(), b.step()]).then(() => 'both') });
      });
      await page.locator('#a >> #play').click();
      await page.waitForFunction(() => /** @type {any} */ (document.getElementById('a')).playing);
      data.open();
      assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).stepped), 'both');
      await untilIteration(page, 'a', 5);
      assert.equal(await page.evaluate(() => /** @type {any} */ (document.getElementById('a')).playing), true);
      assert.equal(await iterationOf(page, 'b'), 1);
    },
    { first: (page) => data.hold(page, '**/data/manifest.json') },
  );
});

test('a step for which no images can be had is refused', () =>
  tags.open(
    `<gan-try id="t" ${QUICK}></gan-try>`,
    async (page) => {
      const code = () => page.evaluate(() => /** @type {any} */ (document.getElementById('t')).step().catch((/** @type {any} */ error) => error.code));
      assert.deepEqual([await code(), await code()], ['download_failed', 'download_failed']);
    },
    { mayFail: true, first: async (page) => void (await page.route('**/data/manifest.json', (route) => route.fulfill({ status: 404 }))) },
  ));

test('20 tags that come and go leave nothing behind', (context) =>
  tags.open(`<gan-try id="stays" ${QUICK}></gan-try><section id="place"></section>`, async (page) => {
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('stays')).lab?.dataset?.loaded === 60_000);
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
            // What it keeps depends on how many images have come.
            while (tag.iteration < 3 || tag.lab.dataset?.loaded !== 60_000) await new Promise((resolve) => void setTimeout(resolve, 20));
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
    // The one that stays; some browsers hold on to the last one that went as well, until the next goes.
    assert.ok(end.tags <= 2 && end.tags === settled.tags, `${end.tags} tags, ${settled.tags} before`);
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
