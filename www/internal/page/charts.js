/** @import { Store } from './store.js' */
import { Chart } from './chart.js';
import { byId } from './dom.js';
import { History } from './history.js';
import { t } from './i18n.js';

/** Faster than this nobody reads curves, and the main thread has better things to do. */
const DRAW_MS = 150;

/** Both charts and what they show. */
export class Charts {
  #history = new History();
  #charts;
  #smooth = byId('smooth', HTMLInputElement);
  #drawnAt = -Infinity;
  #isDue = false;

  /** @param {Store} store */
  constructor(store) {
    this.#charts = [
      new Chart(byId('chart-losses'), {
        title: t('ui.losses'),
        lines: [
          { key: 'd_loss', player: 'd', label: t('ui.losses.d'), mark: 'D' },
          { key: 'g_loss', player: 'g', label: t('ui.losses.g'), mark: 'G' },
        ],
        range: null,
        level: null,
      }),
      new Chart(byId('chart-outputs'), {
        title: t('ui.outputs'),
        lines: [
          { key: 'd_real', player: 'd', label: t('ui.outputs.real'), mark: 'D(x)' },
          { key: 'd_fake', player: 'g', label: t('ui.outputs.fake'), mark: 'D(G(z))' },
        ],
        range: [0, 1],
        level: { at: 0.5, label: t('ui.outputs.half') },
      }),
    ];
    this.#smooth.addEventListener('change', () => this.#draw());
    store.watch(['figures'], ({ figures }) => {
      if (!figures || figures.points.length === 0) return;
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

  #drawSoon() {
    if (this.#isDue) return;
    this.#isDue = true;
    const wait = Math.max(0, this.#drawnAt + DRAW_MS - performance.now());
    setTimeout(() => requestAnimationFrame(() => this.#draw()), wait);
  }

  #draw() {
    this.#isDue = false;
    this.#drawnAt = performance.now();
    for (const chart of this.#charts) chart.draw(this.#history.points, this.#smooth.checked);
  }
}
