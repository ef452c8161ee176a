/** @import { OptionSpec, Registry, Settings } from '../protocol.js' */
/** @import { Limits } from '../shared/limits.js' */
/** @import { Run } from './run.js' */
/** @import { Ui } from './ui.js' */
import { refusals } from './conflicts.js';
import { Control, disclosure } from './control.js';
import { byId, el } from './dom.js';
import { isLocked, isOptionShown } from '../shared/limits.js';
import { BAR_KEYS, applies, differences } from './settings.js';

/** Not many runs need these: they are there when they are looked for, and say how many are in use. */
const CLOSED_AT_FIRST = ['techniques'];

/**
 * The settings, made from the registry: the page knows no option by name.
 * @param {Ui} ui
 * @param {Run} run
 */
export function buildPanel(ui, run) {
  const { store } = ui;
  const stop = store.watch(['registry'], ({ registry }) => {
    if (!registry) return;
    build(ui, run, registry);
    queueMicrotask(() => stop());
  });
  const defaults = byId('defaults', HTMLButtonElement);
  defaults.addEventListener('click', () => void run.backToDefaults());
  store.watch(['settings', 'pending', 'registry', 'limits'], ({ registry, limits }) => {
    const isFree = (/** @type {string} */ key) => !BAR_KEYS.includes(key) && !isLocked(limits, key) && isOptionShown(limits, key);
    const changed = registry ? Object.keys(differences(registry, run.shown)).filter(isFree) : [];
    defaults.hidden = changed.length === 0;
  });
}

/**
 * @param {Ui} ui
 * @param {Run} run
 * @param {Registry} registry
 */
function build(ui, run, registry) {
  const options = registry.options.filter((option) => !BAR_KEYS.includes(option.key));
  const ids = [...new Set(options.map(({ group }) => group))];
  const groups = ids.map((id) => new Group(ui, registry, id, options.filter(({ group }) => group === id), run));
  const unused = el('p', { className: 'unused' });
  byId('settings-groups').replaceChildren(...groups.map(({ root }) => root), unused);
  ui.store.watch(['texts'], () => groups.forEach((group) => group.speak()));
  ui.store.watch(['settings', 'pending', 'limits', 'texts'], ({ settings, pending, limits }) => {
    const shown = { ...settings, ...pending };
    if (shown.variant === undefined) return;
    for (const group of groups) group.show(settings, pending, limits);
    byId('settings').hidden = groups.every(({ root }) => root.hidden);
    byId('locked-note').hidden = !registry.options.some(({ key }) => isLocked(limits, key) && isOptionShown(limits, key));
    unused.textContent = unusedText(ui, options.filter((option) => option.when?.key !== 'variant' && !applies(option, shown) && isOptionShown(limits, option.key)));
  });
}

/** The options of one group: first those that can be chosen, then those that cannot, under the reason why. */
class Group {
  #ui;
  #registry;
  #members;
  #title = el('h3');
  #inUse = el('span', { className: 'group-count' });
  #box = el('div', { className: 'group-box' });
  /** @type {Map<string, { root: HTMLElement, button: HTMLElement, text: HTMLElement }>} */
  #reasons = new Map();

  /**
   * @param {Ui} ui
   * @param {Registry} registry
   * @param {string} id
   * @param {OptionSpec[]} options
   * @param {Run} run
   */
  constructor(ui, registry, id, options, run) {
    this.#ui = ui;
    this.#registry = registry;
    this.id = id;
    this.#members = options.map((option) => ({ option, control: new Control(ui, option, (key, value) => run.change(key, value)) }));
    this.#box.append(...this.#members.map(({ control }) => control.root));
    const summary = el('summary', {}, this.#title, this.#inUse);
    this.root = el('details', { className: 'group', open: !CLOSED_AT_FIRST.includes(id), 'data-group': id }, summary, this.#box);
  }

  /** Says everything in the language of now. */
  speak() {
    this.#title.textContent = this.#ui.t(`group.${this.id}`);
    for (const { control } of this.#members) control.speak();
    for (const [reason, { text }] of this.#reasons) text.textContent = this.#ui.t(`conflict.${reason}`);
  }

  /**
   * @param {Settings} settings
   * @param {Settings} pending
   * @param {Limits} limits
   */
  show(settings, pending, limits) {
    const shown = { ...settings, ...pending };
    const table = Object.fromEntries(this.#registry.options.map((option) => [option.key, option.default]));
    /** @type {Map<string, number>} */
    const reasons = new Map();
    let inUse = 0;
    for (const { option, control } of this.#members) {
      control.root.hidden = !applies(option, shown) || !isOptionShown(limits, option.key);
      control.lock(isLocked(limits, option.key));
      control.show(settings, pending);
      if (control.root.hidden) continue;
      if (shown[option.key] !== table[option.key]) inUse += 1;
      const refused = refusals(this.#registry, shown, option);
      control.refuse(refused, this.#reasonId(refused.all ?? ''));
      if (refused.all !== null) reasons.set(refused.all, (reasons.get(refused.all) ?? 0) + 1);
      control.root.style.order = refused.all === null ? '' : String(2 * [...reasons.keys()].indexOf(refused.all) + 1);
    }
    this.#showReasons(reasons);
    // Whoever chose a few knobs wants them to be seen.
    if (limits.controls) this.root.open = true;
    this.root.hidden = this.#members.every(({ control }) => control.root.hidden);
    this.#inUse.textContent = CLOSED_AT_FIRST.includes(this.id) && inUse > 0 ? this.#ui.t('ui.settings.in_use', { n: inUse }) : '';
  }

  /** @param {Map<string, number>} reasons with how many options each keeps, in the order in which they are shown */
  #showReasons(reasons) {
    for (const reason of reasons.keys()) {
      if (this.#reasons.has(reason)) continue;
      const text = el('p', { id: this.#reasonId(reason), hidden: true }, this.#ui.t(`conflict.${reason}`));
      const button = disclosure(text, '');
      const root = el('div', { className: 'locked' }, button, text);
      this.#reasons.set(reason, { root, button, text });
      this.#box.append(root);
    }
    const order = [...reasons.keys()];
    for (const [reason, { root, button }] of this.#reasons) {
      const count = reasons.get(reason) ?? 0;
      root.hidden = count === 0;
      root.style.order = String(2 * order.indexOf(reason) + 2);
      button.textContent = this.#ui.t('ui.settings.locked', { n: count });
    }
  }

  /** @param {string} reason */
  #reasonId(reason) {
    return `locked-${this.id}-${reason}`;
  }
}

/**
 * @param {Ui} ui
 * @param {OptionSpec[]} options
 */
function unusedText(ui, options) {
  if (options.length === 0) return '';
  return ui.t('ui.settings.unused', { labels: ui.texts.list(options.map(({ key }) => ui.optionalText(`option.${key}.label`, key))) });
}
