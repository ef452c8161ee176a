import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUICK, untilIteration, useSite } from './browser.mjs';
import { barriers } from './tags.mjs';

const site = useSite();

for (const [width, colorScheme, hash] of /** @type {const} */ ([
  [1280, 'light', QUICK],
  [360, 'dark', QUICK],
  [1280, 'light', `variant=cgan&${QUICK}&locked=seed,lr_g`],
  [1280, 'dark', 'variant=toy&device=cpu'],
])) {
  test(`no barrier for anybody on the page: ${width} px, ${colorScheme}, ${hash}`, () =>
    site.open(
      `#${hash}`,
      async (page) => {
        await page.click('#play');
        await untilIteration(page, 3);
        assert.deepEqual(await barriers(page), []);
      },
      { viewport: { width, height: 900 }, colorScheme },
    ));
}
