import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { LANGUAGES, Texts } from '../../internal/page/i18n.js';

/** @typedef {Record<string, string>} Catalogue */

const FOLDER = new URL('../../../src/text/', import.meta.url);
const SOURCES = ['internal/', 'public/'].map((folder) => new URL(`../../${folder}`, import.meta.url));
const FORM = /\.(zero|one|two|few|many|other)$/;
/** A placeholder, and signs that mean the same in every language. */
const NO_WORDS = /\{\w+\}|[^\p{L}]/gu;

/** @param {string} lang */
const read = async (lang) => /** @type {Catalogue} */ (JSON.parse(await readFile(new URL(`${lang}.json`, FOLDER), 'utf8')));
const en = await read('en');
const others = await Promise.all(LANGUAGES.filter((lang) => lang !== 'en').map(async (lang) => /** @type {const} */ ([lang, await read(lang)])));

/** Names that are the same in every language: papers, optimisers, devices, products. */
const NAMES = [
  ...['aae', 'acgan', 'alphagan', 'avb', 'began', 'bigan', 'cyclegan', 'dcgan', 'deligan', 'dragan', 'fgan', 'gan', 'infogan', 'lapgan', 'lsgan', 'pix2pix', 'r1', 'vae', 'vaegan', 'wgan', 'wgan_gp'].map((id) => `choice.variant.${id}`),
  ...['alphagan', 'dcgan', 'dragan', 'infogan', 'lsgan', 'vaegan'].map((id) => `variant.${id}.title`),
  ...['adam', 'rmsprop'].map((id) => `choice.optimizer.${id}`),
  ...LANGUAGES.map((lang) => `ui.language.${lang}`),
  'choice.device.webgpu',
  'measure.mmd.label',
  'option.beta1.label',
  'option.beta2.label',
  'ui.element.cpu',
  'ui.element.webgpu',
  'ui.version',
];

/** @param {string} key */
const isForm = (key) => FORM.test(key) && key.replace(FORM, '.other') in en && key.replace(FORM, '.one') in en;
/** The texts as the page asks for them: all forms of one are one. @param {Catalogue} catalogue */
const keysOf = (catalogue) => [...new Set(Object.keys(catalogue).map((key) => (isForm(key) ? key.replace(FORM, '') : key)))].sort();
/** @param {string} text */
const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g))].sort();

test('every language has a file, and no file is without a language', async () => {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json'));
  assert.deepEqual(files.sort(), LANGUAGES.map((lang) => `${lang}.json`).sort());
});

for (const [lang, catalogue] of [['en', en], ...others]) {
  const texts = new Texts(/** @type {Catalogue} */ (catalogue), /** @type {typeof LANGUAGES[number]} */ (lang));

  test(`${lang}: no key is missing, and none is left over`, () => {
    assert.deepEqual(keysOf(/** @type {Catalogue} */ (catalogue)), keysOf(en));
  });

  test(`${lang}: a text beside a number has just the forms that the language needs`, () => {
    const needed = new Intl.PluralRules(texts.tag).resolvedOptions().pluralCategories.sort();
    for (const key of keysOf(en).filter((candidate) => `${candidate}.other` in en && isForm(`${candidate}.other`))) {
      const there = Object.keys(catalogue).filter((candidate) => candidate.replace(FORM, '') === key && candidate !== key);
      assert.deepEqual(there.map((form) => form.split('.').at(-1)).sort(), needed, key);
    }
  });

  test(`${lang}: texts are whole and tidy`, () => {
    for (const [key, text] of Object.entries(catalogue)) {
      assert.ok(text.trim() === text && text !== '', key);
      assert.doesNotMatch(text, /\{(?!\w+\})|(?<!\{\w+)\}| {2}|<|&\w+;/, key);
    }
    assert.deepEqual(Object.keys(catalogue), Object.keys(catalogue).sort(), 'sorted, so that two people can add texts at once');
  });
}

for (const [lang, catalogue] of others) {
  test(`${lang}: placeholders are those of English`, () => {
    for (const [key, text] of Object.entries(catalogue)) {
      // “1 choice” may do without its number; other forms may not.
      const english = en[key] && !isForm(key) ? en[key] : en[key.replace(FORM, '.other')];
      assert.deepEqual(placeholders(text), placeholders(english ?? en[key] ?? ''), key);
    }
  });

  test(`${lang}: everything is translated but names`, () => {
    const same = Object.keys(catalogue).filter((key) => catalogue[key] === en[key] && (en[key] ?? '').replace(NO_WORDS, '') !== '');
    assert.deepEqual(same.filter((key) => !NAMES.includes(key)), []);
  });

  test(`${lang}: formulas and identifiers are those of English`, () => {
    const formula = /[DGLTx]\([^)]*\)+|\d+×\d+|‖|γ|λ|½|¼|⅛|\b[a-z0-9]+(?:-[a-z0-9]+){2,}\b/g;
    for (const [key, text] of Object.entries(catalogue)) {
      const english = en[key];
      if (english && !isForm(key)) assert.deepEqual(found(text, formula), found(english, formula), key);
    }
  });
}

test('the list of names holds nothing that every language translates', () => {
  const isSame = (/** @type {string} */ key) => others.some(([, catalogue]) => key in en && catalogue[key] === en[key]);
  assert.deepEqual(NAMES.filter((key) => !isSame(key)), []);
});

test('every error that the page throws has words', async () => {
  const missing = [];
  for (const folder of SOURCES) {
    for (const file of (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js'))) {
      const source = await readFile(new URL(file, folder), 'utf8');
      for (const [, code = '', reason] of source.matchAll(/new PageError\('(\w+)'(?:, \{ reason: '(\w+)')?/g)) {
        const key = reason ? `error.${code}.${reason}` : `error.${code}`;
        const isWorded = key in en || Object.keys(en).some((candidate) => !reason && candidate.startsWith(`${key}.`));
        if (!isWorded) missing.push(`${file}: ${key}`);
      }
    }
  }
  assert.deepEqual(missing, []);
});

/**
 * @param {string} text
 * @param {RegExp} pattern
 */
function found(text, pattern) {
  return [...new Set((text.match(pattern) ?? []).map((match) => match.replaceAll(/\s/g, '')))].sort();
}
