import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { QUICK, chooseOwnFiles, idxImages, iteration, restore, save, standingPixels, untilIteration, useSite } from './browser.mjs';

/** A shard is 10,000 images, and no batch of this size reaches into the next one. */
const BATCH = 500;
const ITERATIONS_OF_A_SHARD = 10_000 / BATCH;

/** @typedef {(file: Buffer) => Buffer} Damage */

/** @type {Damage} one bit of the last pixel, or of the last label */
const wrongBit = (file) => {
  const bytes = gunzipSync(file);
  const last = bytes.length - 1;
  bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last);
  return gzipSync(bytes);
};

/** @type {Damage} */
const truncated = (file) => file.subarray(0, file.length >> 1);

const DAMAGES = /** @type {const} */ ([
  ['as gzip of wrong bytes', wrongBit],
  ['as truncated gzip', truncated],
]);

/** What the server does to the file whose name begins with `file`: to the first `times` answers, after `held`. */
const plan = { file: '', times: 0, damage: truncated, held: Promise.resolve() };
/** @type {Map<string, number>} requests by the name of the file, up to its hash */
const requests = new Map();

const site = useSite('/', [], async (path, body) => {
  const name = (path.split('/').at(-1) ?? '').replace(/\..*/, '');
  const n = (requests.get(name) ?? 0) + 1;
  requests.set(name, n);
  if (name !== plan.file) return body;
  await plan.held;
  return n <= plan.times ? plan.damage(body) : body;
});

beforeEach(() => {
  requests.clear();
  Object.assign(plan, { file: '', times: 0, held: Promise.resolve() });
});

/**
 * The file's answers wait until this is called.
 * @param {string} file
 * @returns {() => void}
 */
function hold(file) {
  /** @type {() => void} */
  let release = () => {};
  Object.assign(plan, { file, held: new Promise((resolve) => void (release = () => resolve(undefined))) });
  return release;
}

/**
 * Until the run itself waits for the first shard, and not only the worker that fetches it ahead of time.
 * @param {import('./browser.mjs').Page} page
 */
async function untilDataIsWanted(page) {
  await page.click('#step-iteration');
  const early = page.locator('.alert[data-code="no_data_yet"]');
  await early.getByRole('button').click();
}

/** @param {import('./browser.mjs').Page} page */
async function untilAllIsIn(page) {
  await page.waitForFunction(() => document.getElementById('data-now')?.textContent === 'MNIST: 60,000 images');
}

/**
 * The error names the file in the words of the catalogue.
 * @param {import('./browser.mjs').Page} page
 * @param {string} file
 */
async function untilCorrupt(page, file) {
  const alert = page.locator('.alert[data-code="data_corrupt"]');
  await alert.waitFor();
  const dir = process.env.GANTRY_SITE ?? '';
  const catalogue = JSON.parse(await readFile(join(dir, 'locales/en.json'), 'utf8'));
  const { train } = JSON.parse(await readFile(join(dir, 'data/manifest.json'), 'utf8'));
  const [, kind = '', shard = ''] = /^train-(\w+)-(\d)$/.exec(file) ?? [];
  assert.equal(await alert.locator('p').textContent(), catalogue['error.data_corrupt'].replace('{file}', train.shards[shard][kind].file));
  assert.equal(await page.locator('.alert').count(), 1);
}

for (const [how, damage] of DAMAGES) {
  for (const file of ['train-images-0', 'train-labels-2']) {
    test(`${file} arrives ${how}: one more request, past the cache, and all is well`, () => {
      const release = hold(file);
      Object.assign(plan, { damage, times: 1 });
      return site.open(
        `#${QUICK}`,
        async (page) => {
          if (file.endsWith('-0')) await untilDataIsWanted(page);
          release();
          await page.click('#play');
          await untilIteration(page, 5);
          await untilAllIsIn(page);
          // The others' number is not ours to say: a browser repeats a request whose connection was closed under it.
          assert.equal(requests.get(file), 2);
          assert.equal(await page.locator('.alert').count(), 0);
        },
        { strict: true },
      );
    });
  }

  test(`the first shard arrives ${how}, twice: the page says so, and Reset tries again`, () => {
    const release = hold('train-images-0');
    Object.assign(plan, { damage, times: 2 });
    return site.open(
      `#${QUICK}`,
      async (page) => {
        await untilDataIsWanted(page);
        release();
        await page.click('#play');
        await untilCorrupt(page, plan.file);
        assert.equal(requests.get(plan.file), 2);
        assert.equal(await iteration(page), 0);
        await page.waitForFunction(() => document.getElementById('status-text')?.textContent?.startsWith('Waiting'));
        await page.click('#reset');
        await untilIteration(page, 5);
        assert.equal(requests.get(plan.file), 3);
      },
      { strict: true },
    );
  });
}

test('who learns points fetches no images, until another variant learns them', () =>
  site.open('#device=cpu&variant=toy', async (page) => {
    await page.click('#play');
    await untilIteration(page, 20);
    const asked = () => [...requests.keys()].filter((name) => name.startsWith('train-'));
    assert.deepEqual(asked(), []);
    await page.selectOption('#option-variant', 'mlp');
    await untilAllIsIn(page);
    assert.ok(asked().includes('train-images-0'));
  }));

test('a later shard arrives damaged, twice: the page says so, and nothing trained is lost', async () => {
  const hash = `#${QUICK}&batch_size=${BATCH}&steps=${ITERATIONS_OF_A_SHARD + 3}`;
  const untilFinished = async (/** @type {import('./browser.mjs').Page} */ page) => {
    await page.waitForFunction(() => document.getElementById('status-text')?.textContent?.startsWith('Finished'));
    return { picture: await standingPixels(page), log: (await save(page, 'log')).bytes.toString() };
  };
  /** @type {Awaited<ReturnType<typeof untilFinished>> | undefined} */
  let undisturbed;
  await site.open(hash, async (page) => {
    await page.click('#play');
    undisturbed = await untilFinished(page);
  });
  requests.clear();
  Object.assign(plan, { file: 'train-images-1', damage: truncated, times: 2 });
  await site.open(
    hash,
    async (page) => {
      await page.click('#play');
      await untilCorrupt(page, plan.file);
      assert.equal(requests.get(plan.file), 2);
      assert.equal(requests.get('train-images-2'), undefined);
      await page.waitForFunction(() => !document.getElementById('status-text')?.textContent?.startsWith('Downloading'));
      await untilIteration(page, ITERATIONS_OF_A_SHARD);
      await page.waitForFunction(() => document.getElementById('readout-rate')?.textContent === '–');
      await page.waitForFunction(() => document.getElementById('status-text')?.textContent === 'Waiting for more images');
      await page.click('#play');
      const picture = await standingPixels(page);
      const checkpoint = await save(page, 'checkpoint');
      // The images are asked for again with the next run, and the saved one goes on with them.
      await page.click('#reset');
      await untilAllIsIn(page);
      assert.equal(requests.get(plan.file), 3);
      assert.equal(requests.get('train-images-0'), 1);
      await restore(page, checkpoint);
      await untilIteration(page, ITERATIONS_OF_A_SHARD);
      assert.equal(await iteration(page), ITERATIONS_OF_A_SHARD);
      assert.deepEqual(await standingPixels(page), picture);
      await page.click('#play');
      assert.deepEqual(await untilFinished(page), undisturbed);
    },
    { strict: true },
  );
});

/** @type {Damage} the connection ends before the file does */
const cutOff = () => {
  throw new Error('cut off');
};

test('a shard does not come: the run waits where its images end, and goes on by itself', () => {
  Object.assign(plan, { file: 'train-images-1', damage: cutOff, times: Infinity });
  return site.open(`#${QUICK}&batch_size=${BATCH}`, async (page) => {
    const status = (/** @type {string} */ beginning) => page.waitForFunction((text) => document.getElementById('status-text')?.textContent?.startsWith(text), beginning);
    await page.click('#play');
    await untilIteration(page, ITERATIONS_OF_A_SHARD);
    await status('The connection failed');
    const told = page.locator('.alert[data-code="download_failed"]');
    await told.waitFor();
    assert.match((await told.textContent()) ?? '', /goes on trying/);
    assert.equal(await iteration(page), ITERATIONS_OF_A_SHARD);
    plan.times = 0;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await untilIteration(page, ITERATIONS_OF_A_SHARD + 3);
    await status('Training');
    await untilAllIsIn(page);
    assert.equal(await told.count(), 1);
  });
});

test('own images end the wait for MNIST', () => {
  const release = hold('train-images-1');
  return site.open(`#${QUICK}`, async (page) => {
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent?.startsWith('MNIST: 10,000 of'));
    await page.waitForFunction(() => document.getElementById('status-text')?.textContent?.startsWith('Downloading MNIST'));
    await chooseOwnFiles(page, [{ name: 'own.idx', bytes: idxImages(200, 20) }]);
    await page.waitForFunction(() => document.getElementById('data-now')?.textContent === 'own.idx: 200 images');
    release();
    await page.waitForFunction(() => document.getElementById('status-text')?.textContent?.startsWith('Ready'));
  });
});
