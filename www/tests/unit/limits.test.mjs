import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { formatHash, parseLink } from '../../internal/page/url-state.js';
import { NO_LIMITS, PARTS, isLocked, isOptionShown, isPartShown, unknownNames } from '../../internal/shared/limits.js';

/** @typedef {import('../../internal/protocol.js').OptionSpec} OptionSpec */

/** @type {Omit<OptionSpec, 'key' | 'default'>} */
const rate = { group: 'run', live: true, unit: null, when: null, kind: { type: 'float', min: 0, max: 1, scale: 'linear' } };
/** @type {import('../../internal/protocol.js').Registry} */
const registry = {
  version: '0',
  conflicts: [],
  variants: [],
  options: [
    { ...rate, key: 'variant', kind: { type: 'choice', choices: ['mlp'] }, default: 'mlp' },
    { ...rate, key: 'seed', default: 7 },
    { ...rate, key: 'lr_g', default: 0.1 },
  ],
};

test('a link says which options it shows, locks and hides, and these are no settings', () => {
  const { settings, limits } = parseLink('#variant=mlp&lr-g=0.2&controls=lr-g,seed&locked=seed&hidden=charts,save');
  assert.deepEqual(settings, { variant: 'mlp', lr_g: 0.2 });
  assert.deepEqual(limits, { controls: ['lr_g', 'seed'], locked: ['seed'], hidden: ['charts', 'save'] });
});

test('without lists nothing is limited', () => {
  assert.deepEqual(parseLink('#seed=3').limits, NO_LIMITS);
  assert.deepEqual(parseLink('').limits, NO_LIMITS);
  assert.ok(isOptionShown(NO_LIMITS, 'seed') && !isLocked(NO_LIMITS, 'seed') && isPartShown(NO_LIMITS, 'charts'));
});

test('an empty list of locks and a star are all options, an empty list of controls says nothing', () => {
  for (const hash of ['#locked=', '#locked', '#locked=*']) assert.ok(isLocked(parseLink(hash).limits, 'lr_g'), hash);
  assert.ok(!isLocked(parseLink('#locked=seed').limits, 'lr_g'));
  assert.equal(parseLink('#controls=').limits.controls, null);
});

test('what is hidden or not among the controls is not shown; without the transport there are no steps either', () => {
  const { limits } = parseLink('#controls=lr_g,seed&hidden=seed,transport');
  assert.deepEqual(['lr_g', 'seed', 'variant'].map((key) => isOptionShown(limits, key)), [true, false, false]);
  assert.deepEqual(['transport', 'step', 'reset', 'card'].map((part) => isPartShown(limits, part)), [false, false, false, true]);
});

test('a link that is made from a link limits the same', () => {
  for (const hash of ['#seed=3&controls=seed&locked=seed,lr_g&hidden=charts', '#seed=7&locked=*']) {
    const { settings, limits } = parseLink(hash);
    const again = formatHash(registry, settings, limits);
    assert.deepEqual(parseLink(again).limits, limits);
    assert.doesNotMatch(again, /%2C/);
  }
});

test('names that nobody knows are named', () => {
  const { limits } = parseLink('#controls=seed,lr_x&locked=variants&hidden=charts,chart,lr_x');
  assert.deepEqual(unknownNames(registry, limits), ['lr_x', 'variants', 'chart']);
  assert.deepEqual(unknownNames(registry, parseLink('#locked=*').limits), []);
});

test('every part has a place on the page', async () => {
  const page = await readFile(new URL('../../../index.html', import.meta.url), 'utf8');
  const marked = new Set([...page.matchAll(/data-part="(\w+)"/g)].map(([, part]) => part));
  assert.deepEqual([...marked].sort(), [...PARTS].sort());
});
