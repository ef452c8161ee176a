import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listenToLab } from '../../internal/element/lab-events.js';

test('a run that goes on from elsewhere has the curves of its own log', async () => {
  const gantry = Object.assign(new EventTarget(), { registry: null, log: async () => 'its log' });
  /** @type {any[]} */
  const curves = [];
  /** @type {Promise<unknown>[]} */
  const reported = [];
  const charts = { cutAfter: async (/** @type {number} */ iteration, /** @type {() => Promise<string>} */ readLog) => void curves.push(iteration, await readLog()) };
  const ui = { store: { set: () => {}, state: {} }, t: String, end: new AbortController().signal };
  const parts = { alerts: { toast: () => {} }, progress: {}, charts, view: { ask: () => {} }, report: (/** @type {Promise<unknown>} */ doing) => void reported.push(doing), tell: () => {} };
  listenToLab(/** @type {any} */ (gantry), /** @type {any} */ (ui), /** @type {any} */ (parts));
  gantry.dispatchEvent(new CustomEvent('run', { detail: { settings: {}, iteration: 20 } }));
  await Promise.all(reported);
  assert.deepEqual(curves, [20, 'its log']);
});
