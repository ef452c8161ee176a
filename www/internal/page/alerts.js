/** @import { Failure } from '../messages.js' */
/** @import { Ui } from './ui.js' */
import { el } from './dom.js';
import { failureOf, failureText } from './failure-text.js';

const TOAST_MS = 4000;
const MOST_ALERTS = 3;

/** Messages over the page; the page below does not move. */
export class Alerts {
  #ui;
  #alerts;
  #toast;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {{ failure: Failure, root: HTMLElement, text: HTMLElement }[]} the oldest first */
  #shown = [];

  /** @param {Ui} ui */
  constructor(ui) {
    this.#ui = ui;
    this.#alerts = ui.byId('alerts');
    this.#toast = ui.byId('toast');
    ui.store.watch(['texts'], ({ texts }) => {
      for (const { failure, text } of this.#shown) text.textContent = failureText(texts, failure);
    });
  }

  /** @param {unknown} error stays until it is dismissed */
  show(error) {
    const failure = failureOf(error);
    const { texts } = this.#ui.store.state;
    const words = failureText(texts, failure);
    // The same trouble again is news only once.
    for (const { root, text } of [...this.#shown]) if (text.textContent === words) this.#remove(root);
    const text = el('p', {}, words);
    const close = el('button', { type: 'button', className: 'alert-close', 'data-i18n-label': 'ui.dismiss', onclick: () => this.#remove(root) }, '×');
    const root = el('div', { className: 'alert', 'data-code': failure.code }, text, close);
    texts.translate(root);
    this.#shown.push({ failure, root, text });
    this.#alerts.append(root);
    const oldest = this.#shown[0];
    if (oldest && this.#shown.length > MOST_ALERTS) this.#remove(oldest.root);
  }

  /** @param {string} text goes by itself */
  toast(text) {
    clearTimeout(this.#timer);
    this.#toast.textContent = text;
    this.#toast.classList.add('is-shown');
    this.#timer = setTimeout(() => this.#toast.classList.remove('is-shown'), TOAST_MS);
  }

  /** @param {HTMLElement} alert */
  #remove(alert) {
    alert.remove();
    this.#shown = this.#shown.filter(({ root }) => root !== alert);
  }
}
