import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applies, defaultsOf, differences } from '../../internal/page/settings.js';
import { formatHash, parseLink } from '../../internal/page/url-state.js';

/** @typedef {import('../../internal/protocol.js').OptionSpec} OptionSpec */

/** @type {Omit<OptionSpec, 'key' | 'default' | 'kind'>} */
const common = { group: 'run', live: false, unit: null, when: null };
const rate = /** @type {const} */ ({ type: 'float', min: 1e-6, max: 1, scale: 'log' });

/** @type {Omit<import('../../internal/protocol.js').VariantSpec, 'id' | 'defaults'>} */
const plain = { papers: [], equations: { d_loss: '', g_loss: '' }, view: null, exam: null, needs_labels: false, fixed: {} };

/** @type {import('../../internal/protocol.js').Registry} */
const registry = {
  version: '0',
  conflicts: [],
  options: [
    { ...common, key: 'variant', default: 'mlp', kind: { type: 'choice', choices: ['mlp', 'dcgan'] } },
    { ...common, key: 'seed', default: 7, kind: { type: 'int', min: 0, max: 99 } },
    { ...common, key: 'architecture', default: 'mlp', kind: { type: 'choice', choices: ['mlp', 'dcgan'] } },
    { ...common, key: 'lr_d', default: 2e-4, kind: rate },
    { ...common, key: 'dropout', default: false, kind: { type: 'bool' }, when: { key: 'architecture', any_of: ['mlp'] } },
  ],
  variants: [
    { ...plain, id: 'mlp', defaults: {} },
    { ...plain, id: 'dcgan', defaults: { architecture: 'dcgan', lr_d: 1e-4 } },
  ],
};

test('a variant overrides the defaults of the table', () => {
  assert.deepEqual(defaultsOf(registry, 'dcgan'), { variant: 'dcgan', seed: 7, architecture: 'dcgan', lr_d: 1e-4, dropout: false });
  assert.equal(defaultsOf(registry, undefined).variant, 'mlp');
});

test('only what differs from the variant is in a link, with variant and seed', () => {
  assert.deepEqual(differences(registry, defaultsOf(registry, 'dcgan')), { variant: 'dcgan', seed: 7 });
  assert.deepEqual(differences(registry, { ...defaultsOf(registry, 'dcgan'), architecture: 'mlp' }), { variant: 'dcgan', seed: 7, architecture: 'mlp' });
  assert.equal(formatHash(registry, { ...defaultsOf(registry, 'mlp'), lr_d: 0.0003 }), '#variant=mlp&seed=7&lr_d=0.0003');
});

test('what a link says comes back with its type', () => {
  const settings = { ...defaultsOf(registry, 'mlp'), lr_d: 3e-6, dropout: true, seed: 0 };
  assert.deepEqual({ ...defaultsOf(registry, 'mlp'), ...parseLink(formatHash(registry, settings)).settings }, settings);
});

test('what is no setting is ignored, and what is no number stays text', () => {
  assert.deepEqual(parseLink('').settings, {});
  assert.deepEqual(parseLink('#stage').settings, {});
  assert.deepEqual(parseLink('#lr_d=fast&seed=%207').settings, { lr_d: 'fast', seed: 7 });
});

test('an option without effect is known by the option that it hangs on', () => {
  const dropout = /** @type {OptionSpec} */ (registry.options[4]);
  assert.ok(applies(dropout, { architecture: 'mlp' }));
  assert.ok(!applies(dropout, { architecture: 'dcgan' }));
});
