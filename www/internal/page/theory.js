/** @import { Scatter } from '../protocol.js' */
/** @import { Numbers } from './format.js' */
/** @import { Ui } from './ui.js' */
import { el } from './dom.js';

/** @typedef {Scatter['divergences'][number]} Measured */

/** More is told as this at most: what a few thousand points say of larger ones is chance. */
const MOST = 1000;

/** What is known of a run on points, since the density of the data is: the best discriminator, and distances. */
export class Theory {
  #ui;
  /** The cells of each row: the table changes only where its numbers do, since somebody may be reading it. @type {Map<Measured['divergence'], HTMLElement[]>} */
  #cells = new Map();
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
    const title = el('h3', { id: 'distances-title', 'data-i18n': 'ui.points.distances' });
    const table = el('table', { id: 'distances', className: 'distances', 'aria-labelledby': title.id }, el('thead', {}, el('tr', {}, ...head)), this.#body);
    this.section = el('div', { className: 'theory' }, title, table, this.#about);
  }

  /** Whether the map shows D*. */
  get showsOptimal() {
    return this.#switch.checked && !this.choice.hidden;
  }

  /** @param {Scatter} scatter */
  show({ divergences, optimal, dimensions }) {
    this.section.hidden = divergences.length === 0;
    // On the line both are drawn.
    this.choice.hidden = optimal === null || dimensions === 1;
    const names = divergences.map(({ divergence }) => divergence);
    if (names.join() !== [...this.#cells.keys()].join()) this.#begin(names);
    for (const { divergence, value, estimate } of divergences) {
      this.#cells.get(divergence)?.forEach((cell, i) => void (cell.textContent = distanceText(this.#ui.numbers, [value, estimate][i] ?? null)));
    }
  }

  /** @param {Measured['divergence'][]} names */
  #begin(names) {
    this.#cells = new Map(names.map((name) => [name, [el('td'), el('td')]]));
    this.#body.replaceChildren(...[...this.#cells].map(([name, cells]) => el('tr', { 'data-divergence': name }, headOf(name), ...cells)));
    this.#ui.texts.translate(this.#body);
  }
}

/**
 * A distance, or an estimate of one, which may be below zero.
 * @param {Numbers} numbers
 * @param {number | null} value
 */
export function distanceText(numbers, value) {
  if (value === null || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size === Infinity) return numbers.count(value);
  if (size > MOST) return `${value < 0 ? '<' : '>'} ${numbers.count(Math.sign(value) * MOST)}`;
  return numbers.fixed(value, size < 10 ? 3 : 1);
}

/** @param {Measured['divergence']} name */
function headOf(name) {
  return el('th', { scope: 'row', 'data-i18n': `divergence.${name}.label`, 'data-i18n-title': `divergence.${name}.help` });
}
