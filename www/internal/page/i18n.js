import { Numbers } from './format.js';

/** What is said in one language: a catalogue, and how numbers are written. A page may speak several at once. */
export class Texts {
  #catalogue;

  /**
   * @param {Record<string, string>} catalogue
   * @param {string} lang
   */
  constructor(catalogue, lang) {
    this.#catalogue = catalogue;
    this.lang = lang;
    this.numbers = new Numbers(lang);
  }

  /**
   * The text of a key; the key itself where the catalogue lacks it, so that the gap is seen.
   * @param {string} key
   * @param {Record<string, string | number>} [params]
   */
  t(key, params = {}) {
    return fill(this.#catalogue[key] ?? key, params);
  }

  /**
   * The text of a key, or the fallback.
   * @param {string} key
   * @param {string} [fallback]
   */
  optionalText(key, fallback = '') {
    return this.#catalogue[key] ?? fallback;
  }
}

/** What the page itself speaks. */
let spoken = new Texts({}, 'en');

export function pageTexts() {
  return spoken;
}

/**
 * @param {URL} root of the site
 * @param {string} lang
 * @returns {Promise<Texts>}
 */
export async function loadTexts(root, lang) {
  const file = `locales/${lang}.json`;
  const response = await fetch(new URL(file, root));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return new Texts(await response.json(), lang);
}

/** @param {URL} root of the site */
export async function loadCatalogue(root) {
  spoken = await loadTexts(root, 'en');
  return spoken;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [params]
 */
export function t(key, params = {}) {
  return spoken.t(key, params);
}

/**
 * @param {string} key
 * @param {string} [fallback]
 */
export function optionalText(key, fallback = '') {
  return spoken.optionalText(key, fallback);
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} params
 */
export function fill(text, params) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
}

/** Puts texts where index.html names their keys. */
export function translateDocument() {
  document.title = t('ui.title');
  for (const element of document.querySelectorAll('[data-i18n]')) element.textContent = t(element.getAttribute('data-i18n') ?? '');
  for (const element of document.querySelectorAll('[data-i18n-label]')) {
    element.setAttribute('aria-label', t(element.getAttribute('data-i18n-label') ?? ''));
  }
  for (const element of document.querySelectorAll('[data-i18n-title]')) {
    element.setAttribute('title', t(element.getAttribute('data-i18n-title') ?? ''));
  }
}
