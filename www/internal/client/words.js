/** @import { Failure } from '../messages.js' */
import { Texts, loadTexts } from '../page/i18n.js';
import { failureText } from '../page/failure-text.js';
import { FIRST_WORDS } from './first-words.js';

const FALLBACK_LANG = 'en';

/** Failures in the words of one language; the catalogue is fetched with the first of them. */
export class Words {
  #root;
  #lang;
  /** @type {Promise<Texts> | null} */
  #texts = null;

  /**
   * @param {URL} root the folder of the assets
   * @param {string} lang a language tag
   */
  constructor(root, lang) {
    this.#root = root;
    this.#lang = lang.toLowerCase().split('-')[0] ?? FALLBACK_LANG;
  }

  /** @param {Failure} failure */
  async of(failure) {
    this.#texts ??= this.#load();
    return failureText(await this.#texts, failure);
  }

  async #load() {
    for (const lang of new Set([this.#lang, FALLBACK_LANG])) {
      try {
        return await loadTexts(this.#root, lang);
      } catch {
        // The next language, or the first words, have to do.
      }
    }
    this.#texts = null;
    return new Texts(FIRST_WORDS, FALLBACK_LANG);
  }
}
