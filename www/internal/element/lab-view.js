/** @import { Settings, StepKind, Value } from '../protocol.js' */
/** @import { Texts } from '../page/i18n.js' */
/** @import { GanTry } from './gan-try-element.js' */
import { OPTIONS } from '../../public/attributes.js';
import { assetsFolder } from '../client/assets.js';
import { Alerts } from '../page/alerts.js';
import { Charts } from '../page/charts.js';
import { showExam } from '../page/exam.js';
import { answerKeys } from '../page/keyboard.js';
import { loadTexts } from '../page/i18n.js';
import { closeMenusLikeMenus } from '../page/menus.js';
import { showParts } from '../page/parts.js';
import { Points } from '../page/points.js';
import { Progress } from '../page/progress.js';
import { showReadouts } from '../page/readouts.js';
import { Run } from '../page/run.js';
import { Store } from '../page/store.js';
import { buildTransport } from '../page/transport.js';
import { Ui } from '../page/ui.js';
import { VariantView } from '../page/variant-view.js';
import { buildAbout } from './about.js';
import { BY_ATTRIBUTE, settingsOf } from './attribute-values.js';
import { showDeviceReadout } from './device-readout.js';
import { ElementLab } from './element-lab.js';
import { listenToLab } from './lab-events.js';
import { errorCode, toFailure } from '../shared/failure.js';
import { callsOf } from './lab-calls.js';
import { Knobs } from './knobs.js';
import { languageOf } from './languages.js';
import { Palette } from './palette.js';
import { addPlaces } from './places.js';
import { buildSaveMenu } from './save-menu.js';
import { limitsOf } from './shape.js';
import { partsSheet } from './style/parts-style.js';
import { showTitle } from './title.js';

const CHART_HEIGHT = 132;
const READOUTS = ['iteration', 'images', 'rate'];

/**
 * Everything of the element that is loaded on demand.
 * @param {GanTry} host
 * @param {ShadowRoot} root with the frame in it
 * @param {AbortSignal} life of the element: what stands in the frame later is not this view's
 */
export async function openLabView(host, root, life) {
  const assets = assetsFolder(host.assets || undefined);
  const texts = await loadTexts(assets, languageOf(host));
  life.throwIfAborted();
  return new LabView(host, root, texts, assets);
}

/** A lab in the frame of its element. */
export class LabView {
  #host;
  #assets;
  #ui;
  #run;
  #end = new AbortController();
  /** A lab begins as one that is looked at. */
  #isVisible = true;
  /** The runs that were asked for have begun, or were refused: whatever else is asked for later is of the last. @type {Promise<unknown>} */
  #begun = Promise.resolve();

  /**
   * @param {GanTry} host
   * @param {ShadowRoot} root
   * @param {Texts} texts
   * @param {URL} assets
   */
  constructor(host, root, texts, assets) {
    this.#host = host;
    this.#assets = assets;
    const sheet = partsSheet();
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    addPlaces(root);
    const base = /** @type {HTMLElement} */ (root.getElementById('base'));
    const store = new Store();
    const palette = new Palette(base, () => this.#repaint());
    const plot = Number.parseInt(getComputedStyle(base).getPropertyValue('--gantry-chart-height'), 10);
    this.#ui = new Ui(root, texts, store, { color: (name) => palette.color(name), heading: 'p', chartHeight: plot > 0 ? plot : CHART_HEIGHT, isCompact: true }, this.#end.signal);
    const ui = this.#ui;
    store.set({ limits: limitsOf(host) });

    this.gantry = new ElementLab({ settings: settingsOf(host), tolerant: true, assets, lang: texts.lang });
    const client = callsOf(this.gantry);
    const alerts = new Alerts(ui);
    const progress = new Progress(ui);
    this.charts = new Charts(ui);
    this.#run = new Run(store, client, alerts);
    const view = new VariantView(ui, client, alerts);
    this.points = new Points(ui, client, alerts);
    buildTransport(ui, this.#run);
    for (const step of ui.byId('steps').children) step.setAttribute('part', 'step');
    new Knobs(ui, this.#run, (key, value) => this.#tell('change', { key, value, settings: this.settings }));
    buildSaveMenu(ui, client, this.#run, alerts);
    buildAbout(ui);
    showReadouts(ui, READOUTS);
    showExam(ui);
    showDeviceReadout(ui);
    showTitle(ui);
    showParts(ui);
    answerKeys(ui, this.#run, base);
    closeMenusLikeMenus(root, this.#end.signal);
    listenToLab(this.gantry, ui, { alerts, progress, charts: this.charts, view, report: (doing) => this.#reportUnlessOver(doing), tell: (type, detail) => this.#tell(type, detail) });
    void this.#reportUnlessOver(this.gantry.attach({ generated: canvas('generated'), real: canvas('real'), view: canvas('view-sheet'), chosen: canvas('chosen') }));
    base.classList.remove('is-loading');

    /** The lab, once it can be asked. */
    this.ready = this.gantry.ready.then(
      () => {
        store.set({ phase: 'ready' });
        return this.gantry;
      },
      (/** @type {unknown} */ error) => {
        if (!this.#end.signal.aborted) {
          store.set({ phase: 'broken', playing: false });
          alerts.show(error);
          const { code, message, params } = toFailure(error);
          this.#tell('error', { code, message, params });
        }
        throw error;
      },
    );
    this.ready.catch(() => {});

    /** @param {string} id */
    function canvas(id) {
      return ui.byId(id, HTMLCanvasElement);
    }
  }

  /** @returns {Settings} */
  get settings() {
    return { ...settingsOf(this.#host), ...this.#ui.store.state.settings };
  }

  /** @param {boolean} isVisible whether it is in view; out of view it rests */
  show(isVisible) {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    void this.#reportUnlessOver(isVisible ? this.gantry.resume() : this.gantry.suspend());
  }

  async play() {
    await this.ready;
    await this.#begun;
    await this.gantry.play();
  }

  async pause() {
    await this.ready;
    await this.#begun;
    await this.gantry.pause();
  }

  /** Plays unasked: nobody hears of a refusal but the visitor. */
  autoplay() {
    void this.#onceReady(async () => {
      await this.#begun;
      await this.gantry.play();
    });
  }

  /** @param {StepKind} what */
  async step(what) {
    await this.ready;
    await this.#begun;
    await this.gantry.stepOnceFed(what);
  }

  /** @param {Settings | null} [settings] where they differ from those shown; another variant brings its own defaults */
  async reset(settings) {
    await this.ready;
    await this.#beforeSteps(this.#run.begin(settings ? () => ({ ...this.#besides(settings), ...settings }) : undefined));
  }

  /** What goes on beside some settings of a new run. @param {Settings} settings */
  #besides({ variant }) {
    const { shown } = this.#run;
    return variant === undefined || variant === shown.variant ? shown : this.#run.changed(shown, 'variant', variant);
  }

  /**
   * @param {string} key
   * @param {Value} value
   */
  async set(key, value) {
    await this.ready;
    await this.#beforeSteps(this.#run.aimAt(key, value));
  }

  /**
   * Attributes have changed. What fails for one of them changes nothing for the others.
   * @param {string[]} names
   */
  follow(names) {
    if (names.some((name) => ['controls', 'locked', 'hide'].includes(name))) this.#ui.store.set({ limits: limitsOf(this.#host) });
    if (names.some((name) => BY_ATTRIBUTE.has(name))) void this.#beforeSteps(this.#onceReady(() => this.#run.follow(() => this.#wanted(names))));
    if (names.includes('lang')) void this.#reportUnlessOver(this.#speak());
  }

  dispose() {
    this.#end.abort();
    void this.gantry.dispose();
  }

  /** What the attributes ask for beside what a visitor has chosen; another variant is another run. @param {string[]} names */
  #wanted(names) {
    const given = settingsOf(this.#host);
    if (names.includes('variant')) return given;
    const wanted = { ...this.#run.shown };
    for (const { key, attribute } of OPTIONS) {
      if (!names.includes(attribute)) continue;
      delete wanted[key];
      if (given[key] !== undefined) wanted[key] = given[key];
    }
    return wanted;
  }

  async #speak() {
    const lang = languageOf(this.#host);
    const texts = await loadTexts(this.#assets, lang);
    // Who changes his mind meanwhile gets the later choice.
    if (lang === languageOf(this.#host)) this.#ui.store.set({ texts });
  }

  /** @param {Promise<unknown>} doing it may begin a run */
  #beforeSteps(doing) {
    this.#begun = Promise.allSettled([this.#begun, doing]).then(() => {});
    return doing;
  }

  /**
   * For what nobody waits for. A lab that never came to be has been told of.
   * @param {() => Promise<unknown>} task
   */
  async #onceReady(task) {
    const isReady = await this.ready.then(
      () => true,
      () => false,
    );
    if (isReady) await this.#reportUnlessOver(task());
  }

  /**
   * It may be freed, or may have failed, before it was asked: that has been told.
   * @param {Promise<unknown>} doing
   */
  async #reportUnlessOver(doing) {
    const told = doing.catch((error) => {
      if (errorCode(error) !== 'disposed') throw error;
    });
    await this.#run.report(told);
  }

  #repaint() {
    this.charts?.repaint();
    this.points?.repaint();
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   */
  #tell(type, detail) {
    this.#host.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
