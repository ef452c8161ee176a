/** @import { Request, View } from '../protocol.js' */
/** @import { Wanted } from '../messages.js' */
/** @import { Alerts } from './alerts.js' */
/** @import { Ui } from './ui.js' */
/** @import { Calling } from './worker-client.js' */
import { canvasOf } from './canvases.js';
import { el } from './dom.js';
import { latest } from './latest.js';
import { findVariant } from './settings.js';

/** Classes of MNIST, and categories of a code: the rows of such a view. */
const ROWS = Array.from({ length: 10 }, (_, row) => row);
const FIRST_CLASS = 5;
const CODE_STEP = 0.05;

/** What the variant shows beside its samples: rows per class, codes to turn, reconstructions… */
export class VariantView {
  #ui;
  #root;
  #send;
  #values = [0, 1].map(() => el('output', { className: 'code-value' }));
  #codeLabels = this.#values.map((_, i) => el('label', { htmlFor: `code-${i}` }));
  /** @type {View | null} */
  #kind = null;
  #isOnScreen = false;
  #class = FIRST_CLASS;
  /** @type {[number, number]} */
  #codes = [0, 0];

  /**
   * @param {Ui} ui
   * @param {Calling} client
   * @param {Alerts} alerts
   */
  constructor(ui, client, alerts) {
    this.#ui = ui;
    this.#root = ui.byId('view');
    this.#send = latest(async (/** @type {Wanted} */ wanted) => {
      try {
        await client.call('look', { wanted });
      } catch (error) {
        alerts.show(error);
      }
    });
    ui.byId('view-codes').append(...this.#codes.map((_, i) => this.#codeSlider(i)));
    ui.store.watch(['registry', 'settings'], ({ registry, settings }) => {
      const view = (registry && findVariant(registry, settings.variant)?.view) ?? null;
      // Points are shown wherever the data is points, not only by a variant that is about them.
      this.#show(view === 'scatter' ? null : view);
    });
    ui.store.watch(['texts'], () => this.#speak());
    // A picture that nobody sees is not drawn.
    const eyes = new IntersectionObserver(
      (entries) => {
        this.#isOnScreen = entries.at(-1)?.isIntersecting ?? false;
        this.ask();
      },
      { rootMargin: '200px' },
    );
    eyes.observe(this.#root);
    ui.end.addEventListener('abort', () => eyes.disconnect());
  }

  /** Tells the worker what to draw: when a run begins, and when the visitor looks at something else. */
  ask() {
    if (this.#kind === null && !this.#isOnScreen) return;
    void this.#send(wantedOf(this.#isOnScreen ? this.#kind : null, this.#class, this.#codes));
  }

  /** @param {View | null} kind */
  #show(kind) {
    if (kind === this.#kind) return;
    this.#kind = kind;
    this.#root.hidden = kind === null;
    this.#ui.byId('stage').classList.toggle('has-view', kind !== null);
    if (kind === null) return;
    this.#ui.byId('view-codes').hidden = kind !== 'codes';
    this.#ui.byId('chosen-figure').hidden = kind !== 'classes';
    this.#ui.byId('view-rows').classList.toggle('has-heads', kind === 'classes' || kind === 'codes');
    this.#ui.byId('row-heads').querySelectorAll('label, span.row-head').forEach((old) => old.remove());
    if (kind === 'classes') this.#ui.byId('row-heads').append(...ROWS.map((row) => this.#classChoice(row)));
    if (kind === 'codes') this.#ui.byId('row-heads').append(...ROWS.map((row) => el('span', { className: 'row-head', 'aria-hidden': 'true' }, String(row))));
    this.#ui.byId('row-heads').toggleAttribute('disabled', kind !== 'classes');
    this.#speak();
  }

  #speak() {
    const ui = this.#ui;
    this.#codeLabels.forEach((label, i) => void (label.textContent = ui.t('ui.codes.code', { n: i + 1 })));
    for (const input of ui.byId('row-heads').querySelectorAll('input')) input.setAttribute('aria-label', ui.t('ui.classes.class', { n: Number(input.value) }));
    this.#showCodes();
    this.#showClass();
    if (this.#kind === null) return;
    ui.byId('view-title').textContent = ui.t(`view.${this.#kind}.label`);
    ui.byId('view-about').textContent = ui.t(`view.${this.#kind}.about`);
  }

  /** @param {number} row */
  #classChoice(row) {
    const choose = () => {
      this.#class = row;
      this.#showClass();
      this.ask();
    };
    const input = el('input', { type: 'radio', name: 'class', value: String(row), checked: row === this.#class, onchange: choose });
    return el('label', { className: 'row-head' }, input, el('span', {}, String(row)));
  }

  #showClass() {
    this.#ui.byId('chosen-class').textContent = String(this.#class);
    canvasOf(this.#ui, 'chosen').setAttribute('aria-label', this.#ui.t('ui.chosen.label', { n: this.#class }));
  }

  #showCodes() {
    this.#values.forEach((value, i) => void (value.textContent = this.#ui.numbers.fixed(this.#codes[i] ?? 0, 2)));
  }

  /** @param {number} index */
  #codeSlider(index) {
    const slider = el('input', { type: 'range', id: `code-${index}`, min: '-1', max: '1', step: String(CODE_STEP), value: '0' });
    slider.addEventListener('input', () => {
      this.#codes = /** @type {[number, number]} */ (this.#codes.map((code, i) => (i === index ? Number(slider.value) : code)));
      this.#showCodes();
      this.ask();
    });
    return el('div', { className: 'code' }, this.#codeLabels[index] ?? '', slider, this.#values[index] ?? '');
  }
}

/**
 * @param {View | null} kind
 * @param {number} chosen
 * @param {[number, number]} codes
 * @returns {Wanted}
 */
export function wantedOf(kind, chosen, codes) {
  if (kind === null) return { view: null, chosen: null };
  /** @type {Request} */
  const view = kind === 'codes' ? { codes } : {};
  return { view, chosen: kind === 'classes' ? { class: chosen } : null };
}
