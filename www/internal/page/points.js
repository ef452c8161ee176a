/** @import { Scatter } from '../protocol.js' */
/** @import { Plotted } from '../messages.js' */
/** @import { Alerts } from './alerts.js' */
/** @import { State } from './store.js' */
/** @import { Ui } from './ui.js' */
/** @import { Calling } from './worker-client.js' */
import { DRAWN } from '../shared/learned.js';
import { el } from './dom.js';
import { DrawPad } from './draw-pad.js';
import { latest } from './latest.js';
import { plot } from './scatter-plot.js';
import { Theory } from './theory.js';

/** What a run on points shows instead of samples: the points, what D believes of each place, and what is captured. */
export class Points {
  #ui;
  #canvas;
  #pad;
  #send;
  #isSending = false;
  #captured = el('dd', { id: 'modes-captured' }, '–');
  #quality = el('dd', { id: 'modes-quality' }, '–');
  #modes;
  #count = el('output', { id: 'points-count' });
  #tools;
  #theory;
  /** Whose belief the map is. */
  #whose = el('span');

  /**
   * @param {Ui} ui
   * @param {Calling} client
   * @param {Alerts} alerts
   */
  constructor(ui, client, alerts) {
    this.#ui = ui;
    this.#canvas = ui.byId('scatter', HTMLCanvasElement);
    const captured = figure('ui.points.modes', 'ui.points.modes_help', this.#captured);
    const quality = figure('ui.points.quality', 'ui.points.quality_help', this.#quality);
    this.#modes = el('dl', { className: 'modes' }, captured, quality);
    this.#pad = new DrawPad(
      this.#canvas,
      () => this.#drawn(),
      () => this.repaint(),
    );
    this.#send = latest(async (/** @type {Float32Array} */ points) => {
      this.#isSending = true;
      try {
        await client.call('set_drawn', { points });
      } catch (error) {
        alerts.show(error);
      }
      this.#isSending = false;
    });
    const clear = el('button', { type: 'button', className: 'quiet', id: 'points-clear', 'data-i18n': 'ui.points.clear', onclick: () => this.#pad.clear() });
    this.#tools = el('div', { className: 'draw-tools', id: 'draw-tools' }, el('h3', { 'data-i18n': 'ui.points.draw' }), el('p', { 'data-i18n': 'ui.points.draw_help' }), el('div', { className: 'draw-buttons' }, clear, this.#count));
    this.#theory = new Theory(ui, () => this.#show(ui.store.state));
    ui.byId('points-legend').append(...legend(this.#whose), this.#theory.choice);
    ui.byId('points-side').append(this.#modes, this.#tools, this.#theory.section);
    for (const id of ['points-legend', 'points-side']) ui.texts.translate(ui.byId(id));
    ui.store.watch(['scatter'], ({ scatter }) => scatter && this.#take(scatter));
    ui.store.watch(['scatter', 'settings', 'texts'], (state) => this.#show(state));
    ui.watchSize(this.#canvas, () => this.repaint());
  }

  repaint() {
    const { scatter } = this.#ui.store.state;
    if (!scatter) return;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    if (width === 0) return;
    const [wide, high] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
    if (this.#canvas.width !== wide || this.#canvas.height !== high) Object.assign(this.#canvas, { width: wide, height: high });
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    const { color } = this.#ui.look;
    const real = this.#isDrawn ? this.#pad.points.map((n) => n * scatter.extent) : scatter.real;
    plot(context, scatter, real, { width, height, color, number: (n) => this.#ui.numbers.number(n), isOptimal: this.#theory.showsOptimal });
    const { pen } = this.#pad;
    if (pen) drawPen(context, ((pen.x + 1) / 2) * width, ((1 - pen.y) / 2) * height, color('--ink'));
  }

  get #isDrawn() {
    return this.#ui.store.state.settings.dataset === DRAWN;
  }

  #drawn() {
    const { scatter } = this.#ui.store.state;
    if (!scatter || !this.#isDrawn) return;
    this.repaint();
    this.#showCount();
    void this.#send(new Float32Array(this.#pad.points.map((n) => n * scatter.extent)));
  }

  /**
   * They may come from a checkpoint, or from the page around; what comes while own ones are on their way is older.
   * @param {Plotted} scatter
   */
  #take({ drawn, extent }) {
    if (!this.#isSending) this.#pad.points = Array.from(drawn, (n) => n / extent);
  }

  /** @param {Readonly<State>} state */
  #show({ scatter }) {
    this.#ui.byId('stage').classList.toggle('has-points', scatter !== null);
    this.#ui.byId('pictures').hidden = scatter !== null;
    for (const id of ['points', 'points-side']) this.#ui.byId(id).hidden = scatter === null;
    if (!scatter) return;
    const isDrawn = this.#isDrawn;
    this.#pad.turn(isDrawn);
    this.#theory.show(scatter);
    const words = this.#words(scatter);
    this.#ui.byId('points-about').textContent = this.#ui.t(words.about);
    this.#whose.textContent = this.#ui.t(words.whose);
    this.#ui.byId('points-frame').classList.toggle('is-line', scatter.dimensions === 1);
    this.#ui.byId('points-legend').classList.toggle('is-line', scatter.dimensions === 1);
    this.#canvas.classList.toggle('is-pad', isDrawn);
    this.#canvas.setAttribute('role', isDrawn ? 'application' : 'img');
    this.#canvas.setAttribute('aria-label', this.#ui.t(isDrawn ? 'ui.points.draw_label' : words.label, { from: -scatter.extent, to: scatter.extent }));
    if (isDrawn) this.#canvas.tabIndex = 0;
    else this.#canvas.removeAttribute('tabindex');
    this.#tools.hidden = !isDrawn;
    this.#showCount();
    this.#showModes(scatter);
    this.repaint();
  }

  /** The keys of what is said of the plot. @param {Scatter} scatter */
  #words({ dimensions }) {
    const whose = 'ui.points.belief';
    if (dimensions === 1) return { about: 'ui.points.about_1d', label: 'ui.points.label_1d', whose };
    if (!this.#theory.showsOptimal) return { about: 'view.scatter.about', label: 'ui.points.label_2d', whose };
    return { about: 'ui.points.about_optimal', label: 'ui.points.label_optimal', whose: 'ui.points.belief_optimal' };
  }

  #showCount() {
    const count = this.#pad.points.length / 2;
    this.#count.textContent = this.#ui.t('ui.points.count', { n: count });
    this.#ui.byId('points-hint').hidden = !this.#isDrawn || count > 0;
  }

  /** @param {Scatter} scatter */
  #showModes({ modes }) {
    this.#modes.hidden = modes === null;
    if (!modes) return;
    this.#captured.textContent = this.#ui.t('ui.points.modes_of', { captured: modes.captured, modes: modes.modes });
    this.#quality.textContent = this.#ui.numbers.percent(modes.high_quality);
  }
}

/**
 * @param {string} name
 * @param {string} help both keys of the catalogue
 * @param {HTMLElement} value
 */
function figure(name, help, value) {
  return el('div', { 'data-i18n-title': help }, el('dt', { 'data-i18n': name }), value);
}

/** @param {HTMLElement} whose */
function legend(whose) {
  const mark = () => el('i', { 'aria-hidden': 'true' });
  const real = el('li', { className: 'key key-real' }, mark(), el('span', { 'data-i18n': 'ui.points.real' }));
  const generated = el('li', { className: 'key key-generated' }, mark(), el('span', { 'data-i18n': 'ui.points.generated' }));
  const ramp = el(
    'li',
    { className: 'key key-map' },
    whose,
    el('span', { className: 'ramp-end is-generated', 'data-i18n': 'ui.points.belief_generated' }),
    el('i', { className: 'ramp', 'aria-hidden': 'true' }),
    el('span', { className: 'ramp-end is-real', 'data-i18n': 'ui.points.belief_real' }),
  );
  const curve = el('li', { className: 'key key-curve' }, mark(), el('span', { 'data-i18n': 'ui.points.belief_curve' }));
  const best = el('li', { className: 'key key-curve key-best' }, mark(), el('span', { 'data-i18n': 'ui.points.optimal_curve' }));
  return [real, generated, ramp, curve, best];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {string} color
 */
function drawPen(context, x, y, color) {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x - 9, y);
  context.lineTo(x + 9, y);
  context.moveTo(x, y - 9);
  context.lineTo(x, y + 9);
  context.stroke();
}
