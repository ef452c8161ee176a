import assert from 'node:assert/strict';
import { test } from 'node:test';
import { histogram, ticks } from '../../internal/page/bins.js';
import { latest } from '../../internal/page/latest.js';
import { wantedOf } from '../../internal/page/variant-view.js';

test('a histogram is a density', () => {
  const bins = histogram([-0.9, -0.9, 0.1, 7], 1, 4);
  assert.deepEqual(bins, [1, 0, 0.5, 0]);
  assert.deepEqual(histogram([], 1, 2), [0, 0]);
});

test('ticks are round and inside', () => {
  assert.deepEqual(ticks(3), [-2, -1, 0, 1, 2]);
  assert.deepEqual(ticks(6), [-4, -2, 0, 2, 4]);
});

test('only what is on the screen is asked for', () => {
  assert.deepEqual(wantedOf(null, 5, [0, 1]), { view: null, chosen: null });
  assert.deepEqual(wantedOf('classes', 5, [0, 1]), { view: {}, chosen: { class: 5 } });
  assert.deepEqual(wantedOf('codes', 5, [0, 1]), { view: { codes: [0, 1] }, chosen: null });
  assert.deepEqual(wantedOf('pyramid', 5, [0, 1]), { view: {}, chosen: null });
});

test('while one is on its way, only the newest waits', async () => {
  /** @type {number[]} */
  const sent = [];
  /** @type {(() => void)[]} */
  const arrive = [];
  const send = latest((/** @type {number} */ value) => {
    sent.push(value);
    return new Promise((resolve) => void arrive.push(() => resolve(undefined)));
  });
  const all = [1, 2, 3].map((value) => send(value));
  assert.deepEqual(sent, [1]);
  arrive.shift()?.();
  await new Promise((resolve) => void setTimeout(resolve));
  assert.deepEqual(sent, [1, 3]);
  arrive.shift()?.();
  await Promise.all(all);
  void send(4);
  assert.deepEqual(sent, [1, 3, 4]);
});

test('after a failure the next is sent all the same', async () => {
  let fails = true;
  const send = latest(async () => {
    if (fails) throw new Error('no');
  });
  await assert.rejects(send(1));
  fails = false;
  await send(2);
});
