import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUICK, barriers, heard, listen, useTags } from './tags.mjs';

const tags = useTags();

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
