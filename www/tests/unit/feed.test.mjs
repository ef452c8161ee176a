import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { deferred } from '../../internal/shared/deferred.js';
import { PageError } from '../../internal/shared/failure.js';
import { DataFeed } from '../../internal/worker/data-feed.js';
import { isPassing } from '../../internal/worker/persistence.js';

const SHARDS = 3;
const worker = new EventTarget();
Reflect.set(globalThis, 'self', worker);

/** @param {string} [status] */
const failed = (status) => new PageError('download_failed', status ? { reason: 'status', file: 'f', status } : { reason: 'network', file: 'f' });
/** Long enough for whatever needs no timer. */
const settled = () => new Promise((resolve) => void setImmediate(resolve));

beforeEach((context) => {
  if ('mock' in context) context.mock.timers.enable({ apis: ['setTimeout'] });
});

/** A feed whose downloads fail as `problems` says: each request takes the next one, and goes well when there is none left. */
function place(/** @type {unknown[]} */ problems) {
  /** @type {any[]} */
  const posts = [];
  let loaded = 0;
  const asked = { count: 0 };
  const lab = { scatter: () => undefined, begin_dataset: () => {}, add_shard: () => void (loaded += 1), dataset: () => ({ loaded, count: SHARDS }) };
  const fetch = async () => {
    asked.count += 1;
    const problem = await problems.shift();
    if (problem) throw problem;
    return { images: new Uint8Array(), labels: new Uint8Array() };
  };
  const shards = Array.from({ length: SHARDS }, (_, i) => ({ images: { file: `images-${i}` } }));
  const data = { manifest: async () => ({ name: 'mnist', train: { count: SHARDS, shards } }), shard: fetch };
  const parts = { data, turns: { add: async (/** @type {() => unknown} */ task) => task() }, post: (/** @type {any} */ event) => void posts.push(event), drawReal: () => {} };
  const open = { instance: { call: async (/** @type {() => unknown} */ task) => task() }, lab };
  const feed = new DataFeed(/** @type {any} */ (open), { type: 'mnist' }, /** @type {any} */ (parts));
  const connection = () => posts.filter(({ phase }) => phase === 'connection').map(({ done }) => done);
  const failures = () => posts.filter(({ type }) => type === 'failure').map(({ failure }) => failure);
  return { feed, asked, connection, failures, loaded: () => loaded };
}

test('a shard that did not come is asked for again, and the rest follow', async ({ mock }) => {
  const { feed, asked, connection, failures, loaded } = place([null, failed(), failed('503')]);
  await feed.begin();
  await settled();
  assert.deepEqual([loaded(), asked.count, connection(), feed.isRunning], [1, 2, [false], true]);
  mock.timers.tick(1000);
  await settled();
  assert.deepEqual([loaded(), asked.count], [1, 3]);
  mock.timers.tick(1999);
  await settled();
  assert.equal(asked.count, 3, 'the second wait is longer');
  mock.timers.tick(1);
  await settled();
  assert.deepEqual([loaded(), connection(), failures(), feed.isRunning], [SHARDS, [false, true], [], false]);
});

test('the connection is back: nobody waits for the clock', async () => {
  const { feed, loaded } = place([failed()]);
  await feed.begin();
  await settled();
  worker.dispatchEvent(new Event('online'));
  await settled();
  assert.equal(loaded(), SHARDS);
});

test('a long trouble is told once, and waits grow to half a minute', async ({ mock }) => {
  const { feed, failures, asked, loaded } = place(Array.from({ length: 12 }, () => failed()));
  await feed.begin();
  for (let seconds = 0; seconds < 60; seconds += 1) {
    await settled();
    mock.timers.tick(1000);
  }
  await settled();
  assert.equal(asked.count, 6, 'after 1, 3, 7, 15 and 31 s');
  assert.deepEqual(failures(), [{ code: 'download_failed', message: '', params: { reason: 'retrying', file: 'images-0' } }]);
  for (let i = 0; i < 7; i += 1) {
    mock.timers.tick(30_000);
    await settled();
  }
  assert.equal(loaded(), SHARDS);
});

test('what will not pass by itself is told at once, and not asked for again', async ({ mock }) => {
  for (const problem of [failed('404'), new PageError('data_corrupt', { file: 'f' })]) {
    const { feed, asked, failures, connection } = place([problem]);
    await feed.begin();
    await settled();
    mock.timers.tick(60_000);
    await settled();
    assert.deepEqual([asked.count, failures().map(({ code }) => code), connection(), feed.isRunning], [1, [problem.code], [], false]);
  }
});

test('a run that ends asks for nothing more, and says nothing', async ({ mock }) => {
  const { feed, asked, failures, connection } = place([failed(), failed()]);
  await feed.begin();
  await settled();
  feed.dispose();
  assert.deepEqual(connection(), [false, true], 'before the next run can have a trouble of its own');
  await settled();
  mock.timers.tick(60_000);
  await settled();
  assert.deepEqual([asked.count, failures(), connection(), feed.isRunning], [1, [], [false, true], false]);
});

test('a run that ends while a request is under way has nothing to add later', async ({ mock }) => {
  const late = deferred();
  const { feed, connection } = place([failed(), late.promise]);
  await feed.begin();
  await settled();
  mock.timers.tick(1000);
  await settled();
  feed.dispose();
  late.reject(failed());
  await settled();
  assert.deepEqual(connection(), [false, true]);
});

test('a server may be tired, but what it does not have it will not have later', () => {
  assert.deepEqual([undefined, '500', '503', '429', '408', '404', '403'].map((status) => isPassing(failed(status))), [true, true, true, true, true, false, false]);
  assert.equal(isPassing(new Error('no')), false);
});
