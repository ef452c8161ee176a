import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letterOf } from '../../internal/page/keyboard.js';

test('a key is its Latin letter, on a keyboard with other letters too', () => {
  const letters = [
    ['d', 'KeyD'],
    ['D', 'KeyD'],
    ['в', 'KeyD'],
    ['К', 'KeyR'],
    ['ע', 'KeyG'],
    // On Dvorak the key with the place of R has P on it, and that of O has R.
    ['p', 'KeyR'],
    ['r', 'KeyO'],
    ['ð', 'KeyD'],
    ['Enter', 'Enter'],
    ['1', 'Digit1'],
  ].map(([key = '', code = '']) => letterOf({ key, code }));
  assert.deepEqual(letters, ['d', 'd', 'd', 'r', 'g', 'p', 'r', 'ð', '', '']);
});
