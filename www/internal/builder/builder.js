/** @import { Registry, Settings, Value } from '../protocol.js' */
/** @import { Run } from '../page/run.js' */
/** @import { Ui } from '../page/ui.js' */
/** @import { Embedding } from './snippet.js' */
import { familyOf } from '../page/conflicts.js';
import { Control } from '../page/control.js';
import { el } from '../page/dom.js';
import { LANGUAGES } from '../page/i18n.js';
import { findOption } from '../page/settings.js';
import { PARTS } from '../shared/limits.js';
import { choice, fieldset, radios, tick } from './fields.js';
import { KnobTable } from './knob-table.js';
import { Preview } from './preview.js';
import { SnippetView } from './snippet-view.js';

/** What is chosen here by its own control; all other settings come from the run. */
const RUN_KEYS = ['variant', 'seed', 'steps'];
const KNOBS = /** @type {const} */ (['none', 'mattering', 'chosen']);
const WIDTHS = ['0', '360', '480', '640', '800'];
const THEMES = ['', 'light', 'dark'];

/** The dialog in which a teacher puts a lab together, sees it, and takes the text for his page. */
export class Builder {
  #ui;
  #run;
  #registry;
  /** @type {Settings} */
  #settings;
  #controls;
  #knobs;
  #table;
  #lockAll;
  #parts;
  #width;
  #lang;
  #theme;
  #autoplay;
  #preview = new Preview();
  #snippet;
  #dialog = el('dialog', { className: 'builder', id: 'builder', 'aria-labelledby': 'builder-title' });

  /**
   * @param {Ui} ui
   * @param {Run} run
   * @param {Registry} registry
   */
  constructor(ui, run, registry) {
    const update = () => this.#update();
    this.#ui = ui;
    this.#run = run;
    this.#registry = registry;
    this.#settings = run.shown;
    this.#controls = RUN_KEYS.map((key) => this.#control(key));
    this.#knobs = radios('builder-knobs', KNOBS, 'none', (value) => `ui.builder.knobs.${value}`, update);
    this.#lockAll = tick('builder-lock-all', 'ui.builder.lock_all', false, update);
    this.#table = new KnobTable(ui, registry, update);
    this.#parts = PARTS.map((part) => ({ part, ...tick(`builder-part-${part}`, `ui.part.${part}`, true, update) }));
    this.#width = choice('builder-width', 'ui.builder.width', WIDTHS, (width) => (width === '0' ? { 'data-i18n': 'ui.builder.width.full' } : { textContent: `${width} px` }), update);
    this.#lang = choice('builder-lang', 'ui.language', ['', ...LANGUAGES], (lang) => ({ 'data-i18n': lang ? `ui.language.${lang}` : 'ui.builder.as_page' }), update);
    this.#theme = choice('builder-theme', 'ui.theme', THEMES, (theme) => ({ 'data-i18n': theme ? `ui.theme.${theme}` : 'ui.builder.as_page' }), update);
    this.#autoplay = tick('builder-autoplay', 'ui.builder.autoplay', false, update);
    this.#snippet = new SnippetView(ui, registry, update);
    this.#dialog.append(this.#head(), el('div', { className: 'builder-body' }, this.#choices(), el('div', { className: 'builder-result' }, this.#snippet.root, this.#preview.root)));
    document.body.append(this.#dialog);
    ui.store.watch(['texts'], () => this.#speak());
  }

  /**
   * With the run that the page shows.
   * @param {HTMLElement} origin gets the focus back: the menu's item, which has it, is closed by then
   */
  open(origin) {
    const onclose = () => {
      this.#preview.clear();
      origin.focus();
    };
    this.#dialog.addEventListener('close', onclose, { once: true });
    this.#settings = this.#run.shown;
    this.#dialog.showModal();
    this.#update();
  }

  #head() {
    const close = el('button', { type: 'button', className: 'quiet', id: 'builder-close', 'data-i18n': 'ui.builder.close', onclick: () => this.#dialog.close() });
    return el('header', { className: 'builder-head' }, el('h2', { id: 'builder-title', 'data-i18n': 'ui.builder' }), close);
  }

  #choices() {
    return el(
      'div',
      { className: 'builder-choices' },
      fieldset('group.run', ...this.#controls.map(({ root }) => root), el('p', { className: 'builder-note', 'data-i18n': 'ui.builder.run.note' })),
      fieldset('ui.builder.knobs', ...this.#knobs.labels, this.#lockAll.root, this.#table.root),
      fieldset('ui.builder.parts', el('div', { className: 'builder-parts' }, ...this.#parts.map(({ root }) => root))),
      fieldset('ui.builder.look', this.#width.root, this.#lang.root, this.#theme.root, this.#autoplay.root),
    );
  }

  /** @param {string} key */
  #control(key) {
    const option = findOption(this.#registry, key);
    if (!option) throw new Error(`no option ${key}`);
    const groupOf = (/** @type {string} */ id) => `ui.family.${familyOf(this.#registry, id)}`;
    return new Control(this.#ui, option, (_, value) => this.#change(key, value), { prefix: 'builder', groupOf: key === 'variant' ? groupOf : undefined });
  }

  /**
   * @param {string} key
   * @param {Value} value
   */
  async #change(key, value) {
    this.#settings = await this.#run.resolve(this.#run.changed(this.#settings, key, value));
    this.#update();
  }

  /** @returns {Embedding} */
  get #embedding() {
    const knobs = this.#knobs.value;
    const locked = { none: [], mattering: this.#lockAll.box.checked ? ['*'] : [], chosen: this.#table.locked }[knobs];
    const hidden = this.#parts.filter(({ box }) => !box.checked).map(({ part }) => part);
    return {
      settings: this.#settings,
      limits: { controls: knobs === 'chosen' ? this.#table.shown : null, locked, hidden },
      mattering: knobs === 'mattering',
      autoplay: this.#autoplay.box.checked,
      lang: this.#lang.select.value,
      theme: this.#theme.select.value,
      width: Number(this.#width.select.value),
    };
  }

  #update() {
    for (const control of this.#controls) control.show(this.#settings, {});
    this.#table.offer(this.#settings);
    this.#table.root.hidden = this.#knobs.value !== 'chosen';
    this.#lockAll.root.hidden = this.#knobs.value !== 'mattering';
    const embedding = this.#embedding;
    this.#snippet.show(embedding);
    this.#preview.show(this.#registry, embedding);
  }

  #speak() {
    for (const control of this.#controls) control.speak();
    this.#table.speak();
    this.#snippet.speak();
    this.#ui.texts.translate(this.#dialog);
  }
}
