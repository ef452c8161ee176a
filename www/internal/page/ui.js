/** @import { Texts } from './i18n.js' */
/** @import { Store } from './store.js' */
import { elementIn } from './dom.js';

/** One lab on the screen: the tree in which its parts stand, its words, and what it knows. A page may have several. */
export class Ui {
  /**
   * @param {Document | ShadowRoot} root
   * @param {Texts} texts
   * @param {Store} store
   */
  constructor(root, texts, store) {
    this.root = root;
    this.texts = texts;
    this.store = store;
  }

  /**
   * @template {HTMLElement} [T=HTMLElement]
   * @param {string} id
   * @param {new () => T} [kind]
   * @returns {T}
   */
  byId(id, kind) {
    return elementIn(this.root, id, kind);
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [params]
   */
  t(key, params) {
    return this.texts.t(key, params);
  }

  /**
   * @param {string} key
   * @param {string} [fallback]
   */
  optionalText(key, fallback) {
    return this.texts.optionalText(key, fallback);
  }

  /** How this language writes numbers. */
  get numbers() {
    return this.texts.numbers;
  }
}
