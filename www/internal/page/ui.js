/** @import { Params, Texts } from './i18n.js' */
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
    this.store = store;
    store.set({ texts });
    store.watch(['texts'], (state) => state.texts.translate(root));
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

  /** In the language of now: whoever shows texts watches `texts` in the store. */
  get texts() {
    return this.store.state.texts;
  }

  /**
   * @param {string} key
   * @param {Params} [params]
   */
  t(key, params) {
    return this.texts.t(key, params);
  }

  /**
   * @param {string} key
   * @param {string} [fallback]
   * @param {Params} [params]
   */
  optionalText(key, fallback, params) {
    return this.texts.optionalText(key, fallback, params);
  }

  /** How this language writes numbers. */
  get numbers() {
    return this.texts.numbers;
  }
}
