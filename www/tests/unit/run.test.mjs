import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Alerts } from '../../internal/page/alerts.js';
import { restore } from '../../internal/page/restore.js';
import { Run } from '../../internal/page/run.js';
import { Store } from '../../internal/page/store.js';
import { NO_LIMITS } from '../../internal/shared/limits.js';
import { PageError } from '../../internal/shared/failure.js';
import { checkpointBytes } from './checkpoints.mjs';

/** @typedef {import('../../internal/protocol.js').Settings} Settings */

const DEFAULTS = { variant: 'mlp', seed: 7, batch_size: 64, lr_g: 0.1, device: 'auto' };
const common = { group: /** @type {const} */ ('run'), live: false, unit: null, when: null, kind: /** @type {const} */ ({ type: 'int', min: 0, max: 999 }) };
const options = Object.entries(DEFAULTS).map(([key, value]) => ({ ...common, key, default: value, live: key === 'lr_g' }));
/** @type {import('../../internal/protocol.js').Registry} */
const registry = { version: '0', conflicts: [], options, variants: [] };

/** A page whose worker takes its time with every answer, as the real one does. */
function page() {
  const store = new Store();
  store.set({ phase: 'ready', registry, settings: { ...DEFAULTS } });
  /** @type {string[]} */
  const calls = [];
  /** @type {unknown[]} */
  const shown = [];
  /** @type {Record<string, (takes: any) => unknown>} */
  const answers = {
    resolve: ({ settings }) => ({ ...DEFAULTS, ...settings }),
    reset: ({ settings }) => {
      store.set({ settings, pending: {} });
      return settings;
    },
    set_option: ({ key, value }) => ({ ...store.state.settings, [key]: value }),
    step: () => true,
    restore: () => store.state.settings,
  };
  const client = {
    /** @param {string} name @param {any} takes */
    call: async (name, takes) => {
      calls.push(name);
      for (let turns = name === 'reset' ? 3 : 1; turns > 0; turns -= 1) await new Promise((resolve) => void setTimeout(resolve));
      return answers[name]?.(takes);
    },
  };
  const alerts = { show: (/** @type {unknown} */ error) => void shown.push(error), confirms: () => false };
  const run = new Run(store, /** @type {any} */ (client), /** @type {any} */ (alerts));
  return { store, run, client: /** @type {any} */ (client), calls, answers, alerts, shown };
}

/** @param {Store} store */
const begun = (store) => store.set({ figures: /** @type {any} */ ({ iteration: 100 }) });

test('two changes at once both hold', async () => {
  const { store, run } = page();
  await Promise.all([run.aimAt('seed', 3), run.aimAt('batch_size', 32)]);
  assert.deepEqual([store.state.settings.seed, store.state.settings.batch_size], [3, 32]);
});

test('what changes while another variant begins is changed in that variant', async () => {
  const { store, run } = page();
  await Promise.all([run.change('variant', 'dcgan'), run.change('seed', 99)]);
  assert.deepEqual([store.state.settings.variant, store.state.settings.seed], ['dcgan', 99]);
});

test('once the training has begun, both changes wait for the reset, and the reset takes both', async () => {
  const { store, run } = page();
  begun(store);
  const changes = [run.change('seed', 3), run.change('batch_size', 32)];
  const reset = run.reset();
  await Promise.all(changes);
  assert.deepEqual(store.state.pending, { seed: 3, batch_size: 32 });
  await reset;
  assert.deepEqual([store.state.settings.seed, store.state.settings.batch_size, store.state.pending], [3, 32, {}]);
});

test('who follows an attribute sees the change before it', async () => {
  const { store, run } = page();
  await Promise.all([run.aimAt('seed', 3), run.follow(() => ({ ...run.shown, lr_g: 0.5 }))]);
  assert.deepEqual([store.state.settings.seed, store.state.settings.lr_g], [3, 0.5]);
});

test('a run beside what is shown begins with the change before it', async () => {
  const { store, run } = page();
  await Promise.all([run.aimAt('batch_size', 32), run.begin(() => ({ ...run.shown, seed: 5 }))]);
  assert.deepEqual([store.state.settings.seed, store.state.settings.batch_size], [5, 32]);
});

test('a change that is refused holds up no other', async () => {
  const { store, run, answers } = page();
  const { resolve } = answers;
  answers.resolve = (takes) => {
    if (takes.settings.seed === -1) throw new Error('no');
    return resolve?.(takes);
  };
  const refused = run.change('seed', -1);
  const good = run.change('batch_size', 32);
  await assert.rejects(refused, /no/);
  await good;
  assert.deepEqual([store.state.settings.seed, store.state.settings.batch_size], [7, 32]);
});

test('only a step that was made makes a run of halves', async () => {
  const { store, run, answers, shown } = page();
  const { step } = answers;
  answers.step = () => {
    throw new PageError('no_data_yet');
  };
  await run.step('discriminator');
  assert.deepEqual([store.state.stray, shown.length], [null, 1]);
  answers.step = /** @type {() => unknown} */ (step);
  await run.step('iteration');
  assert.equal(store.state.stray, null);
  await run.step('generator');
  assert.equal(store.state.stray, 'halves');
});

test('a key gives up what was trained only when it is pressed again', async () => {
  const { store, run, alerts, calls } = page();
  await run.resetByKey();
  assert.deepEqual(calls, ['reset'], 'there is nothing to lose');
  begun(store);
  await run.resetByKey();
  assert.equal(calls.length, 1);
  alerts.confirms = () => true;
  await run.resetByKey();
  assert.equal(calls.length, 2);
});

test('a question is answered once, and only as long as it is seen', () => {
  const place = { textContent: '', classList: new Set(), contains: () => false, addEventListener: () => {} };
  Object.assign(place.classList, { remove: (/** @type {string} */ name) => place.classList.delete(name) });
  const ui = { byId: () => place, store: { watch: () => {} } };
  const alerts = new Alerts(/** @type {any} */ (ui));
  assert.deepEqual([alerts.confirms('Sure?'), place.textContent, place.classList.size], [false, 'Sure?', 1]);
  assert.deepEqual([alerts.confirms('Sure?'), place.classList.size], [true, 0]);
  assert.equal(alerts.confirms('Sure?'), false);
  alerts.toast('Something else');
  assert.equal(alerts.confirms('Sure?'), false);
  assert.equal(alerts.confirms('Sure?'), true);
});

test('a checkpoint that differs in what is locked never reaches the run', async () => {
  const { store, run, client, calls } = page();
  store.set({ limits: { ...NO_LIMITS, locked: ['seed', 'device'] } });
  const foreign = checkpointBytes({ ...DEFAULTS, seed: 8 });
  await assert.rejects(restore(client, run, foreign), { code: 'locked_checkpoint', params: { keys: 'seed' } });
  assert.ok(!calls.includes('restore') && foreign.length > 0);
  await restore(client, run, checkpointBytes({ ...DEFAULTS, lr_g: 0.3, device: 'cpu' }));
  assert.ok(calls.includes('restore'));
});

test('what is no checkpoint is for the module to refuse', async () => {
  const { store, run, client, calls } = page();
  store.set({ limits: { ...NO_LIMITS, locked: ['seed'] } });
  await restore(client, run, new TextEncoder().encode('not a checkpoint'));
  assert.deepEqual(calls, ['restore']);
});
