/** @import { Params, Texts } from './i18n.js' */
/** @import { Store } from './store.js' */
import { elementIn } from './dom.js';

/**
 * @typedef {object} Look
 * @property {(name: string) => string} color a colour of the style sheets, such as `--d`, as a canvas understands it
 * @property {string} heading the tag of a part's title
 * @property {number} chartHeight in CSS pixels
 * @property {boolean} isCompact whether there is room for few words only
 */

/** One lab on the screen: the tree in which its parts stand, its words, and what it knows. A page may have several. */
export class Ui {
  /**
   * @param {Document | ShadowRoot} root
   * @param {Texts} texts
   * @param {Store} store
   * @param {Look} look
   * @param {AbortSignal} [end] what then observes and listens no more
   */
  constructor(root, texts, store, look, end = new AbortController().signal) {
    this.root = root;
    this.store = store;
    this.look = look;
    this.end = end;
    store.set({ texts });
    store.watch(['texts'], (state) => state.texts.translate(root));
  }

  /**
   * @param {HTMLElement} element
   * @param {() => void} onResize
   */
  watchSize(element, onResize) {
    const observer = new ResizeObserver(onResize);
    observer.observe(element);
    this.end.addEventListener('abort', () => observer.disconnect());
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
