import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnIn, settingsIn } from '../../internal/shared/checkpoint.js';
import { checkpointBytes } from './checkpoints.mjs';

test('a checkpoint tells its settings and its drawn points, wherever its bytes lie', () => {
  const settings = { seed: 3, lr_g: 2e-4, dataset: 'drawn' };
  const bytes = checkpointBytes(settings, [1, -1, 0.5, 0.25]);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  for (const place of [bytes, shifted.subarray(3)]) {
    assert.deepEqual(settingsIn(place), settings);
    assert.deepEqual([...(drawnIn(place) ?? [])], [1, -1, 0.5, 0.25]);
  }
  assert.deepEqual([...(drawnIn(checkpointBytes(settings)) ?? [7])], []);
});

test('other bytes tell nothing', () => {
  const whole = checkpointBytes({ seed: 3 });
  for (const bytes of [new Uint8Array(), new Uint8Array(40), new TextEncoder().encode('this is a text, not a run'), whole.subarray(0, 60)]) {
    assert.deepEqual([settingsIn(bytes), drawnIn(bytes)], [null, null]);
  }
});
