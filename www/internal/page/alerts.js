import { toFailure } from '../shared/failure.js';
import { byId, el } from './dom.js';
import { failureText } from './failure-text.js';
import { pageTexts, t } from './i18n.js';
import { Refusal } from './worker-client.js';

const TOAST_MS = 4000;
const MOST_ALERTS = 3;

/** Messages over the page; the page below does not move. */
export class Alerts {
  #alerts = byId('alerts');
  #toast = byId('toast');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {unknown} error stays until it is dismissed */
  show(error) {
    if (error instanceof Refusal) this.#add(error.code, error.message);
    else {
      const failure = toFailure(error);
      this.#add(failure.code, failureText(pageTexts(), failure));
    }
  }

  /** @param {string} text goes by itself */
  toast(text) {
    clearTimeout(this.#timer);
    this.#toast.textContent = text;
    this.#toast.classList.add('is-shown');
    this.#timer = setTimeout(() => this.#toast.classList.remove('is-shown'), TOAST_MS);
  }

  /**
   * @param {string} code
   * @param {string} text
   */
  #add(code, text) {
    // The same trouble again is news only once.
    for (const old of this.#alerts.querySelectorAll('.alert')) if (old.textContent?.startsWith(text)) old.remove();
    const close = el('button', { type: 'button', className: 'alert-close', 'aria-label': t('ui.dismiss'), onclick: () => alert.remove() }, '×');
    const alert = el('div', { className: 'alert', 'data-code': code }, el('p', {}, text), close);
    this.#alerts.append(alert);
    while (this.#alerts.children.length > MOST_ALERTS) this.#alerts.firstElementChild?.remove();
  }
}
