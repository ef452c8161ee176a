/** @type {Record<string, string>} */
let catalogue = {};

/** @param {URL} root of the site */
export async function loadCatalogue(root) {
  const response = await fetch(new URL('locales/en.json', root));
  if (!response.ok) throw new Error(`locales/en.json: ${response.status}`);
  catalogue = await response.json();
}

/**
 * The text of a key; the key itself where the catalogue lacks it, so that the gap is seen.
 * @param {string} key
 * @param {Record<string, string | number>} [params]
 */
export function t(key, params = {}) {
  return fill(catalogue[key] ?? key, params);
}

/**
 * The text of a key, or the fallback.
 * @param {string} key
 * @param {string} [fallback]
 */
export function optionalText(key, fallback = '') {
  return catalogue[key] ?? fallback;
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
