/** @import { Store } from './store.js' */
import { Chart } from './chart.js';
import { byId } from './dom.js';
import { History } from './history.js';
import { t } from './i18n.js';
import { findVariant } from './settings.js';

/** Faster than this nobody reads curves, and the main thread has better things to do. */
const DRAW_MS = 150;

/** The charts and what they show. */
export class Charts {
  #history = new History();
  #charts;
  #measure;
  /** @type {string | null} */
  #measured = null;
  #smooth = byId('smooth', HTMLInputElement);
  #drawnAt = -Infinity;
  #isDue = false;

  /** @param {Store} store */
  constructor(store) {
    const losses = new Chart(byId('chart-losses'), {
      title: t('ui.losses'),
      lines: [
        { key: 'd_loss', player: 'd', label: t('ui.losses.d'), mark: 'D' },
        { key: 'g_loss', player: 'g', label: t('ui.losses.g'), mark: 'G' },
      ],
      range: null,
      level: null,
      least: 1.5,
    });
    const outputs = new Chart(byId('chart-outputs'), {
      title: t('ui.outputs'),
      lines: [
        { key: 'd_real', player: 'd', label: t('ui.outputs.real'), mark: 'D(x)' },
        { key: 'd_fake', player: 'g', label: t('ui.outputs.fake'), mark: 'D(G(z))' },
      ],
      range: [0, 1],
      level: { at: 0.5, label: t('ui.outputs.half') },
      least: 1,
    });
    this.#measure = new Chart(byId('chart-measure'), {
      title: '',
      lines: [{ key: 'measure', player: 'm', label: t('ui.measure.now'), mark: '' }],
      range: null,
      level: null,
      least: 0,
    });
    this.#charts = [losses, outputs, this.#measure];
    store.watch(['registry', 'settings'], ({ registry, settings }) => {
      // Without a discriminator there is nothing that it loses or believes.
      const hasD = !registry || findVariant(registry, settings.variant)?.d_loss !== '';
      losses.showInLegend('d_loss', hasD);
      byId('chart-outputs').hidden = !hasD;
    });
    this.#smooth.addEventListener('change', () => this.#draw());
    store.watch(['figures'], ({ figures }) => {
      if (!figures) return;
      this.#nameMeasure(figures.measure);
      if (figures.points.length === 0) return;
      this.#history.push(figures.points);
      this.#drawSoon();
    });
  }

  /**
   * A run begins, or goes on from here.
   * @param {number} iteration
   */
  cutAfter(iteration) {
    this.#history.cutAfter(iteration);
    this.#draw();
  }

  repaint() {
    for (const chart of this.#charts) chart.repaint();
  }

  /** @param {string | null} id known before the first iteration, so that nothing moves while it trains */
  #nameMeasure(id) {
    if (id === this.#measured) return;
    this.#measured = id;
    byId('chart-measure').hidden = id === null;
    byId('charts').classList.toggle('has-measure', id !== null);
    if (id !== null) this.#measure.name(t(`measure.${id}.label`), t(`measure.${id}.help`));
  }

  #drawSoon() {
    if (this.#isDue) return;
    this.#isDue = true;
    const wait = Math.max(0, this.#drawnAt + DRAW_MS - performance.now());
    setTimeout(() => requestAnimationFrame(() => this.#draw()), wait);
  }

  #draw() {
    this.#isDue = false;
    this.#drawnAt = performance.now();
    for (const chart of this.#charts) {
      if (chart !== this.#measure || this.#measured !== null) chart.draw(this.#history.points, this.#smooth.checked);
    }
  }
}
