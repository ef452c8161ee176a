/** @import { Language } from '../page/i18n.js' */
import { FIRST_WORDS } from '../../public/attributes.js';

/**
 * The language of an element: its own, or that of what it stands in; English where there is no catalogue for it.
 * @param {Element} element
 * @returns {Language}
 */
export function languageOf(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = parentOf(at)) {
    const lang = at.getAttribute('lang')?.trim().toLowerCase().split('-')[0];
    if (lang) return /** @type {Language} */ (Object.hasOwn(FIRST_WORDS, lang) ? lang : 'en');
  }
  return 'en';
}

/**
 * @param {Element} element
 * @returns {Element | null} also out of a shadow tree
 */
function parentOf(element) {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/** @param {Element} element */
export function firstWords(element) {
  const words = FIRST_WORDS[languageOf(element)] ?? {};
  return (/** @type {string} */ key) => words[key] ?? key;
}
