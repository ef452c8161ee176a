/** @import { Settings, StepKind, Value } from '../protocol.js' */
/** @import { LabView } from './lab-view.js' */
import { OPTIONS } from '../../public/attributes.js';
import { markParts } from '../page/parts.js';
import { adoptEarly, listInHidden, mirrorOptions, settingsOf } from './attribute-values.js';
import { buildFrame } from './frame.js';
import { firstWords } from './languages.js';
import { limitsOf, shapeOf } from './shape.js';
import { frameSheet } from './style/frame-style.js';

const OWN_ATTRIBUTES = ['assets', 'autoplay', 'controls', 'locked', 'hide', 'hidden', 'lang', 'theme'];
/** These change what stands in the frame. */
const SHAPING = ['controls', 'locked', 'hide', 'variant', 'lang'];

/** Servers that render pages import this, too, and have no elements. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * A GAN in a page. The element alone draws its frame; the rest is loaded when it comes into view, or is asked to play.
 * The visitor's eyes also decide when it trains: what is out of view rests.
 */
export class GanTry extends Base {
  static get observedAttributes() {
    return [...OPTIONS.map(({ attribute }) => attribute), ...OWN_ATTRIBUTES];
  }

  #root = this.attachShadow({ mode: 'open' });
  /** @type {LabView | null} */
  #view = null;
  /** @type {Promise<LabView> | null} */
  #loading = null;
  /** @type {IntersectionObserver | null} */
  #eyes = null;
  #isVisible = false;
  /** Over when it is freed: what was loading for it is of no use then. */
  #life = new AbortController();
  /** @type {Set<string>} */
  #changed = new Set();

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [frameSheet()];
  }

  connectedCallback() {
    adoptEarly(this);
    if (!this.#root.firstChild) this.#frame();
    this.#eyes ??= new IntersectionObserver((entries) => this.#see(entries.at(-1)?.isIntersecting ?? false));
    this.#eyes.observe(this);
  }

  /** A move within the page is no end: only what stays away is freed. */
  disconnectedCallback() {
    this.#eyes?.unobserve(this);
    this.#see(false);
    setTimeout(() => {
      if (!this.isConnected) this.#free();
    }, 0);
  }

  /** `moveBefore` keeps all state. */
  connectedMoveCallback() {}

  /**
   * @param {string} name
   * @param {string | null} _old
   * @param {string | null} value
   */
  attributeChangedCallback(name, _old, value) {
    const list = name === 'hidden' ? listInHidden(value) : null;
    if (list !== null) {
      this.removeAttribute('hidden');
      this.setAttribute('hide', list);
      return;
    }
    // Several at once make sense together where one after the other would not.
    if (this.#changed.size === 0) queueMicrotask(() => this.#follow());
    this.#changed.add(name);
  }

  /** Trains until paused. */
  async play() {
    await (await this.#load()).play();
  }

  async pause() {
    await (await this.#load()).pause();
  }

  /** @param {StepKind} [what] */
  async step(what = 'iteration') {
    await (await this.#load()).step(what);
  }

  /** @param {Settings} [settings] */
  async reset(settings) {
    await (await this.#load()).reset(settings);
  }

  /**
   * @param {string} key
   * @param {Value} value
   */
  async set(key, value) {
    await (await this.#load()).set(key, value);
  }

  async sample() {
    return (await this.#lab()).sample();
  }

  /** @param {string} [type] */
  async toBlob(type = 'image/png') {
    return (await this.#lab()).toBlob(type);
  }

  async save() {
    return (await this.#lab()).save();
  }

  /** @param {Uint8Array} bytes */
  async restore(bytes) {
    await (await this.#lab()).restore(bytes);
  }

  get settings() {
    return this.#view?.settings ?? settingsOf(this);
  }

  get iteration() {
    return this.#view?.gantry.iteration ?? 0;
  }

  get playing() {
    return this.#view?.gantry.playing ?? false;
  }

  get figures() {
    return this.#view?.gantry.figures ?? null;
  }

  /** The headless lab behind the element. */
  get lab() {
    return this.#view?.gantry ?? null;
  }

  get assets() {
    return this.getAttribute('assets') ?? '';
  }

  set assets(value) {
    this.setAttribute('assets', value);
  }

  get autoplay() {
    return this.hasAttribute('autoplay');
  }

  set autoplay(value) {
    this.toggleAttribute('autoplay', Boolean(value));
  }

  get theme() {
    return this.getAttribute('theme') ?? 'auto';
  }

  set theme(value) {
    this.setAttribute('theme', value);
  }

  get controls() {
    return this.getAttribute('controls');
  }

  set controls(value) {
    this.#list('controls', value);
  }

  get locked() {
    return this.getAttribute('locked');
  }

  set locked(value) {
    this.#list('locked', value);
  }

  get hide() {
    return this.getAttribute('hide');
  }

  set hide(value) {
    this.#list('hide', value);
  }

  /**
   * @param {string} name
   * @param {string | null} value
   */
  #list(name, value) {
    if (value === null) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  #frame() {
    const word = firstWords(this);
    this.#root.replaceChildren(buildFrame(shapeOf(this), word));
    markParts(this.#root, limitsOf(this));
    this.#root.getElementById('play')?.addEventListener('click', () => {
      // As soon as there is more, the button has a listener of its own.
      if (!this.#view) void this.play().catch(() => {});
    });
  }

  /** @param {boolean} isVisible */
  #see(isVisible) {
    this.#isVisible = isVisible;
    if (this.#view) return this.#view.show(isVisible);
    if (isVisible) void this.#load().catch(() => {});
    return undefined;
  }

  async #lab() {
    return (await this.#load()).ready;
  }

  #load() {
    this.#loading ??= this.#loadOnce();
    return this.#loading;
  }

  async #loadOnce() {
    const root = this.#root;
    const { signal } = this.#life;
    root.getElementById('base')?.classList.add('is-loading');
    try {
      const { openLabView } = await import('./lab-view.js');
      const view = await openLabView(this, root, signal);
      this.#view = view;
      view.show(this.#isVisible);
      if (this.autoplay) view.autoplay();
      return view;
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
      throw error;
    }
  }

  /** @param {unknown} error nothing could be loaded: the next press on Play tries again */
  #failed(error) {
    this.#loading = null;
    this.#root.getElementById('base')?.classList.remove('is-loading');
    const words = firstWords(this)('ui.element.failed');
    const status = this.#root.getElementById('status-text');
    if (status) status.textContent = words;
    this.dispatchEvent(new CustomEvent('error', { detail: { code: 'load_failed', message: words, params: { detail: String(error) } } }));
  }

  #follow() {
    const changed = [...this.#changed];
    this.#changed.clear();
    if (this.#view) return this.#view.follow(changed);
    if (this.#loading || !this.#root.firstChild) return undefined;
    if (changed.some((name) => SHAPING.includes(name))) this.#frame();
    return undefined;
  }

  #free() {
    this.#life.abort(new DOMException('The element was removed while it was loading.', 'AbortError'));
    this.#life = new AbortController();
    this.#eyes?.disconnect();
    this.#eyes = null;
    this.#view?.dispose();
    this.#view = null;
    this.#loading = null;
    this.#root.replaceChildren();
  }
}

mirrorOptions(GanTry);

/**
 * @param {string} [tag] another name, where a page has given this one away
 */
export function defineGanTry(tag = 'gan-try') {
  if (!globalThis.customElements || customElements.get(tag)) return;
  // A class can stand for one tag only.
  customElements.define(tag, tag === 'gan-try' ? GanTry : class extends GanTry {});
}
