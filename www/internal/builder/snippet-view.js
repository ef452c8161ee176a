/** @import { Registry } from '../protocol.js' */
/** @import { Ui } from '../page/ui.js' */
/** @import { Embedding } from './snippet.js' */
import { el } from '../page/dom.js';
import { radios } from './fields.js';
import { iframeSnippet, linkSnippet, tagSnippet } from './snippet.js';

const FORMS = /** @type {const} */ (['tag', 'iframe', 'link']);
const PLACES = { site: new URL('../../../', import.meta.url), script: new URL('../../public/gan-try.js', import.meta.url) };

/** The text to copy, in one of three forms. */
export class SnippetView {
  #ui;
  #registry;
  #forms;
  #code = el('code', { id: 'builder-snippet' });
  #note = el('p', { className: 'builder-note', id: 'builder-form-note' });
  #told = el('p', { className: 'builder-told', role: 'status', id: 'builder-told' });

  /**
   * @param {Ui} ui
   * @param {Registry} registry
   * @param {() => void} onchange
   */
  constructor(ui, registry, onchange) {
    this.#ui = ui;
    this.#registry = registry;
    this.#forms = radios('builder-form', FORMS, 'tag', (form) => `ui.builder.form.${form}`, onchange);
    const copy = el('button', { type: 'button', className: 'quiet', id: 'builder-copy', 'data-i18n': 'ui.builder.copy', onclick: () => void this.#copy() });
    const text = el('pre', { className: 'builder-code', tabIndex: 0, role: 'group', 'data-i18n-label': 'ui.builder.snippet' }, this.#code);
    const forms = el('div', { className: 'builder-forms', role: 'radiogroup', 'aria-labelledby': 'builder-snippet-title' }, ...this.#forms.labels);
    this.root = el('section', { 'aria-labelledby': 'builder-snippet-title' }, el('h3', { id: 'builder-snippet-title', 'data-i18n': 'ui.builder.snippet' }), forms, text, el('div', { className: 'builder-copy' }, copy, this.#told), this.#note);
  }

  /** @param {Embedding} embedding */
  show(embedding) {
    this.#code.textContent = this.#write(embedding);
    this.#told.textContent = '';
    this.speak();
  }

  speak() {
    this.#note.textContent = this.#ui.t(`ui.builder.form.${this.#forms.value}.note`);
  }

  /** @param {Embedding} embedding */
  #write(embedding) {
    const form = this.#forms.value;
    if (form === 'tag') return tagSnippet(this.#registry, embedding, PLACES);
    if (form === 'link') return linkSnippet(this.#registry, embedding, PLACES);
    const variant = this.#ui.optionalText(`variant.${embedding.settings.variant}.title`, String(embedding.settings.variant));
    return iframeSnippet(this.#registry, embedding, PLACES, `Gantry: ${variant}`);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#code.textContent ?? '');
      this.#told.textContent = this.#ui.t('ui.builder.copied');
    } catch {
      getSelection()?.selectAllChildren(this.#code);
      this.#told.textContent = this.#ui.t('ui.builder.copy_failed');
    }
  }
}
