import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Numbers, formatNumber } from '../../internal/page/format.js';
import { distanceText } from '../../internal/page/theory.js';
import { sliderScale } from '../../internal/page/slider-scale.js';

// Between thousands and before units, lines do not break.
const spaced = (/** @type {string} */ text) => text.replaceAll(' ', '\u00a0');

test('numbers of fields and links read back as themselves', () => {
  for (const n of [0, 7, 0.0002, 3e-6, 0.9999, 4294967295, 1e-6]) assert.equal(Number(formatNumber(n)), n);
  assert.equal(formatNumber(0.0003), '0.0003');
});

test('readouts keep their shape', () => {
  const en = new Numbers('en');
  assert.equal(en.count(1234567), '1,234,567');
  assert.deepEqual([0.5, -1.234, -0.001, NaN, -Infinity].map((n) => en.fixed(n, 2)), ['0.50', '−1.23', '0.00', 'NaN', '−∞']);
  assert.deepEqual([0, 0.123, 12.34, 217.4].map((n) => en.rate(n)), ['–', '0.12', '12.3', '217']);
  assert.deepEqual([0.00123, -0.5, 2.302, 36.26, -1234.5, NaN].map((n) => en.measure(n)), ['0.0012', '−0.500', '2.30', '36.3', '−1,235', '–']);
  assert.deepEqual([-4, 0.1 + 0.2, 1e-6, 4294967295].map((n) => en.number(n)), ['−4', '0.3', '0.000001', '4,294,967,295']);
  assert.deepEqual([2_100_000, 31_400].map((n) => en.bytes(n)), [spaced('2.1 MB'), spaced('31 kB')]);
  assert.equal(en.percent(0.286), '29%');
});

test('every language writes numbers in its own way', () => {
  const ru = new Numbers('ru');
  assert.equal(ru.count(1234567), spaced('1 234 567'));
  assert.equal(ru.fixed(-1.234, 2), '−1,23');
  assert.deepEqual([2_100_000, 31_400].map((n) => ru.bytes(n)), [spaced('2,1 МБ'), spaced('31 кБ')]);
  assert.equal(ru.percent(0.286), spaced('29 %'));
  const zh = new Numbers('zh-Hans');
  assert.equal(zh.count(1234567), '1,234,567');
  assert.equal(zh.bytes(2_100_000), spaced('2.1 MB'));
});

/** @param {import('../../internal/protocol.js').Kind} kind */
const scaleOf = (kind) => sliderScale({ key: 'k', group: 'run', live: true, unit: null, when: null, default: 0, kind });

test('sliders reach both ends and come back to a value near by', () => {
  /** @type {import('../../internal/protocol.js').Kind[]} */
  const kinds = [
    { type: 'float', min: 1e-6, max: 1, scale: 'log' },
    { type: 'float', min: 0, max: 0.999, scale: 'linear' },
    { type: 'int', min: 2, max: 512 },
    { type: 'int', min: 1, max: 20 },
  ];
  for (const kind of kinds) {
    const scale = scaleOf(kind);
    assert.ok(scale && 'min' in kind);
    assert.equal(scale.toValue(0), kind.min);
    assert.equal(scale.toValue(scale.max), kind.max);
    const middle = scale.toValue(Math.round(scale.max / 2));
    assert.ok(Math.abs(scale.toPosition(middle) - scale.max / 2) <= scale.max * 0.03);
    if (kind.type === 'int') assert.ok(Number.isInteger(middle));
  }
});

test('a range too wide for a slider gets a field only', () => {
  assert.equal(scaleOf({ type: 'int', min: 0, max: 4294967295 }), null);
  assert.equal(scaleOf({ type: 'bool' }), null);
});

test('distances are told as far as they mean something, on both sides of zero', () => {
  const numbers = new Numbers('en');
  const told = [null, NaN, 0.12345, -0.12345, 12.34, -12.34, 1e6, -1e6, Infinity, -Infinity].map((value) => distanceText(numbers, value));
  assert.deepEqual(told, ['–', '–', '0.123', '−0.123', '12.3', '−12.3', '> 1,000', '< −1,000', '∞', '−∞']);
});
