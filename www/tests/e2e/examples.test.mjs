import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { transformWithOxc } from 'vite';
import { PATIENCE_MS, args, executablePath, shoot } from './browser.mjs';
import { EXAMPLES, PLACEHOLDER, host } from './examples.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof host>>} Host */

const dir = process.env.GANTRY_SITE ?? '';
const CORS = { 'access-control-allow-origin': '*' };
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";
const FAVICON = '<link rel="icon" href="data:,">';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Host} */
let gantry;
before(async () => {
  browser = await chromium.launch({ executablePath, args });
  gantry = await host({ folders: { '/': dir }, headers: CORS });
});
after(async () => {
  await browser?.close();
  await gantry?.close();
});

/**
 * Opens a page of a host, in which nothing goes wrong.
 * @param {Parameters<typeof host>[0]} options
 * @param {string} path
 * @param {(page: Page, url: string) => Promise<void>} use
 */
async function visit(options, path, use) {
  const server = await host(options);
  const context = await browser.newContext();
  /** @type {string[]} */
  const errors = [];
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => void errors.push(error.message));
    // A browser asks every host for an icon that these do not have.
    page.on('console', (message) => void (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico') && errors.push(message.text())));
    await page.goto(server.url + path);
    await use(page, server.url);
  } finally {
    await context.close();
    await server.close();
  }
  assert.deepEqual(errors, []);
}

/**
 * @param {Page} page
 * @param {string} [selector]
 */
async function trains(page, selector = 'gan-try') {
  const lab = page.locator(selector).first();
  await lab.locator('#play').click();
  await page.waitForFunction((which) => /** @type {any} */ (document.querySelector(which))?.iteration >= 5, selector);
  assert.equal(await lab.locator('.alert').count(), 0);
}

/**
 * @param {string} name
 * @returns {string} where the example's files are
 */
const example = (name) => join(EXAMPLES, name);
/** @param {string} path */
const read = (path) => readFile(join(EXAMPLES, path), 'utf8');

test('plain: the site lies beside the page', () => visit({ folders: { '/': example('plain'), '/gantry/': dir } }, '', (page) => trains(page)));

test('another origin: everything comes from there, and nothing is asked of the page\'s own host', () =>
  visit({ folders: { '/': example('another-origin') }, gantry: gantry.url }, '', async (page, url) => {
    /** @type {string[]} */
    const own = [];
    page.on('request', (request) => void (request.url().startsWith(url) && own.push(new URL(request.url()).pathname)));
    await page.reload();
    await trains(page);
    assert.deepEqual(own.filter((path) => path !== '/favicon.ico'), ['/']);
  }));

test('sub-path: page and site stand somewhere below', () =>
  visit({ folders: { '/courses/ml/week-5/': example('sub-path'), '/courses/ml/tools/gantry/': dir } }, 'courses/ml/week-5/', (page) => trains(page)));

test('iframe: a script of the page starts the lab, hears how far it is, and the frame gets its height', () =>
  visit({ folders: { '/': example('iframe') }, gantry: gantry.url }, '', async (page) => {
    await page.frameLocator('#lab').locator('gan-try #step-iteration:enabled').waitFor();
    await page.click('#start');
    await page.waitForFunction(() => document.getElementById('progress')?.textContent === 'done');
    const { frame, content } = await page.evaluate(() => ({ frame: document.getElementById('lab')?.clientHeight ?? 0, content: document.getElementById('lab')?.style.height }));
    assert.equal(content, `${frame}px`);
    assert.ok(frame > 300, `${frame} px`);
  }));

test('Jupyter: both cells, shown as JupyterLab shows HTML', async () => {
  const { cells } = JSON.parse(await read('jupyter/gan.ipynb'));
  /** @type {string[]} */
  const sources = cells.filter((/** @type {any} */ cell) => cell.cell_type === 'code').map((/** @type {any} */ cell) => cell.source.join(''));
  // Whoever needs one of them runs only that.
  for (const source of sources) assert.equal(/^GANTRY = '([^']+)'/m.exec(source)?.[1], PLACEHOLDER);
  const html = /HTML\(f'''([\s\S]+?)'''\)/.exec(sources[0] ?? '')?.[1]?.replaceAll('{GANTRY}', gantry.url) ?? '';
  const frame = /IFrame\(f'([^']+)', width='([^']+)', height=(\d+)\)/.exec(sources[1] ?? '');
  assert.ok(html.includes('<gan-try') && frame);
  await visit({ folders: {}, pages: { '/': `<!doctype html><html lang="en">${FAVICON}<title>Notebook</title><body></body></html>` } }, '', async (page) => {
    await page.evaluate((output) => {
      // As JupyterLab does: scripts that come as text do not run, so it makes them anew.
      const parsed = new DOMParser().parseFromString(output, 'text/html');
      const cell = document.createElement('div');
      for (const node of [...parsed.head.childNodes, ...parsed.body.childNodes]) {
        if (node instanceof HTMLScriptElement) {
          const script = document.createElement('script');
          for (const { name, value } of node.attributes) script.setAttribute(name, value);
          cell.append(script);
        } else cell.append(document.adoptNode(node));
      }
      document.body.append(cell);
    }, html);
    await trains(page);
    await page.evaluate(
      ([src, width, height]) => {
        const iframe = document.createElement('iframe');
        Object.assign(iframe, { src, width, height });
        document.body.replaceChildren(iframe);
      },
      /** @type {const} */ ([frame[1]?.replaceAll('{GANTRY}', gantry.url) ?? '', frame[2] ?? '', frame[3] ?? '']),
    );
    const lab = page.frameLocator('iframe').locator('gan-try');
    await lab.locator('#play').click();
    await page.frameLocator('iframe').locator('#readout-iteration', { hasText: /^[1-9]\d*$/ }).waitFor();
  });
});

test('Quarto: what is raw in the source is in the page as it stands', async () => {
  const source = await read('quarto/gan.qmd');
  const header = /text: \|\n((?: {8}.*\n)+)/.exec(source)?.[1] ?? '';
  const body = /```\{=html\}\n([\s\S]+?)```/.exec(source)?.[1] ?? '';
  assert.ok(header.includes('<script') && body.includes('<gan-try'));
  const page = `<!doctype html><html lang="en"><head>${FAVICON}<title>Quarto</title>${header}</head><body><main>${body}</main></body></html>`;
  await visit({ folders: {}, pages: { '/': page }, gantry: gantry.url }, '', (opened) => trains(opened));
});

test('Docusaurus: the component, with a React of a few lines, makes the tag of the MDX page', async () => {
  const tag = /<GanTry [^>]+\/>/.exec(await read('docusaurus/gan.mdx'))?.[0] ?? '';
  const { code } = await transformWithOxc(`export default ${tag};`, 'tag.jsx', { jsx: { runtime: 'classic' } });
  assert.match(code, /createElement\(GanTry/);
  const react = `export const useEffect = (effect) => queueMicrotask(effect);
    export function createElement(tag, props) {
      if (typeof tag === 'function') return tag(props);
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(props)) element.setAttribute(name, value);
      return element;
    }`;
  const modules = JSON.stringify({ imports: { react: `data:text/javascript,${encodeURIComponent(react)}` } });
  const script = `import * as React from 'react'; import GanTry from '/GanTry.js'; ${code.replace('export default', 'const made =')} document.body.append(made);`;
  const page = `<!doctype html><html lang="en"><head>${FAVICON}<title>Docusaurus</title><script type="importmap">${modules}</script><script type="module">${script}</script></head><body></body></html>`;
  await visit({ folders: { '/': example('docusaurus') }, pages: { '/': page }, gantry: gantry.url }, '', async (opened) => {
    assert.equal(await opened.getAttribute('gan-try', 'variant'), 'cgan');
    await trains(opened);
  });
});

test('strict policy: no inline script, no inline style, no eval, nothing from elsewhere', () =>
  visit({ folders: { '/': example('strict-csp'), '/gantry/': dir }, headers: { 'content-security-policy': STRICT } }, '', async (page) => {
    await trains(page);
    await page.waitForFunction(() => document.getElementById('task')?.textContent === 'Done.');
    assert.equal(await page.$eval('#lab', (lab) => lab.clientWidth), 480, 'the width comes from the style sheet');
  }));

test('static: a host that knows a handful of file types and sends no header of its own; two labs share what is loaded', () =>
  visit({ folders: { '/': example('static'), '/gantry/': dir } }, '', async (page, url) => {
    // What the first document asks for is not counted.
    await page.goto('about:blank');
    /** @type {string[]} */
    const modules = [];
    page.on('request', (request) => void (request.url().endsWith('.wasm') && modules.push(request.url())));
    await page.goto(url);
    await trains(page, '#lab');
    await trains(page, '#other');
    assert.equal(modules.length, 1);
    await shoot(page, 'example-static');
  }));

test('every example is described, and every folder is an example that is tested', async () => {
  const readme = await read('README.md');
  const folders = (await readdir(EXAMPLES, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const tests = await readFile(new URL(import.meta.url), 'utf8');
  for (const name of folders) {
    assert.ok(readme.includes(`](${name}/`), `${name} is not in the README`);
    assert.ok(tests.includes(`example('${name}')`) || tests.includes(`read('${name}/`), `${name} is not tested`);
  }
});
