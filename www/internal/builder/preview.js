/** @import { Registry } from '../protocol.js' */
/** @import { Embedding } from './snippet.js' */
import { el } from '../page/dom.js';
import { attributesOf } from './snippet.js';

/** What the page of the teacher will show: the element itself. */
export class Preview {
  #frame = el('div', { className: 'builder-frame' });
  root = el('section', { className: 'builder-preview', 'aria-labelledby': 'builder-preview-title' }, el('h3', { id: 'builder-preview-title', 'data-i18n': 'ui.builder.preview' }), this.#frame);
  /** @type {HTMLElement | null} */
  #element = null;

  /**
   * @param {Registry} registry
   * @param {Embedding} embedding
   */
  async show(registry, embedding) {
    // Loaded with the first look: the page itself has no use for the element.
    await import('../../public/gan-try.js');
    const wanted = attributesOf(registry, embedding);
    this.#frame.style.maxWidth = embedding.width > 0 ? `${embedding.width}px` : '';
    const element = this.#element ?? document.createElement('gan-try');
    for (const name of element.getAttributeNames()) if (!wanted.has(name)) element.removeAttribute(name);
    for (const [name, value] of wanted) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    if (element === this.#element || !this.root.closest('dialog[open]')) return;
    this.#element = element;
    this.#frame.replaceChildren(element);
  }

  /** Ends the preview's run. */
  clear() {
    this.#element = null;
    this.#frame.replaceChildren();
  }
}
