import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { STRICT_CSP, serveEmpty, useBrowser } from './blank.mjs';
import { call, create, load, untilIteration } from './labs.mjs';

/** @typedef {import('playwright-core').Page} Page */

const dir = process.env.GANTRY_SITE ?? '';
const browser = useBrowser();
/** @type {Awaited<ReturnType<typeof serveEmpty>>} */
let site;
before(async () => void (site = await serveEmpty(dir, { csp: STRICT_CSP })));
after(() => site?.close());

/**
 * @param {Parameters<typeof serveEmpty>[1]} options
 * @param {(url: string) => Promise<void>} use
 */
async function served(options, use) {
  const server = await serveEmpty(dir, options);
  try {
    await use(server.url);
  } finally {
    await server.close();
  }
}

/**
 * @param {Page} page
 * @param {string[]} addresses of assets
 */
function failures(page, addresses) {
  return page.evaluate((list) => {
    const { Gantry } = /** @type {any} */ (globalThis).gantry;
    return Promise.all(list.map((assets) => Gantry.create({ assets }).catch((/** @type {any} */ error) => ({ code: error.code, message: error.message }))));
  }, addresses);
}

test('below a path', () =>
  served({ base: '/courses/gan/', csp: STRICT_CSP }, (below) =>
    browser.open(below, async (page) => {
      await load(page, below);
      await create(page, 'lab');
      await call(page, 'lab', 'play');
      await untilIteration(page, 'lab', 5);
    }),
  ));

test('scripts and assets from another origin, whose worker is imported by one of the page', () =>
  served({ cors: true }, (other) =>
    served({}, (plain) =>
      browser.open(plain, async (page) => {
        await load(page, other);
        await create(page, 'lab');
        await call(page, 'lab', 'play');
        await untilIteration(page, 'lab', 5);
        assert.match(page.workers()[0]?.url() ?? '', /^blob:/);
      }),
    ),
  ));

test('where a policy forbids that, it is said', () =>
  served({ cors: true }, (other) =>
    served({ csp: `script-src ${new URL(other).origin} 'wasm-unsafe-eval'; worker-src 'self'` }, (strict) =>
      browser.open(
        strict,
        async (page) => {
          await load(page, other);
          const [refused] = await failures(page, [other]);
          assert.equal(refused.code, 'worker_refused');
          assert.ok(refused.message.includes(other) && refused.message.includes('blob:'), refused.message);
        },
        { mayFail: true },
      ),
    ),
  ));

test('scripts of the page, assets from another origin', () =>
  served({ cors: true }, (other) =>
    browser.open(site.url, async (page) => {
      await load(page, site.url);
      await create(page, 'lab', { assets: other });
      await call(page, 'lab', 'play');
      await untilIteration(page, 'lab', 5);
    }),
  ));

test('where there are no assets, or none for this page, it is said', () =>
  served({}, (closed) =>
    browser.open(
      site.url,
      async (page) => {
        await load(page, site.url);
        for (const { code, message } of await failures(page, [closed, './nothing/here/', './empty.html?'])) {
          assert.equal(code, 'assets_missing');
          assert.match(message, /modules\.json/);
        }
      },
      { mayFail: true },
    ),
  ));
