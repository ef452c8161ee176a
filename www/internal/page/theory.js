/** @import { Scatter } from '../protocol.js' */
/** @import { Ui } from './ui.js' */
import { el } from './dom.js';

/** @typedef {Scatter['divergences'][number]} Measured */

/** More is told as this at most: what a few thousand points say of larger ones is chance. */
const MOST = 1000;

/** What is known of a run on points, since the density of the data is: the best discriminator, and distances. */
export class Theory {
  #ui;
  #body = el('tbody', {});
  #about = el('p', { className: 'aside', 'data-i18n': 'ui.points.distances_about' });
  #switch;

  /** The table of distances. */
  section;
  /** Puts the best discriminator in the place of the one that learns. */
  choice;

  /**
   * @param {Ui} ui
   * @param {() => void} chosen
   */
  constructor(ui, chosen) {
    this.#ui = ui;
    this.#switch = el('input', { type: 'checkbox', id: 'points-optimal', onchange: chosen });
    this.choice = el('li', { className: 'key key-optimal', 'data-i18n-title': 'ui.points.optimal_help' }, el('label', {}, this.#switch, el('span', { 'data-i18n': 'ui.points.optimal_show' })));
    const head = ['ui.points.distance', 'ui.points.distance_true', 'ui.points.distance_estimate'].map((key) => el('th', { scope: 'col', 'data-i18n': key }));
    const table = el('table', { id: 'distances', className: 'distances' }, el('thead', {}, el('tr', {}, ...head)), this.#body);
    this.section = el('div', { className: 'theory' }, el('h3', { 'data-i18n': 'ui.points.distances' }), table, this.#about);
  }

  /** Whether the map is to show D*. */
  get showsOptimal() {
    return this.#switch.checked;
  }

  /** @param {Scatter} scatter */
  show({ divergences, optimal }) {
    this.section.hidden = divergences.length === 0;
    this.choice.hidden = optimal === null;
    this.#body.replaceChildren(...divergences.map((measured) => this.#row(measured)));
  }

  /** @param {Measured} measured */
  #row({ divergence, value, estimate }) {
    const label = el('th', { scope: 'row', title: this.#ui.t(`divergence.${divergence}.help`) }, this.#ui.t(`divergence.${divergence}.label`));
    const cells = [value, estimate].map((number) => el('td', {}, this.#text(number)));
    return el('tr', { 'data-divergence': divergence }, label, ...cells);
  }

  /** @param {number | null} value */
  #text(value) {
    if (value === null || Number.isNaN(value)) return '–';
    if (value === Infinity) return '∞';
    if (value > MOST) return `> ${this.#ui.numbers.count(MOST)}`;
    return this.#ui.numbers.fixed(value, value < 10 ? 3 : 1);
  }
}
