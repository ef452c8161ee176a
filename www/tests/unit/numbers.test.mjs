import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Numbers, formatNumber } from '../../internal/page/format.js';
import { fill } from '../../internal/page/i18n.js';
import { sliderScale } from '../../internal/page/slider-scale.js';

test('numbers of fields and links read back as themselves', () => {
  for (const n of [0, 7, 0.0002, 3e-6, 0.9999, 4294967295, 1e-6]) assert.equal(Number(formatNumber(n)), n);
  assert.equal(formatNumber(0.0003), '0.0003');
});

test('readouts keep their shape', () => {
  const numbers = new Numbers('en');
  assert.equal(numbers.count(1234567), '1,234,567');
  assert.equal(numbers.fixed(0.5, 2), '0.50');
  assert.equal(numbers.fixed(-1.234, 2), '−1.23');
  assert.equal(numbers.fixed(NaN, 2), 'NaN');
  assert.equal(numbers.fixed(-Infinity, 2), '−∞');
  assert.deepEqual([0, 0.123, 12.34, 217.4].map((n) => numbers.rate(n)), ['–', '0.12', '12.3', '217']);
  assert.deepEqual(numbers.bytes(2_100_000), { n: '2.1', unit: 'mb' });
  assert.deepEqual(numbers.bytes(31_400), { n: '31', unit: 'kb' });
});

test('each language writes its own numbers', () => {
  const numbers = new Numbers('ru');
  assert.equal(numbers.fixed(1.5, 2), '1,50');
  assert.match(numbers.count(1234567), /^1\s234\s567$/);
});

test('texts take parameters, and leave unknown ones visible', () => {
  assert.equal(fill('{loaded} of {total}', { loaded: 0, total: '2 MB' }), '0 of 2 MB');
  assert.equal(fill('{missing}', {}), '{missing}');
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
