/** @import { OptionSpec, Registry, Settings } from '../protocol.js' */
/** @import { Ui } from '../page/ui.js' */
import { refusals } from '../page/conflicts.js';
import { el } from '../page/dom.js';
import { applies } from '../page/settings.js';

/** Which options are shown as knobs, and which of these are locked: those that mean something beside the settings. */
export class KnobTable {
  #ui;
  #registry;
  #onchange;
  #body = el('tbody');
  /** @type {Set<string>} */
  #shown = new Set();
  /** @type {Set<string>} */
  #locked = new Set();
  /** @type {string[]} */
  #offered = [];

  /**
   * @param {Ui} ui
   * @param {Registry} registry
   * @param {() => void} onchange
   */
  constructor(ui, registry, onchange) {
    this.#ui = ui;
    this.#registry = registry;
    this.#onchange = onchange;
    const heads = ['knob', 'show', 'lock'].map((name) => el('th', { scope: 'col', 'data-i18n': `ui.builder.knobs.${name}` }));
    const table = el('table', { className: 'builder-knobs', id: 'builder-knob-table' }, el('thead', {}, el('tr', {}, ...heads)), this.#body);
    this.root = el('div', { className: 'builder-scroll', tabIndex: 0, role: 'group', 'data-i18n-label': 'ui.builder.knobs' }, table);
  }

  /** In the order of the table of options. */
  get shown() {
    return this.#offered.filter((key) => this.#shown.has(key));
  }

  get locked() {
    return this.#offered.filter((key) => this.#locked.has(key));
  }

  /** @param {Settings} settings full */
  offer(settings) {
    const isFree = (/** @type {OptionSpec} */ option) => applies(option, settings) && refusals(this.#registry, settings, option).all === null;
    const offered = this.#registry.options.filter(isFree).map(({ key }) => key);
    // Rows that are made anew lose the focus.
    if (offered.join() === this.#offered.join()) return;
    this.#offered = offered;
    this.speak();
  }

  speak() {
    this.#body.replaceChildren(...this.#offered.map((key) => this.#row(key)));
  }

  /** @param {string} key */
  #row(key) {
    const label = this.#ui.optionalText(`option.${key}.label`, key);
    const box = (/** @type {'show' | 'lock'} */ what, /** @type {boolean} */ checked) =>
      el('input', { type: 'checkbox', id: `builder-${what}-${key}`, checked, 'aria-label': this.#ui.t(`ui.builder.knobs.${what}_one`, { label }) });
    const [show, lock] = [box('show', this.#shown.has(key)), box('lock', this.#locked.has(key))];
    // Nobody sees the lock of a knob that is not there.
    show.addEventListener('change', () => this.#set(key, show, lock, show.checked, show.checked && lock.checked));
    lock.addEventListener('change', () => this.#set(key, show, lock, show.checked || lock.checked, lock.checked));
    return el('tr', {}, el('th', { scope: 'row' }, label), el('td', {}, show), el('td', {}, lock));
  }

  /**
   * @param {string} key
   * @param {HTMLInputElement} show
   * @param {HTMLInputElement} lock
   * @param {boolean} isShown
   * @param {boolean} isLocked
   */
  #set(key, show, lock, isShown, isLocked) {
    show.checked = isShown;
    lock.checked = isLocked;
    if (isShown) this.#shown.add(key);
    else this.#shown.delete(key);
    if (isLocked) this.#locked.add(key);
    else this.#locked.delete(key);
    this.#onchange();
  }
}
