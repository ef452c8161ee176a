import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listenToLab } from '../../internal/element/lab-events.js';
import { tellWhereItGoesOn } from '../../internal/page/restore.js';

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

test('only a run that was moved off its GPU says so, whatever was lost before', () => {
  /** @type {string[]} */
  const said = [];
  const ui = { store: { state: { device: { reason: 'lost_in_flight' } } }, t: (/** @type {string} */ key, /** @type {any} */ { iteration }) => `${key} ${iteration}` };
  const alerts = { toast: (/** @type {string} */ text) => void said.push(text) };
  for (const run of [{ iteration: 0, moved: false }, { iteration: 20, moved: true }, { iteration: 30, moved: false }]) tellWhereItGoesOn(/** @type {any} */ (ui), /** @type {any} */ (alerts), run);
  assert.deepEqual(said, ['ui.device.moved 20', 'ui.restored 30']);
});
