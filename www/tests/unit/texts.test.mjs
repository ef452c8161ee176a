import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorText, failureText } from '../../internal/page/failure-text.js';
import { Texts } from '../../internal/page/i18n.js';
import { pickLanguage } from '../../internal/page/language.js';
import { PageError } from '../../internal/shared/failure.js';

const en = new Texts(
  {
    plain: '{loaded} of {total}',
    'unit.images.one': 'image',
    'unit.images.other': 'images',
    'points.one': '{n} point',
    'points.other': '{n} points',
    'option.lr_g.label': 'Learning rate, G',
    'choice.device.webgpu': 'GPU',
    'conflict.no_latent': 'There is no z.',
    'error.module_missing': 'The {device} module is missing.',
    'error.option_value.number': '“{label}” takes a number up to {max}.',
    'error.locked_checkpoint': 'Fixed here: {labels}.',
  },
  'en',
);

test('texts take parameters, and leave unknown ones visible', () => {
  assert.equal(en.t('plain', { loaded: 1234, total: '2 MB' }), '1,234 of 2 MB');
  assert.equal(en.t('plain'), '{loaded} of {total}');
});

test('what the catalogue lacks is seen, unless there is something else to show', () => {
  assert.equal(en.t('absent'), 'absent');
  assert.equal(en.optionalText('absent', 'instead'), 'instead');
  assert.equal(en.optionalText('absent'), '');
});

test('a text beside a number takes the form that the number wants', () => {
  assert.deepEqual([0, 1, 2, 1200].map((n) => en.t('points', { n })), ['0 points', '1 point', '2 points', '1,200 points']);
  assert.equal(en.t('unit.images', { n: NaN }), 'images');
});

test('a language may have more forms than English, or one', () => {
  const ru = new Texts({ 'points.one': '{n} точка', 'points.few': '{n} точки', 'points.many': '{n} точек', 'points.other': '{n} точки' }, 'ru');
  assert.deepEqual(
    [1, 2, 5, 11, 21, 1204].map((n) => ru.t('points', { n })),
    ['1 точка', '2 точки', '5 точек', '11 точек', '21 точка', '1\u00a0204 точки'],
  );
  const zh = new Texts({ 'points.other': '{n} 个点' }, 'zh');
  assert.deepEqual([1, 2].map((n) => zh.t('points', { n })), ['1 个点', '2 个点']);
});

test('names are listed as the language lists them', () => {
  assert.equal(en.list(['a', 'b']), 'a and b');
});

test('errors are worded by the catalogue, and name options as the page does', () => {
  assert.equal(errorText(en, new PageError('module_missing', { device: 'webgpu' })), 'The GPU module is missing.');
  const refused = { code: 'option_value', message: 'option `lr_g` …', params: { reason: 'number', key: 'lr_g', max: 0.5 } };
  assert.equal(failureText(en, refused), '“Learning rate, G” takes a number up to 0.5.');
  assert.equal(errorText(en, new PageError('locked_checkpoint', { keys: 'lr_g,seed' })), 'Fixed here: Learning rate, G and seed.');
  const conflict = { code: 'conflict', message: 'option `a` cannot be `b` while `c` is `d` (no_latent)', params: {} };
  assert.equal(failureText(en, conflict), 'There is no z.');
});

test('an error that the catalogue does not know keeps its own words', () => {
  assert.equal(failureText(en, { code: 'new', message: 'this is new', params: {} }), 'This is new');
  assert.equal(failureText(en, { code: 'new', message: '', params: {} }), 'error.new');
});

test('the first wish that can be met decides', () => {
  assert.equal(pickLanguage([null, undefined, 'xx', 'en-GB']), 'en');
  assert.equal(pickLanguage(['']), 'en');
  assert.equal(pickLanguage([null, 'de-DE', 'zh-TW', 'ru']), 'zh');
  assert.equal(pickLanguage(['ru_RU', 'en']), 'ru');
  assert.equal(pickLanguage(['uk', 'RU']), 'ru');
});
