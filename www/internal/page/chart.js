/** @import { Ui } from './ui.js' */
import uPlot from '../../vendor/uPlot.esm.js';
import { disclosure } from './control.js';
import { el } from './dom.js';
import { robustRange, smoothed } from './history.js';

/** @typedef {'d_loss' | 'g_loss' | 'd_real' | 'd_fake' | 'measure'} FigureKey */
/** @typedef {'d' | 'g' | 'm'} Player m: neither of the two, but a measure of both */
/** @typedef {{ key: FigureKey, player: Player, label: string, mark: string }} Line label: a key of the catalogue */
/**
 * @typedef {object} ChartSpec
 * @property {string} [title] a key of the catalogue; absent: what the chart is of changes
 * @property {Line[]} lines
 * @property {[number, number] | null} range null: from the values
 * @property {{ at: number, label: string } | null} level a line across the chart; label: a key of the catalogue
 * @property {number} least the top of the range is at least this
 */

/** Solid for D, dashed for G: the colours are not the only difference. */
const DASH = { d: [], g: [6, 3], m: [] };
const LABEL_WIDTH = 52;
const FONT = '11px system-ui, sans-serif';

/** One chart: a legend that shows the values, and the lines, each labelled at its end. */
export class Chart {
  #ui;
  #spec;
  #root;
  #plot;
  #box;
  #values;
  #title;
  #labels;
  /** @type {{ text: HTMLElement, button: HTMLElement } | null} */
  #help = null;
  /** @type {import('../protocol.js').Point[]} */
  #points = [];
  #smooth = true;

  /**
   * @param {Ui} ui
   * @param {HTMLElement} root
   * @param {ChartSpec} spec
   */
  constructor(ui, root, spec) {
    this.#ui = ui;
    this.#root = root;
    this.#spec = spec;
    this.#values = spec.lines.map(() => el('output', { className: 'legend-value' }, '–'));
    // The mark is what stands at the end of the line.
    this.#labels = spec.lines.map(({ label, mark }) => (ui.look.isCompact && mark ? el('span', { 'data-i18n-title': label }, mark) : el('span', { 'data-i18n': label })));
    const legend = spec.lines.map((line, i) => el('li', { className: `legend-item player-${line.player}` }, swatch(line.player), this.#labels[i] ?? '', this.#values[i] ?? ''));
    this.#box = el('div', { className: 'plot', 'aria-hidden': 'true' });
    this.#title = el('span', { 'data-i18n': spec.title });
    const title = el(/** @type {'h2'} */ (ui.look.heading), { className: 'chart-title' }, this.#title);
    if (spec.level) title.append(el('span', { className: 'chart-note' }, swatch('level'), el('span', { 'data-i18n': spec.level.label })));
    root.append(title, el('ul', { className: 'legend' }, ...legend), this.#box);
    ui.texts.translate(root);
    this.#plot = new uPlot(this.#options(), this.#data(), this.#box);
    ui.watchSize(this.#box, () => this.#plot.setSize({ width: this.#box.clientWidth, height: ui.look.chartHeight }));
    ui.end.addEventListener('abort', () => this.#plot.destroy());
  }

  /**
   * @param {import('../protocol.js').Point[]} points
   * @param {boolean} smooth
   */
  draw(points, smooth) {
    this.#points = points;
    this.#smooth = smooth;
    this.#plot.setData(this.#data());
    this.#showValues(points.length - 1);
  }

  /**
   * What the chart is of may change with the run.
   * @param {string} title
   * @param {string} help
   */
  name(title, help) {
    this.#title.textContent = title;
    this.#help ??= this.#buildHelp();
    this.#help.text.textContent = help;
    this.#help.button.setAttribute('aria-label', this.#ui.t('ui.settings.help_for', { label: title }));
  }

  #buildHelp() {
    const text = el('p', { className: 'chart-help', id: `${this.#root.id}-help`, hidden: true });
    const button = disclosure(text, '?');
    button.className = 'control-info';
    this.#title.after(button);
    this.#root.querySelector('.chart-title')?.after(text);
    return { text, button };
  }

  /**
   * Whether a line makes sense in this run.
   * @param {FigureKey} key
   * @param {boolean} isShown
   */
  showInLegend(key, isShown) {
    this.#spec.lines.forEach((line, i) => {
      if (line.key === key && this.#labels[i]?.parentElement) this.#labels[i].parentElement.hidden = !isShown;
    });
  }

  /** Colours have changed, or the language of the numbers. */
  repaint() {
    this.#plot.redraw(false, true);
    this.#showValues(this.#points.length - 1);
  }

  /** @returns {import('uplot').AlignedData} */
  #data() {
    const raw = this.#spec.lines.map(({ key }) => this.#points.map((point) => (Number.isFinite(point[key]) ? point[key] : null)));
    const behind = this.#smooth ? raw : raw.map((values) => values.map(() => null));
    const front = this.#smooth ? raw.map((values) => smoothed(values)) : raw;
    return [this.#points.map((point) => point.iteration), ...behind, ...front];
  }

  /** @returns {import('uplot').Options} */
  #options() {
    const ink = (/** @type {string} */ name) => () => this.#ui.look.color(name);
    const axis = { stroke: ink('--muted'), font: FONT, grid: { stroke: ink('--rule'), width: 1 }, ticks: { show: false } };
    const lines = this.#spec.lines;
    return {
      width: this.#box.clientWidth || 300,
      height: this.#ui.look.chartHeight,
      padding: [8, LABEL_WIDTH, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { time: false, range: (_plot, min, max) => (min === null ? [0, 100] : [Math.min(min, 0), Math.max(max, 20)]) }, y: { range: () => this.#range() } },
      axes: [
        { ...axis, size: 26, gap: 4, space: 60, values: (_plot, splits) => splits.map((n) => (n % 1 === 0 ? this.#ui.numbers.count(n) : '')) },
        { ...axis, size: lines.some(({ player }) => player === 'm') ? 44 : 34, gap: 4, space: 34, values: (_plot, splits) => splits.map((n) => (n === this.#spec.level?.at ? '½' : this.#ui.numbers.number(n))) },
      ],
      series: [
        {},
        ...lines.map(({ player }) => ({ stroke: ink(`--${player}-faint`), width: 1, spanGaps: true, points: { show: false } })),
        ...lines.map(({ player }) => ({ stroke: ink(`--${player}`), width: 2, dash: DASH[player], spanGaps: true, points: { show: false } })),
      ],
      hooks: {
        drawAxes: [(plot) => this.#drawLevel(plot)],
        draw: [(plot) => this.#drawLabels(plot)],
        setCursor: [(plot) => this.#showValues(plot.cursor.idx ?? this.#points.length - 1)],
      },
    };
  }

  /** @returns {[number, number]} */
  #range() {
    if (this.#spec.range) return this.#spec.range;
    return robustRange(this.#spec.lines.flatMap(({ key }) => this.#points.map((point) => (Number.isFinite(point[key]) ? point[key] : null))), this.#spec.least);
  }

  /** @param {number} index */
  #showValues(index) {
    const point = this.#points[index];
    this.#spec.lines.forEach(({ key }, i) => {
      const value = this.#values[i];
      if (value) value.textContent = point ? this.#format(key, this.#figureAt(key, index)) : '–';
    });
  }

  /**
   * @param {FigureKey} key
   * @param {number} value
   */
  #format(key, value) {
    return key === 'measure' ? this.#ui.numbers.measure(value) : this.#ui.numbers.fixed(value, 2);
  }

  /**
   * Some measures are taken only now and then: then the last one holds.
   * @param {FigureKey} key
   * @param {number} index
   */
  #figureAt(key, index) {
    const at = this.#points[index]?.[key] ?? NaN;
    if (key !== 'measure' || !Number.isNaN(at)) return at;
    return this.#points.slice(0, index).findLast((point) => !Number.isNaN(point.measure))?.measure ?? NaN;
  }

  /** @param {import('uplot')} plot */
  #drawLevel(plot) {
    const { level } = this.#spec;
    if (!level) return;
    const { ctx, bbox } = plot;
    const y = Math.round(plot.valToPos(level.at, 'y', true));
    ctx.save();
    ctx.strokeStyle = this.#ui.look.color('--muted');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  }

  /** @param {import('uplot')} plot */
  #drawLabels(plot) {
    const { ctx, bbox } = plot;
    const count = this.#spec.lines.length;
    const labels = this.#spec.lines.flatMap((line, i) => {
      const value = [...(plot.data[1 + count + i] ?? [])].findLast((candidate) => typeof candidate === 'number');
      if (typeof value !== 'number') return [];
      return [{ line, y: Math.min(bbox.top + bbox.height, Math.max(bbox.top, plot.valToPos(value, 'y', true))) }];
    });
    spread(labels, 13 * devicePixelRatio, bbox.top, bbox.top + bbox.height);
    ctx.save();
    ctx.font = `600 ${scaledFont()}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    for (const { line, y } of labels) {
      ctx.fillStyle = this.#ui.look.color(`--${line.player}`);
      ctx.fillText(line.mark, bbox.left + bbox.width + 6 * devicePixelRatio, y);
    }
    ctx.restore();
  }
}

/**
 * Moves labels apart that would overlap.
 * @param {{ y: number }[]} labels
 * @param {number} gap
 * @param {number} top
 * @param {number} bottom
 */
export function spread(labels, gap, top, bottom) {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  sorted.forEach((label, i) => {
    const above = sorted[i - 1];
    label.y = Math.max(label.y, above ? above.y + gap : top);
  });
  sorted.reverse().forEach((label, i) => {
    const below = sorted[i - 1];
    label.y = Math.min(label.y, below ? below.y - gap : bottom);
  });
}

function scaledFont() {
  return FONT.replace('11px', `${11 * devicePixelRatio}px`);
}

/** @param {Player | 'level'} kind */
function swatch(kind) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 8');
  svg.setAttribute('class', 'swatch');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M0 4h24');
  const dash = { d: '', g: '6 3', m: '', level: '2 3' }[kind];
  if (dash) line.setAttribute('stroke-dasharray', dash);
  svg.append(line);
  return svg;
}
