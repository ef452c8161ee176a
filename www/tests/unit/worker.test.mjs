import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pace, Rate } from '../../internal/worker/pace.js';
import { Turns } from '../../internal/worker/turns.js';

test('chunks on the processor grow to some 40 ms, whatever an iteration costs', () => {
  for (const ms of [0.5, 5, 30, 200]) {
    const pace = new Pace('cpu');
    for (let i = 0; i < 12; i += 1) pace.ran(pace.chunk, ms * pace.chunk);
    assert.ok(pace.chunk === 1 || pace.chunk * ms <= 60, `${pace.chunk} × ${ms} ms`);
    assert.ok(pace.chunk * ms >= 20, `${pace.chunk} × ${ms} ms`);
  }
});

test('a picture takes at most 15 % of the time on the processor', () => {
  const pace = new Pace('cpu');
  assert.ok(pace.showIsDue(0), 'the first is due at once');
  pace.shown(0, 60);
  assert.ok(!pace.showIsDue(60 + 300));
  assert.ok(pace.showIsDue(60 + 401));
});

test('the GPU is read back after at least 8 iterations and 250 ms of work', () => {
  const pace = new Pace('webgpu');
  pace.shown(0, 1);
  pace.ran(4, 1);
  assert.ok(!pace.showIsDue(1000));
  pace.ran(4, 1);
  assert.ok(pace.showIsDue(1000));
  pace.shown(1000, 1001);
  pace.ran(8, 1);
  assert.ok(pace.showIsDue(1002), 'slow iterations are not queued without end');
});

test('the rate is that of the last seconds', () => {
  const rate = new Rate();
  assert.equal(rate.perSecond, 0);
  for (let i = 0; i <= 100; i += 1) rate.mark(100 * i, i < 50 ? i : 50 + 3 * (i - 50));
  assert.ok(Math.abs(rate.perSecond - 30) < 0.5);
});

test('tasks run one at a time, in order, and a failure is its own', async () => {
  const turns = new Turns();
  /** @type {string[]} */
  const log = [];
  const slow = turns.add(async () => {
    await turns.breathe();
    log.push('slow');
  });
  const bad = turns.add(() => {
    throw new Error('no');
  });
  const last = turns.add(() => log.push('last'));
  await turns.idle();
  await turns.runWaiting();
  await slow;
  await assert.rejects(bad);
  await last;
  assert.deepEqual(log, ['slow', 'last']);
  turns.dispose();
});
