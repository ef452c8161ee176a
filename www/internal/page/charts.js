/** @import { Point } from '../protocol.js' */
/** @import { Ui } from './ui.js' */
import { Chart } from './chart.js';
import { History } from './history.js';
import { pointsOf } from './log.js';
import { findVariant } from './settings.js';

/** Faster than this nobody reads curves, and the main thread has better things to do. */
const DRAW_MS = 150;

/** The charts and what they show. */
export class Charts {
  #ui;
  #history = new History();
  #charts;
  #measure;
  /** @type {string | null} */
  #measured = null;
  #smooth;
  #drawnAt = -Infinity;
  #isDue = false;

  /** @param {Ui} ui */
  constructor(ui) {
    this.#ui = ui;
    this.#smooth = ui.byId('smooth', HTMLInputElement);
    const losses = new Chart(ui, ui.byId('chart-losses'), {
      title: 'ui.losses',
      lines: [
        { key: 'd_loss', player: 'd', label: 'ui.losses.d', mark: 'D' },
        { key: 'g_loss', player: 'g', label: 'ui.losses.g', mark: 'G' },
      ],
      range: null,
      level: null,
      least: 1.5,
    });
    const outputs = new Chart(ui, ui.byId('chart-outputs'), {
      title: 'ui.outputs',
      lines: [
        { key: 'd_real', player: 'd', label: 'ui.outputs.real', mark: 'D(x)' },
        { key: 'd_fake', player: 'g', label: 'ui.outputs.fake', mark: 'D(G(z))' },
      ],
      range: [0, 1],
      level: { at: 0.5, label: 'ui.outputs.half' },
      least: 1,
    });
    this.#measure = new Chart(ui, ui.byId('chart-measure'), {
      lines: [{ key: 'measure', player: 'm', label: 'ui.measure.now', mark: '' }],
      range: null,
      level: null,
      least: 0,
    });
    this.#charts = [losses, outputs, this.#measure];
    ui.store.watch(['registry', 'settings'], ({ registry, settings }) => {
      // Without a discriminator there is nothing that it loses or believes.
      const hasD = !registry || findVariant(registry, settings.variant)?.equations.d_loss !== '';
      losses.showInLegend('d_loss', hasD);
      ui.byId('chart-outputs').hidden = !hasD;
    });
    this.#smooth.addEventListener('change', () => this.#draw());
    ui.store.watch(['texts'], () => {
      this.#nameMeasure();
      this.repaint();
    });
    ui.store.watch(['figures'], ({ figures }) => {
      if (!figures) return;
      this.#showMeasure(figures.measure);
      if (figures.points.length === 0) return;
      this.#history.push(figures.points);
      this.#drawSoon();
    });
  }

  /**
   * A run begins, or goes on from here: what was drawn may be another one's, so its own log tells of the iterations before.
   * @param {number} iteration
   * @param {() => Promise<string>} readLog as CSV
   */
  async cutAfter(iteration, readLog) {
    this.#restart([]);
    if (iteration > 0) this.#restart(pointsOf(await readLog()));
  }

  /** @param {Point[]} points */
  #restart(points) {
    this.#history.restart(points);
    this.#draw();
  }

  repaint() {
    for (const chart of this.#charts) chart.repaint();
  }

  /** @param {string | null} id known before the first iteration, so that nothing moves while it trains */
  #showMeasure(id) {
    if (id === this.#measured) return;
    this.#measured = id;
    this.#ui.byId('chart-measure').hidden = id === null;
    this.#ui.byId('charts').classList.toggle('has-measure', id !== null);
    this.#nameMeasure();
  }

  #nameMeasure() {
    const id = this.#measured;
    if (id !== null) this.#measure.name(this.#ui.t(`measure.${id}.label`), this.#ui.t(`measure.${id}.help`));
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
