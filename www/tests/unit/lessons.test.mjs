import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { LANGUAGES } from '../../internal/page/i18n.js';

const FOLDER = new URL('../../lessons/', import.meta.url);
const OTHERS = LANGUAGES.filter((lang) => lang !== 'en');
/** Emphasis moves with the words. */
const INLINE = ['i', 'b'];

/** @param {URL} folder */
const lessonsIn = async (folder) => (await readdir(folder)).filter((name) => name.endsWith('.html')).sort();
/** @param {string} path */
const read = (path) => readFile(new URL(path, FOLDER), 'utf8');

/**
 * What stands in a lesson besides words: its elements, the labs as they are, and where links lead.
 * @param {string} html
 */
function skeleton(html) {
  return [...html.matchAll(/<(\/?[a-z][\w-]*)([^>]*)>/g)]
    .filter(([, tag = '']) => !INLINE.includes(tag.replace('/', '')))
    .map(([whole, tag = '', attributes = '']) => {
      if (tag === 'gan-try') return whole;
      const kept = [...attributes.matchAll(/\b(id|class|href|hreflang|src|aria-labelledby)="([^"]*)"/g)].map(([, name, value = '']) => `${name}=${value.replace(/^(\.\.\/)+(\?lang=\w+)?/, '')}`);
      return [tag, ...kept].join(' ');
    });
}

/**
 * The figures that a lesson tells, as numbers; small whole ones may be words.
 * @param {string} html
 * @param {string} lang
 */
function figures(html, lang) {
  const text = html.slice(html.indexOf('<main')).replaceAll(/<[^>]+>/g, '');
  const plain = lang === 'ru' ? text.replaceAll(/(?<=\d)\u00a0(?=\d{3}\b)/g, '').replaceAll(/(?<=\d),(?=\d)/g, '.') : text.replaceAll(/(?<=\d),(?=\d{3}\b)/g, '');
  return (plain.match(/\d+(?:\.\d+)?/g) ?? []).filter((figure) => figure.includes('.') || Number(figure) > 8).sort();
}

for (const lang of OTHERS) {
  test(`${lang}: every lesson is there, with the labs, links and figures of the English one`, async () => {
    const lessons = await lessonsIn(FOLDER);
    assert.deepEqual(await lessonsIn(new URL(`${lang}/`, FOLDER)), lessons);
    for (const lesson of lessons) {
      const [english, translated] = await Promise.all([read(lesson), read(`${lang}/${lesson}`)]);
      assert.deepEqual(skeleton(translated), skeleton(english), lesson);
      assert.deepEqual(figures(translated, lang), figures(english, 'en'), lesson);
    }
  });
}

/** @param {string} text a line may break anywhere */
const plain = (text) => text.replaceAll(/\s+/g, ' ');

test('what a lesson tells to press or to set is called so in the lab', async () => {
  for (const lang of LANGUAGES) {
    const texts = Object.values(/** @type {Record<string, string>} */ (JSON.parse(await readFile(new URL(`../../../src/text/${lang}.json`, import.meta.url), 'utf8')))).map(plain);
    const folder = lang === 'en' ? '' : `${lang}/`;
    for (const lesson of await lessonsIn(new URL(folder, FOLDER))) {
      const names = [...(await read(folder + lesson)).matchAll(/<b class="set">([^<]*)<\/b>/g)].map(([, name = '']) => plain(name));
      assert.ok(names.length > 0, lesson);
      assert.deepEqual(names.filter((name) => !texts.includes(name)), [], `${lang}: ${lesson}`);
    }
  }
});
