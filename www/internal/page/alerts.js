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
  /** Whether the toast is a question. */
  #isAsking = false;
  /** @type {{ failure: Failure, root: HTMLElement, text: HTMLElement }[]} the oldest first */
  #shown = [];
  /** @type {HTMLElement | null} where the focus was before it came to a message */
  #origin = null;

  /** @param {Ui} ui */
  constructor(ui) {
    this.#ui = ui;
    this.#alerts = ui.byId('alerts');
    this.#toast = ui.byId('toast');
    this.#alerts.addEventListener('focusin', ({ relatedTarget }) => {
      if (relatedTarget instanceof HTMLElement && !this.#alerts.contains(relatedTarget)) this.#origin = relatedTarget;
    });
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
    this.#isAsking = false;
    this.#toast.textContent = text;
    this.#toast.classList.add('is-shown');
    this.#timer = setTimeout(() => this.#endToast(), TOAST_MS);
  }

  /**
   * Whether this is the answer to the question, which is put otherwise, and waits as long as a toast stays.
   * @param {string} question
   */
  confirms(question) {
    const isAnswer = this.#isAsking;
    if (isAnswer) this.#endToast();
    else this.toast(question);
    this.#isAsking = !isAnswer;
    return isAnswer;
  }

  #endToast() {
    clearTimeout(this.#timer);
    this.#isAsking = false;
    this.#toast.classList.remove('is-shown');
  }

  /** @param {HTMLElement} alert */
  #remove(alert) {
    const hadFocus = alert.contains(this.#ui.root.activeElement);
    alert.remove();
    this.#shown = this.#shown.filter(({ root }) => root !== alert);
    if (hadFocus) this.#moveFocus();
  }

  /** Whoever dismisses by keyboard goes on with the next message, then where he was, and not at the top of the page. */
  #moveFocus() {
    const next = this.#alerts.querySelector('button');
    if (next) return next.focus();
    const place = this.#origin?.isConnected ? this.#origin : this.#ui.byId('play');
    // Whoever dismisses by mouse is reading something else by now.
    place.focus({ preventScroll: true });
    this.#origin = null;
    return undefined;
  }
}
