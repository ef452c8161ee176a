import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { listInHidden, parseValue, settingsOf } from '../../internal/element/attribute-values.js';
import { wantedOptions } from '../../internal/element/knobs-wanted.js';
import { limitsOf, shapeOf } from '../../internal/element/shape.js';
import { OPTIONS } from '../../public/attributes.js';

const WWW = resolve(import.meta.dirname, '../..');
const ELEMENT = join(WWW, 'internal/element');
/** What the page that embeds it has to load before anything is in view. */
const SCRIPT_BUDGET_BYTES = 15_000;

const api = JSON.parse(readFileSync(join(ELEMENT, 'api.json'), 'utf8'));
const sources = [...readdirSync(ELEMENT), ...readdirSync(join(ELEMENT, 'style')).map((name) => `style/${name}`)]
  .filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(join(ELEMENT, name), 'utf8'))
  .join('\n');

/**
 * As much of an element as the attributes need.
 * @param {Record<string, string>} attributes
 */
function tag(attributes) {
  return /** @type {Element} */ (/** @type {unknown} */ ({ getAttribute: (/** @type {string} */ name) => attributes[name] ?? null }));
}

test('attributes become values of the option’s type', () => {
  assert.equal(parseValue('int', ' 12 '), 12);
  assert.equal(parseValue('float', '3e-4'), 3e-4);
  assert.equal(parseValue('choice', 'dcgan'), 'dcgan');
  assert.deepEqual(['', 'true', 'false'].map((text) => parseValue('bool', text)), [true, true, false]);
  assert.deepEqual([parseValue('int', 'many'), parseValue('float', ''), parseValue('bool', 'perhaps')], ['many', '', 'perhaps']);
});

test('an element’s settings are those that its attributes name', () => {
  const element = tag({ variant: 'cgan', seed: '3', 'lr-g': '0.001', 'feature-matching': '', controls: 'lr_d', title: 'x' });
  assert.deepEqual(settingsOf(element), { variant: 'cgan', seed: 3, lr_g: 0.001, feature_matching: true });
});

test('a list in `hidden` is told from what hidden means to HTML', () => {
  assert.deepEqual([null, '', 'hidden', 'until-found', 'true'].map(listInHidden), [null, null, null, null, null]);
  assert.equal(listInHidden('charts, card'), 'charts, card');
});

test('the author says what is shown, fixed and hidden', () => {
  assert.deepEqual(limitsOf(tag({})), { controls: [], locked: [], hidden: [] });
  assert.deepEqual(limitsOf(tag({ controls: '' })), { controls: null, locked: [], hidden: [] });
  assert.deepEqual(limitsOf(tag({ controls: 'lr-d seed', locked: 'seed,variant', hide: 'charts' })), { controls: ['lr_d', 'seed', 'variant'], locked: ['seed', 'variant'], hidden: ['charts'] });
  assert.deepEqual(limitsOf(tag({ controls: 'seed', locked: '' })).locked, ['*']);
  assert.deepEqual(shapeOf(tag({ variant: 'toy', controls: 'seed lr-d', hide: 'seed' })), { knobs: ['lr_d'], isOfPoints: true });
});

test('every option has an attribute and a property, and no two the same', () => {
  for (const { key, attribute, property } of OPTIONS) {
    assert.equal(attribute, key.replaceAll('_', '-'));
    assert.match(property, /^[a-z]\w*$/);
  }
  for (const field of /** @type {const} */ (['key', 'attribute', 'property'])) assert.equal(new Set(OPTIONS.map((option) => option[field])).size, OPTIONS.length);
  const own = [...api.attributes, ...api.properties, ...api.methods].map(({ name }) => name);
  assert.deepEqual(own.filter((name) => OPTIONS.some(({ attribute, property }) => name === attribute || name === property)), []);
});

test('knobs that matter to a variant are its own, those that it sets, and those of every game', () => {
  const common = { live: true, unit: null, when: null, kind: /** @type {const} */ ({ type: 'float', min: 0, max: 1, scale: 'linear' }) };
  /** @type {import('../../internal/protocol.js').Registry} */
  const registry = {
    version: '0',
    conflicts: [],
    options: [
      { ...common, key: 'variant', group: 'run', default: 'a', kind: { type: 'choice', choices: ['a', 'b'] } },
      { ...common, key: 'seed', group: 'run', default: 1 },
      { ...common, key: 'lr', group: 'optimisation', default: 0.1 },
      { ...common, key: 'batch', group: 'optimisation', default: 0.5, live: false },
      { ...common, key: 'noise', group: 'techniques', default: 0 },
      { ...common, key: 'gamma', group: 'objective', default: 0, when: { key: 'variant', any_of: ['b'] } },
    ],
    variants: [
      { id: 'a', papers: [], equations: { d_loss: '', g_loss: '' }, view: null, exam: null, needs_labels: false, fixed: {}, defaults: {} },
      { id: 'b', papers: [], equations: { d_loss: '', g_loss: '' }, view: null, exam: null, needs_labels: false, fixed: { lr: 'another_game' }, defaults: { noise: 0.5 } },
    ],
  };
  const keys = (/** @type {string} */ variant, /** @type {string[] | null} */ named) =>
    wantedOptions(registry, { variant, seed: 1, lr: 0.1, batch: 0.5, noise: 0, gamma: 0 }, named).map(({ key }) => key);
  assert.deepEqual(keys('a', null), ['lr']);
  assert.deepEqual(keys('b', null), ['noise', 'gamma']);
  assert.deepEqual(keys('a', ['gamma', 'seed', 'nothing']), ['seed'], 'in the order of the author, and only what has an effect');
});

test('custom properties are described, and what is described exists', () => {
  const used = new Set([...sources.matchAll(/--gantry-[a-z-]+/g)].map(([name]) => name));
  assert.deepEqual([...used].sort(), api.cssProperties.map((/** @type {{ name: string }} */ { name }) => name).sort());
});

test('every code that the page words is in the table of codes', () => {
  const reference = readFileSync(resolve(WWW, '../docs/embed/reference.md'), 'utf8');
  const texts = JSON.parse(readFileSync(resolve(WWW, '../src/text/en.json'), 'utf8'));
  for (const key of Object.keys(texts)) if (key.startsWith('error.')) assert.ok(reference.includes(`\`${key.split('.')[1]}\``), key);
});

test('servers that render pages can import everything', async () => {
  const { GanTry, defineGanTry } = await import('../../public/gan-try.js');
  defineGanTry('other-name');
  assert.equal(typeof GanTry, 'function');
  const { Gantry } = await import('../../public/index.js');
  assert.equal(typeof Gantry, 'function');
  const { GantryFrame } = await import('../../public/frame.js');
  assert.equal(typeof GantryFrame, 'function');
});

test('the script is light, with all that it imports', (context) => {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  /** @param {string} file */
  const visit = (file) => {
    if (sizes.has(file)) return;
    const source = readFileSync(file, 'utf8');
    sizes.set(file, gzipSync(source).length);
    for (const [, path = ''] of source.matchAll(/^(?:import|export) [^;]*?from '(\.[^']+)'/gm)) visit(resolve(dirname(file), path));
  };
  visit(join(WWW, 'public/gan-try.js'));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  context.diagnostic(`${total} bytes in ${sizes.size} files`);
  assert.ok(sizes.size > 5, 'the imports were followed');
  assert.ok(total <= SCRIPT_BUDGET_BYTES, `${total} bytes: ${JSON.stringify([...sizes])}`);
});
