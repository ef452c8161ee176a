import { Numbers } from './format.js';

/** The languages of the catalogue, by the names of its files. */
export const LANGUAGES = /** @type {const} */ (['en', 'zh', 'ru']);

/** @typedef {typeof LANGUAGES[number]} Language */
/** @typedef {Record<string, string | number>} Params numbers are written as the language writes them */

/** For `lang` attributes and Intl: with `zh` alone, a browser may draw Chinese with the glyphs of another script. */
const TAGS = { en: 'en', zh: 'zh-Hans', ru: 'ru' };

/** @type {Map<string, Promise<Texts>>} */
const loaded = new Map();

/**
 * The texts of one language. They are fetched once, however many parts of a page ask for them.
 * @param {URL} root of the site
 * @param {Language} lang
 * @returns {Promise<Texts>}
 */
export function loadTexts(root, lang) {
  const url = new URL(`locales/${lang}.json`, root);
  let texts = loaded.get(url.href);
  if (!texts) {
    texts = fetchTexts(url, lang);
    loaded.set(url.href, texts);
    texts.catch(() => loaded.delete(url.href));
  }
  return texts;
}

/**
 * @param {URL} url
 * @param {Language} lang
 */
async function fetchTexts(url, lang) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`locales/${lang}.json: ${response.status}`);
  return new Texts(await response.json(), lang);
}

/** Everything that people read, in one language. It never changes: another language is another object. */
export class Texts {
  #catalogue;
  #plurals;
  #lists;

  /**
   * @param {Record<string, string>} catalogue key → text
   * @param {Language} lang
   */
  constructor(catalogue, lang) {
    this.lang = lang;
    this.numbers = new Numbers(this.tag);
    this.#catalogue = catalogue;
    this.#plurals = new Intl.PluralRules(this.tag);
    this.#lists = new Intl.ListFormat(this.tag, { type: 'conjunction' });
  }

  /** What stands in a `lang` attribute. */
  get tag() {
    return TAGS[this.lang];
  }

  /**
   * The text of a key; the key itself where the catalogue lacks it, so that the gap is seen. A text with plural forms
   * stands under `<key>.one`, `<key>.few`… and takes the form that its parameter `n` wants.
   * @param {string} key
   * @param {Params} [params]
   */
  t(key, params) {
    return this.optionalText(key, key, params);
  }

  /**
   * The text of a key, or the fallback.
   * @param {string} key
   * @param {string} [fallback]
   * @param {Params} [params]
   */
  optionalText(key, fallback = '', params = {}) {
    const text = this.#catalogue[key] ?? this.#catalogue[`${key}.${this.#plurals.select(Number(params.n ?? 0))}`];
    return text === undefined ? fallback : this.#fill(text, params);
  }

  /** @param {string[]} names */
  list(names) {
    return this.#lists.format(names);
  }

  /**
   * Puts texts where elements name their keys: `data-i18n` for the content, `data-i18n-label` for the name that a
   * screen reader says, `data-i18n-title` for the hint.
   * @param {ParentNode} root
   */
  translate(root) {
    for (const element of root.querySelectorAll('[data-i18n]')) element.textContent = this.t(element.getAttribute('data-i18n') ?? '');
    for (const element of root.querySelectorAll('[data-i18n-label]')) element.setAttribute('aria-label', this.t(element.getAttribute('data-i18n-label') ?? ''));
    for (const element of root.querySelectorAll('[data-i18n-title]')) element.setAttribute('title', this.t(element.getAttribute('data-i18n-title') ?? ''));
  }

  /**
   * @param {string} text
   * @param {Params} params
   */
  #fill(text, params) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? this.numbers.number(value) : value;
    });
  }
}
