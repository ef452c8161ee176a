import assert from 'node:assert/strict';
import { test } from 'node:test';
import { familyOf, holds, refusals, refusedVariants } from '../../internal/page/conflicts.js';
import { conflictReason } from '../../internal/page/failure-text.js';
import { defaultsOf } from '../../internal/page/settings.js';

/** @typedef {import('../../internal/protocol.js').OptionSpec} OptionSpec */
/** @typedef {import('../../internal/protocol.js').VariantSpec} VariantSpec */

/** @type {Omit<OptionSpec, 'key' | 'default' | 'kind'>} */
const common = { group: 'objective', live: false, unit: null, when: null };
/** @type {Omit<VariantSpec, 'id'>} */
const plain = { papers: [], equations: { d_loss: '', g_loss: '' }, view: null, exam: null, needs_labels: false, fixed: {}, defaults: {} };

/** @type {import('../../internal/protocol.js').Registry} */
const registry = {
  version: '0',
  options: [
    { ...common, key: 'variant', default: 'one', kind: { type: 'choice', choices: ['one', 'two'] } },
    { ...common, key: 'loss', default: 'log', kind: { type: 'choice', choices: ['log', 'square', 'slope'] } },
    { ...common, key: 'bound', default: 'none', kind: { type: 'choice', choices: ['none', 'clip', 'penalty'] } },
    { ...common, key: 'target', default: 1, kind: { type: 'float', min: 0.5, max: 1, scale: 'linear' } },
    { ...common, key: 'spread', group: 'techniques', default: false, kind: { type: 'bool' } },
    { ...common, key: 'kernels', group: 'techniques', default: 0, kind: { type: 'int', min: 0, max: 9 } },
  ],
  conflicts: [
    { reason: 'slope_needs_bound', while_key: 'loss', while_test: { is: ['slope'] }, key: 'bound', refused: { is: ['none'] } },
    { reason: 'no_target', while_key: 'loss', while_test: { is_not: ['log', 'square'] }, key: 'target', refused: { below: 1 } },
    { reason: 'one_by_one', while_key: 'bound', while_test: { is: ['penalty'] }, key: 'spread', refused: 'on' },
    { reason: 'one_by_one', while_key: 'bound', while_test: { is: ['penalty'] }, key: 'kernels', refused: 'on' },
  ],
  variants: [
    { ...plain, id: 'one' },
    { ...plain, id: 'two', needs_labels: true, fixed: { loss: 'own_losses' } },
    { ...plain, id: 'three', view: 'codes', defaults: { loss: 'square' } },
    { ...plain, id: 'four', defaults: { loss: 'square' } },
    { ...plain, id: 'five', defaults: { spread: true } },
    { ...plain, id: 'six', fixed: { objective: 'own_losses' } },
  ],
};

/**
 * @param {string} key
 * @param {import('../../internal/protocol.js').Settings} [changes]
 */
function refused(key, changes = {}) {
  const option = registry.options.find((candidate) => candidate.key === key);
  assert.ok(option);
  const { all, choices } = refusals(registry, { ...defaultsOf(registry, changes.variant), ...changes }, option);
  return { all, choices: Object.fromEntries(choices) };
}

test('a test names values as the module means it', () => {
  assert.ok(holds({ is: ['a', 'b'] }, 'b') && !holds({ is: ['a'] }, 'b') && !holds({ is: ['1'] }, 1));
  assert.ok(holds({ is_not: ['a'] }, 'b') && !holds({ is_not: ['a'] }, 'a') && !holds({ is_not: ['a'] }, 1));
  assert.ok(holds('on', true) && holds('on', 3) && !holds('on', 0) && !holds('on', false) && !holds('on', 'on'));
  assert.ok(holds({ below: 1 }, 0.9) && !holds({ below: 1 }, 1) && !holds({ below: 1 }, undefined));
});

test('nothing is refused without a reason', () => {
  assert.deepEqual(refused('target'), { all: null, choices: {} });
  assert.deepEqual(refused('spread'), { all: null, choices: {} });
});

test('a pair of values is refused from both sides', () => {
  assert.deepEqual(refused('loss'), { all: null, choices: { slope: 'slope_needs_bound' } });
  assert.deepEqual(refused('bound', { loss: 'slope', bound: 'clip' }), { all: null, choices: { none: 'slope_needs_bound' } });
  assert.deepEqual(refused('bound', { spread: true }), { all: null, choices: { penalty: 'one_by_one' } });
});

test('a control with one value left is refused as a whole', () => {
  assert.equal(refused('spread', { bound: 'penalty' }).all, 'one_by_one');
  assert.equal(refused('kernels', { bound: 'penalty' }).all, 'one_by_one');
  assert.equal(refused('target', { loss: 'slope', bound: 'clip' }).all, 'no_target');
  assert.equal(refused('bound', { loss: 'slope', bound: 'clip', kernels: 2 }).all, 'slope_needs_bound');
});

test('what a variant fixes cannot be chosen', () => {
  assert.deepEqual(refused('loss', { variant: 'two' }), { all: 'own_losses', choices: {} });
});

test('images without labels are no good for a variant that needs them', () => {
  assert.deepEqual([...refusedVariants(registry, false).choices], [['two', 'needs_labels']]);
  assert.equal(refusedVariants(registry, true).choices.size, 0);
});

test('the menu is grouped by what the registry says', () => {
  assert.deepEqual(
    registry.variants.map(({ id }) => familyOf(registry, id)),
    ['plain', 'classes', 'codes', 'objective', 'techniques', 'objective'],
  );
});

test('the reason of a conflict stands at the end of the message', () => {
  assert.equal(conflictReason('option `a` cannot be `b` while `c` is `d` (slope_needs_bound)'), 'slope_needs_bound');
  assert.equal(conflictReason('something else (see above).'), '');
});
