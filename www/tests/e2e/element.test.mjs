import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shoot } from './browser.mjs';
import { heapMeter } from './heap.mjs';
import { QUICK, barriers, call, iterationOf, untilIteration, useTags } from './tags.mjs';

const tags = useTags();
const FAR_BELOW = '<p>Much to read before.</p>'.repeat(120);
/** After so many, all that is made once has been made. */
const SETTLED = 8;
const api = JSON.parse(readFileSync(new URL('../../internal/element/api.json', import.meta.url), 'utf8'));

/** @param {import('./tags.mjs').Page} page */
const listen = async (page) => {
  await page.addInitScript(() => {
    /** @type {any[]} */
    const heard = [];
    Object.assign(globalThis, { heard });
    addEventListener('DOMContentLoaded', () => {
      for (const tag of document.querySelectorAll('gan-try')) {
        for (const type of ['ready', 'progress', 'iteration', 'sample', 'change', 'device', 'error']) {
          tag.addEventListener(type, (event) => void heard.push({ type, id: tag.id, detail: /** @type {CustomEvent} */ (event).detail }));
        }
      }
    });
  });
};

/**
 * @param {import('./tags.mjs').Page} page
 * @param {string} type
 * @returns {Promise<any[]>}
 */
const heard = (page, type) => page.evaluate((name) => /** @type {any} */ (globalThis).heard.filter((/** @type {any} */ event) => event.type === name).map((/** @type {any} */ { detail }) => detail), type);

test('a tag plays, trains and tells', () =>
  tags.open(
    `<gan-try id="t" ${QUICK} seed="3" steps="40"></gan-try>`,
    async (page) => {
      await page.locator('#t >> #play').click();
      await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).lab?.finished);
      assert.equal(await iterationOf(page, 't'), 40);
      const [ready] = await heard(page, 'ready');
      assert.equal(ready.settings.seed, 3);
      assert.equal(ready.settings.architecture, 'mlp_small');
      const progress = await heard(page, 'progress');
      assert.ok(progress.some(({ phase, loaded }) => phase === 'module' && loaded > 0));
      assert.equal((await heard(page, 'device')).at(-1).device, 'cpu');
      const figures = (await heard(page, 'iteration')).at(-1);
      assert.equal(figures.iteration, 40);
      assert.ok(Number.isFinite(figures.figures.points.at(-1).g_loss));
      assert.ok((await heard(page, 'sample')).length > 1);
      assert.deepEqual(await heard(page, 'error'), []);
      const colours = await page.evaluate(() => {
        const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('t')?.shadowRoot?.getElementById('generated'));
        const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
        const context = /** @type {CanvasRenderingContext2D} */ (copy.getContext('2d'));
        context.drawImage(canvas, 0, 0);
        return new Set(new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer)).size;
      });
      assert.ok(colours > 20, `${colours} colours`);
      assert.match((await page.locator('#t >> #status-text').textContent()) ?? '', /^Finished/);
    },
    { first: listen },
  ));

test('methods and properties do what the page’s buttons do', () =>
  tags.open(`<gan-try id="t" ${QUICK}></gan-try>`, async (page) => {
    await call(page, 't', 'step');
    assert.equal(await iterationOf(page, 't'), 1);
    await call(page, 't', 'set', 'lr_g', 0.001);
    await call(page, 't', 'set', 'batch_size', 32);
    const settings = () => page.evaluate(() => /** @type {any} */ (document.getElementById('t')).settings);
    assert.equal((await settings()).lr_g, 0.001);
    assert.equal((await settings()).batch_size, 64, 'waits for a reset');
    const bytes = await page.evaluate(async () => {
      const tag = /** @type {any} */ (document.getElementById('t'));
      const saved = await tag.save();
      Object.assign(globalThis, { saved });
      const blob = await tag.toBlob();
      const { width } = await tag.sample();
      return { saved: saved.length, type: blob.type, width };
    });
    assert.ok(bytes.saved > 10_000 && bytes.width === 238 && bytes.type === 'image/png', JSON.stringify(bytes));
    await call(page, 't', 'reset');
    assert.equal((await settings()).batch_size, 32);
    assert.equal(await iterationOf(page, 't'), 0);
    await page.evaluate(() => /** @type {any} */ (document.getElementById('t')).restore(/** @type {any} */ (globalThis).saved));
    assert.equal(await iterationOf(page, 't'), 1);
    assert.equal((await settings()).batch_size, 64);
    await page.evaluate(() => void Object.assign(/** @type {any} */ (document.getElementById('t')), { seed: 12, lrG: 0.0005 }));
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).settings.seed === 12);
    assert.equal((await settings()).lr_g, 0.0005);
    assert.equal(await page.getAttribute('#t', 'lr-g'), '0.0005');
    await page.evaluate(() => void Object.assign(/** @type {any} */ (document.getElementById('t')), { seed: null }));
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).settings.seed === 7);
    await page.evaluate(() => /** @type {any} */ (document.getElementById('t')).setAttribute('variant', 'wgan'));
    await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).settings.variant === 'wgan');
  }));

test('no option hides what every element has', () =>
  tags.open('<gan-try id="t"></gan-try>', async (page) => {
    const shadowing = await page.evaluate(async (url) => {
      const { OPTIONS } = await import(url);
      return OPTIONS.filter((/** @type {{ property: string }} */ { property }) => property in HTMLElement.prototype);
    }, new URL('www/public/attributes.js', page.url()).href);
    assert.deepEqual(shadowing, []);
  }));

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

test('what the author fixes cannot be turned, and says why', () =>
  tags.open(
    `<gan-try id="t" ${QUICK} seed="5" controls="lr-d lr-g" locked="seed, lr-d"></gan-try>`,
    async (page) => {
      const knob = (/** @type {string} */ key) => page.locator(`#t >> #option-${key}`);
      await page.locator('#t >> .locked-note').waitFor();
      assert.deepEqual(await page.locator('#t >> .control').evaluateAll((all) => all.map((control) => control.getAttribute('data-key'))), ['lr_d', 'lr_g', 'seed']);
      for (const key of ['lr_d', 'seed']) {
        assert.ok(await knob(key).isDisabled());
        const told = await knob(key).evaluate((field) =>
          (field.getAttribute('aria-describedby') ?? '')
            .split(' ')
            .map((id) => /** @type {ShadowRoot} */ (field.getRootNode()).getElementById(id))
            .filter((text) => text && !text.hidden)
            .map((text) => text?.textContent)
            .join(' '),
        );
        assert.match(told, /Fixed/);
      }
      assert.equal(await knob('seed').inputValue(), '5');
      await knob('lr_g').fill('0.001');
      await knob('lr_g').press('Enter');
      await page.waitForFunction(() => /** @type {any} */ (document.getElementById('t')).settings.lr_g === 0.001);
      const [change] = await heard(page, 'change');
      assert.deepEqual([change.key, change.value, change.settings.lr_g], ['lr_g', 0.001, 0.001]);
      await page.setViewportSize({ width: 400, height: 900 });
      assert.ok(await page.locator('#t >> .locked-note').isVisible());
      await page.evaluate(() => document.getElementById('t')?.setAttribute('locked', '*'));
      assert.ok(await knob('lr_g').isDisabled());
      assert.equal(await knob('seed').count(), 0, 'it was there as a locked one only');
    },
    { first: listen },
  ));

test('a wrong attribute is told, and the rest holds', () =>
  tags.open(
    `<gan-try id="t" ${QUICK} seed="6" lr-d="fast"></gan-try>`,
    async (page) => {
      await page.locator('#t >> .alert[data-code="option_value"]').waitFor();
      assert.equal((await heard(page, 'error'))[0].code, 'option_value');
      assert.equal(await page.evaluate(() => /** @type {any} */ (document.getElementById('t')).settings.seed), 6);
    },
    { first: listen },
  ));

test('a mistyped name is told: it would lock nothing', () =>
  tags.open(
    `<gan-try id="t" ${QUICK} locked="sead" hide="chart"></gan-try>`,
    async (page) => {
      await page.locator('#t >> .alert[data-code="link_unknown"]').waitFor();
      const [{ code, params }] = await heard(page, 'error');
      assert.deepEqual([code, params.names], ['link_unknown', 'sead, chart']);
    },
    { first: listen },
  ));

test('each tag speaks its own language, and changes it in place', () =>
  tags.open(`<gan-try id="a" ${QUICK} controls="lr-g"></gan-try><section lang="zh-Hans"><gan-try id="b" ${QUICK}></gan-try></section>`, async (page) => {
    await page.setViewportSize({ width: 700, height: 2000 });
    await page.locator('#b >> #step-iteration:enabled').waitFor();
    const play = (/** @type {string} */ id) => page.locator(`#${id} >> #play-text`).textContent();
    assert.deepEqual([await play('a'), await play('b')], ['Play', '开始']);
    await page.evaluate(() => document.getElementById('a')?.setAttribute('lang', 'ru'));
    await page.waitForFunction(() => document.getElementById('a')?.shadowRoot?.getElementById('play-text')?.textContent === 'Пуск');
    assert.equal(await page.locator('#a >> label[for="option-lr_g"]').textContent(), 'Скорость обучения G');
    for (const id of ['a', 'b']) {
      const text = await page.locator(`#${id} >> #base`).innerText();
      assert.doesNotMatch(text, /\b(ui|option|choice|variant|error|view|measure)\.[a-z_]+/);
      assert.doesNotMatch(text, /About|Losses|Iteration|Save/);
    }
    assert.deepEqual(await barriers(page), []);
  }));

test('parts are hidden by name, also under style sheets that make all that is hidden vanish', () =>
  tags.open(
    `<gan-try id="t" ${QUICK} hidden="charts, step real card"></gan-try><gan-try id="gone" hidden></gan-try>`,
    async (page) => {
      await page.locator('#t >> .step-iteration').waitFor({ state: 'attached' });
      assert.equal(await page.getAttribute('#t', 'hide'), 'charts, step real card');
      for (const id of ['charts', 'steps', 'real', 'about']) assert.ok(!(await page.locator(`#t >> #${id}`).isVisible()), id);
      for (const id of ['play', 'reset', 'generated', 'readouts', 'save-menu']) assert.ok(await page.locator(`#t >> #${id}`).isVisible(), id);
      assert.ok(!(await page.locator('#gone').isVisible()));
      await page.evaluate(() => document.getElementById('t')?.setAttribute('hide', 'real'));
      await page.locator('#t >> #charts').waitFor();
      assert.ok(!(await page.locator('#t >> #real').isVisible()));
    },
    { head: '<link rel="stylesheet" href="www/style/base.css">' },
  ));

test('every part that is described exists, and no other', () =>
  tags.open(`<gan-try id="t" ${QUICK} controls="lr-d"></gan-try>`, async (page) => {
    await page.locator('#t >> .control:not(.is-reserved)').waitFor();
    const parts = await page.evaluate(() => [...(document.getElementById('t')?.shadowRoot?.querySelectorAll('[part]') ?? [])].flatMap((place) => [...place.part]));
    assert.deepEqual([...new Set(parts)].sort(), api.parts.map((/** @type {{ name: string }} */ { name }) => name).sort());
  }));

test('the theme follows the attribute, or the page', () =>
  tags.open('<gan-try id="light" theme="light"></gan-try><gan-try id="dark" theme="dark"></gan-try><section><gan-try id="auto"></gan-try></section>', async (page) => {
    const paper = (/** @type {string} */ id) => page.evaluate((tag) => getComputedStyle(/** @type {Element} */ (document.getElementById(tag)?.shadowRoot?.getElementById('base'))).backgroundColor, id);
    const [light, dark] = [await paper('light'), await paper('dark')];
    assert.notEqual(light, dark);
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.equal(await paper('auto'), light, 'a page that is light only');
    await page.evaluate(() => void (document.documentElement.style.colorScheme = 'light dark'));
    assert.equal(await paper('auto'), dark);
    assert.equal(await paper('light'), light);
  }));

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
    await page.locator('#b >> #play').focus();
    await page.keyboard.press('i');
    await untilIteration(page, 'b', 1);
    assert.equal(await iterationOf(page, 'a'), 0);
    await page.locator('#b >> #save-menu summary').click();
    await page.locator('#b >> #save-log').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#b >> #save-log').waitFor({ state: 'hidden' });
  }));

test('where there are no assets, it says so', () =>
  tags.open(
    '<gan-try id="t" assets="nowhere/"></gan-try>',
    async (page) => {
      await page.waitForFunction(() => /** @type {any} */ (globalThis).heard.some((/** @type {any} */ { type }) => type === 'error'));
      const [{ code, message }] = await heard(page, 'error');
      assert.equal(code, 'load_failed');
      assert.equal(await page.locator('#t >> #status-text').textContent(), message);
    },
    { first: listen, mayFail: true },
  ));

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
