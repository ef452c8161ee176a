import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { adoptEarly, listInHidden, mirrorOptions, parseValue, settingsOf } from '../../internal/element/attribute-values.js';
import { wantedOptions } from '../../internal/element/knobs-wanted.js';
import { firstWords, languageOf } from '../../internal/element/languages.js';
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

test('what a page has set before there was an element is taken over', () => {
  class Tag {
    /** @type {Record<string, string>} */
    attributes = {};
    setAttribute(/** @type {string} */ name, /** @type {string} */ value) {
      this.attributes[name] = value;
    }
    getAttribute(/** @type {string} */ name) {
      return this.attributes[name] ?? null;
    }
    get playing() {
      return false;
    }
  }
  mirrorOptions(/** @type {any} */ (Tag));
  const early = /** @type {any} */ (new Tag());
  for (const [name, value] of Object.entries({ seed: 3, lrG: 0.001, playing: true, note: 'mine' })) Object.defineProperty(early, name, { value, writable: true, enumerable: true, configurable: true });
  adoptEarly(early);
  assert.deepEqual(early.attributes, { seed: '3', 'lr-g': '0.001' });
  early.seed = 4;
  assert.deepEqual([early.attributes.seed, early.playing, early.note], ['4', false, 'mine']);
});

test('a language that nobody has is English, whatever it is called', () => {
  for (const [lang, spoken] of /** @type {const} */ ([['ru-RU', 'ru'], ['zh', 'zh'], ['constructor', 'en'], ['__proto__', 'en'], ['tlh', 'en']])) {
    assert.equal(languageOf(tag({ lang })), spoken);
    assert.equal(typeof firstWords(tag({ lang }))('ui.play'), 'string');
  }
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

test('the edge of a field is seen beside what is on both sides of it, by day and by night', () => {
  const tokens = readFileSync(join(WWW, 'style/tokens.css'), 'utf8');
  for (const [where, css] of [['the page', tokens], ['the element', sources]]) {
    const pair = (/** @type {string} */ name) => new RegExp(`--${name}: [^;]*light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css ?? '')?.slice(1) ?? [];
    for (const beside of ['surface', 'paper']) pair('edge').forEach((edge, i) => assert.ok(contrast(edge, pair(beside)[i] ?? '') >= 3, `${where}: ${edge} on ${pair(beside)[i]}`));
    assert.equal(pair('edge').length, 2);
  }
  for (const css of [readFileSync(join(WWW, 'style/controls.css'), 'utf8'), sources]) assert.match(css, /\.control select, \.control input\[type='number'\] \{[^}]*border: 1px solid var\(--edge\)/);
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

/**
 * As WCAG 2 has it.
 * @param {string} a
 * @param {string} b both such as `#1b1f27`
 */
function contrast(a, b) {
  const luminance = (/** @type {string} */ color) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}
