/** @import { Failure } from '../messages.js' */
import { Texts, loadTexts } from '../page/i18n.js';
import { failureText } from '../page/failure-text.js';
import { pickLanguage } from '../page/language.js';
import { FIRST_WORDS } from './first-words.js';

/** What a lab says, in one language; the catalogue is fetched with the first word. */
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
    this.#lang = pickLanguage([lang]);
  }

  /** @param {Failure} failure */
  async of(failure) {
    return failureText(await this.texts(), failure);
  }

  texts() {
    this.#texts ??= this.#load();
    return this.#texts;
  }

  async #load() {
    try {
      return await loadTexts(this.#root, this.#lang);
    } catch {
      // Next time the catalogue may be there.
      this.#texts = null;
      return new Texts(FIRST_WORDS, 'en');
    }
  }
}
