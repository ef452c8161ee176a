import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PageError } from '../../internal/shared/failure.js';
import { ITERATION, sessionOf } from './sessions.mjs';

/** A call during which the GPU is lost. */
function failingOnce() {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls === 1) throw new PageError('device_lost');
    return calls;
  };
}

/** @param {any[]} posts */
const runs = (posts) => posts.filter(({ type }) => type === 'run').map(({ iteration, moved }) => [iteration, moved]);

test('a run that a lost GPU leaves goes on elsewhere and says so, which one restored there later does not', async () => {
  const { one, posts } = sessionOf('webgpu');
  await one.start({});
  await one.keepCheckpoint(ITERATION);
  assert.equal(await one.call(failingOnce()), 2);
  assert.equal(one.device, 'cpu');
  await one.restore(new Uint8Array(8));
  assert.deepEqual(runs(posts), [
    [0, false],
    [ITERATION, true],
    [ITERATION, false],
  ]);
});

test('a run that a lost GPU takes with it begins again, which is no move', async () => {
  const { one, posts } = sessionOf('webgpu');
  await one.start({});
  await one.call(failingOnce());
  assert.deepEqual(runs(posts), [
    [0, false],
    [0, false],
  ]);
});
