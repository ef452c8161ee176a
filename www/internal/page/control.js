/** @import { OptionSpec, Settings, Value } from '../protocol.js' */
/** @import { Refusals } from './conflicts.js' */
/** @import { Ui } from './ui.js' */
import { el } from './dom.js';
import { errorText } from './failure-text.js';
import { formatNumber } from './format.js';
import { latest } from './latest.js';
import { sliderScale } from './slider-scale.js';

/** One option: label, help, field, slider, and what the module says against a value. */
export class Control {
  #ui;
  #option;
  #send;
  #label = el('label');
  #help = el('p', { className: 'control-help', hidden: true });
  #helpButton;
  #unit = el('span', { className: 'control-unit' });
  #error;
  /** @type {unknown} what is wrong with the value in the field */
  #problem = null;
  /** @type {unknown} what was wrong with the newest value that was sent */
  #failure = null;
  #mark;
  /** @type {HTMLInputElement | null} */
  #slider = null;
  #scale;
  #isEdited = false;
  #isDragged = false;
  /** Values that the visitor has chosen, and that have not been answered. */
  #unanswered = 0;
  /** @type {Value | undefined} */
  #shown;
  #describedBy;
  #isCompact;
  /** @type {HTMLElement | null} */
  #refused = null;
  #toldRefused = '';
  #isLocked = false;
  #isRefused = false;
  #lock;

  /**
   * @param {Ui} ui
   * @param {OptionSpec} option
   * @param {(key: string, value: Value) => Promise<void>} change rejects with what is wrong with the value
   * @param {{ compact?: boolean, prefix?: string, groupOf?: (choice: string) => string }} [style] prefix: of the ids; groupOf:
   *   the title of a choice's group, as a key of the catalogue
   */
  constructor(ui, option, change, { compact = false, prefix = 'option', groupOf } = {}) {
    this.#ui = ui;
    this.#isCompact = compact;
    this.#option = option;
    this.#send = latest(async (/** @type {Value} */ value) => {
      this.#failure = null;
      try {
        await change(option.key, value);
      } catch (error) {
        this.#failure = error;
      }
    });
    this.#scale = compact ? null : sliderScale(option);
    const id = `${prefix}-${option.key}`;
    const hasHelp = ui.optionalText(`option.${option.key}.help`) !== '';
    this.field = this.#buildField(id, groupOf);
    this.#error = el('p', { className: 'control-error', id: `${id}-error` });
    this.#mark = el('span', { className: 'control-mark', id: `${id}-mark` });
    this.#lock = lockMark(`${id}-lock`);
    this.field.addEventListener('input', () => {
      this.#isEdited = true;
      this.#showUnit();
    });
    this.#describedBy = [`${id}-mark`, `${id}-lock`, `${id}-error`, ...(hasHelp ? [`${id}-help`] : [])];
    this.#describe([]);
    this.#label.htmlFor = id;
    this.#help.id = `${id}-help`;
    this.#helpButton = disclosure(this.#help, '?');
    this.#helpButton.className = 'control-info';
    const head = el('div', { className: 'control-head' }, this.#label);
    if (hasHelp && !compact) head.append(this.#helpButton);
    head.append(this.#mark, this.#lock);
    const entry = el('div', { className: 'control-entry' }, this.field);
    if (this.#scale) entry.prepend(this.#buildSlider());
    if (option.unit && !compact) entry.append(this.#unit);
    this.root = el('div', { className: `control control-${option.kind.type}${compact ? ' is-compact' : ''}`, 'data-key': option.key }, head, this.#help, entry, this.#error);
    this.speak();
  }

  /** Says everything in the language of now. */
  speak() {
    const { key } = this.#option;
    const label = this.#ui.optionalText(`option.${key}.label`, key);
    const help = this.#ui.optionalText(`option.${key}.help`);
    this.#label.textContent = label;
    this.#help.textContent = help;
    this.#helpButton.setAttribute('aria-label', this.#ui.t('ui.settings.help_for', { label }));
    if (this.#isCompact) this.field.title = help;
    this.#slider?.setAttribute('aria-label', label);
    for (const option of this.field.querySelectorAll('option')) option.textContent = this.#ui.optionalText(`choice.${key}.${option.value}`, option.value);
    for (const group of this.field.querySelectorAll('optgroup')) group.label = this.#ui.optionalText(group.dataset.title ?? '');
    this.#ui.texts.translate(this.root);
    this.#showUnit();
    this.#showProblem();
  }

  /**
   * @param {Settings} settings
   * @param {Settings} pending
   */
  show(settings, pending) {
    const { key, live } = this.#option;
    const value = pending[key] ?? settings[key];
    if (value === undefined) return;
    const isPending = key in pending;
    this.root.classList.toggle('is-pending', isPending);
    this.#mark.textContent = isPending ? this.#ui.t('ui.settings.pending') : live || key === 'variant' ? '' : '↺';
    this.#mark.title = live || key === 'variant' ? '' : this.#ui.t('ui.settings.at_reset');
    this.#shown = value;
    if (!this.#isTheVisitors) this.#write(value);
  }

  /** What is being typed, until the field is left; what is being dragged; and what waits for its answer, since the next step starts from there. */
  get #isTheVisitors() {
    return (this.#isEdited && this.#ui.root.activeElement === this.field) || this.#isDragged || this.#unanswered > 0;
  }

  /**
   * What the other settings forbid.
   * @param {Refusals} refusals
   * @param {string} reasonId the element that says why nothing can be chosen
   */
  refuse({ all, choices }, reasonId) {
    this.root.classList.toggle('is-locked', all !== null);
    this.#isRefused = all !== null;
    this.#able();
    this.root.title = all === null ? '' : this.#ui.t(`conflict.${all}`);
    const told = all === null && choices.size > 0 ? [this.#ui.texts.lang, ...choices].join() : '';
    if (told !== this.#toldRefused || all !== null) {
      this.#refused?.remove();
      this.#refused = null;
    }
    this.#toldRefused = told;
    if (this.field instanceof HTMLSelectElement) {
      for (const option of this.field.options) option.disabled = choices.has(option.value);
      if (all === null && choices.size > 0 && !this.#refused) this.#tellRefused(choices);
    }
    if (all !== null) this.#describe([reasonId]);
    else this.#describe(this.#refused ? [`${this.field.id}-refused`] : []);
  }

  /** @param {boolean} isLocked by whoever made the link or the tag */
  lock(isLocked) {
    this.#isLocked = isLocked;
    this.root.classList.toggle('is-fixed', isLocked);
    this.#lock.hidden = !isLocked;
    this.#able();
  }

  #able() {
    const isDisabled = this.#isLocked || this.#isRefused;
    for (const field of this.root.querySelectorAll('.control-entry :is(input, select, button)')) field.toggleAttribute('disabled', isDisabled);
  }

  /** @param {Map<string, string>} choices */
  #tellRefused(choices) {
    const reasons = [...new Set(choices.values())].map((reason) => {
      const labels = [...choices].filter(([, other]) => other === reason).map(([choice]) => this.#ui.optionalText(`choice.${this.#option.key}.${choice}`, choice));
      return this.#ui.t('ui.refused', { labels: this.#ui.texts.list(labels), reason: this.#ui.t(`conflict.${reason}`) });
    });
    const why = el('p', { id: `${this.field.id}-refused`, hidden: true }, reasons.join(' '));
    this.#refused = el('div', { className: 'control-refused' }, why);
    if (!this.#isCompact) this.#refused.prepend(disclosure(why, this.#ui.t('ui.refused_choices', { n: choices.size })));
    this.root.append(this.#refused);
  }

  /** @param {string[]} more */
  #describe(more) {
    this.field.setAttribute('aria-describedby', [...this.#describedBy, ...more].join(' '));
  }

  /**
   * @param {string} id
   * @param {((choice: string) => string) | undefined} groupOf
   */
  #buildField(id, groupOf) {
    const { kind } = this.#option;
    const commit = () => void this.#commit();
    if (kind.type === 'choice') {
      const option = (/** @type {string} */ choice) => el('option', { value: choice });
      const titles = groupOf ? [...new Set(kind.choices.map(groupOf))] : [];
      const groups = titles.map((title) => el('optgroup', { 'data-title': title }, ...kind.choices.filter((choice) => groupOf?.(choice) === title).map(option)));
      return el('select', { id, onchange: commit }, ...(groupOf ? groups : kind.choices.map(option)));
    }
    if (kind.type === 'bool') return el('input', { type: 'checkbox', role: 'switch', id, onchange: commit });
    const step = kind.type === 'int' ? 1 : 'any';
    return el('input', { type: 'number', id, min: String(kind.min), max: String(kind.max), step: String(step), inputMode: kind.type === 'int' ? 'numeric' : 'decimal', autocomplete: 'off', onchange: commit });
  }

  #buildSlider() {
    const scale = this.#scale;
    const slider = el('input', { type: 'range', min: '0', max: String(scale?.max ?? 1), step: '1' });
    slider.addEventListener('input', () => {
      this.#isDragged = true;
      const value = scale?.toValue(Number(slider.value)) ?? 0;
      this.field.value = formatNumber(value);
      slider.setAttribute('aria-valuetext', this.#ui.numbers.number(value));
      this.#showUnit();
      this.#fill();
    });
    slider.addEventListener('change', () => void this.#commit());
    // Dragged back to where it was, it has not changed.
    for (const end of /** @type {const} */ (['pointerup', 'pointercancel', 'blur'])) slider.addEventListener(end, () => void (this.#isDragged = false));
    this.#slider = slider;
    return slider;
  }

  async #commit() {
    this.#tell(null);
    this.#isEdited = false;
    this.#isDragged = false;
    this.#unanswered += 1;
    await this.#send(this.#read());
    this.#unanswered -= 1;
    if (this.#unanswered > 0) return;
    if (this.#failure !== null) {
      this.#isEdited = true;
      this.#tell(this.#failure);
    } else if (this.#shown !== undefined && !this.#isTheVisitors) this.#write(this.#shown);
  }

  /** @returns {Value} */
  #read() {
    const { kind } = this.#option;
    if (kind.type === 'bool') return /** @type {HTMLInputElement} */ (this.field).checked;
    if (kind.type === 'choice') return this.field.value;
    // Text that is no number goes to the module as it is: it knows what to say.
    const number = Number(this.field.value);
    return this.field.value.trim() === '' || Number.isNaN(number) ? this.field.value : number;
  }

  /** @param {Value} value */
  #write(value) {
    this.#tell(null);
    if (this.#option.kind.type === 'bool') {
      /** @type {HTMLInputElement} */ (this.field).checked = value === true;
      return;
    }
    const text = typeof value === 'number' ? formatNumber(value) : String(value);
    this.field.value = text;
    this.#showUnit();
    if (!this.#slider || !this.#scale || typeof value !== 'number') return;
    this.#slider.value = String(this.#scale.toPosition(value));
    this.#slider.setAttribute('aria-valuetext', this.#ui.numbers.number(value));
    this.#fill();
  }

  /** How far the slider's track is filled; style sheets cannot know it. */
  #fill() {
    if (this.#slider) this.#slider.style.setProperty('--fill', String(Number(this.#slider.value) / Number(this.#slider.max)));
  }

  /** @param {unknown} problem null: none */
  #tell(problem) {
    this.#problem = problem;
    this.#showProblem();
  }

  #showProblem() {
    this.#error.textContent = this.#problem === null ? '' : errorText(this.#ui.texts, this.#problem);
    this.field.setAttribute('aria-invalid', String(this.#problem !== null));
  }

  /** “1 image”, “64 images”: the unit follows the number before it. */
  #showUnit() {
    const { unit } = this.#option;
    if (unit) this.#unit.textContent = this.#ui.t(`unit.${unit}`, { n: Number(this.field.value) });
  }
}

/**
 * A small lock; what it means is told where it is pointed at, and to screen readers with the field.
 * @param {string} id
 */
function lockMark(id) {
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M5 7V5a3 3 0 0 1 6 0v2h1v7H4V7zm1.5 0h3V5a1.5 1.5 0 0 0-3 0z');
  icon.append(path);
  return el('span', { className: 'control-lock', id, 'data-i18n-title': 'ui.lock.reason', hidden: true }, icon, el('span', { className: 'visually-hidden', 'data-i18n': 'ui.lock.reason' }));
}

/**
 * A button that shows and hides a text.
 * @param {HTMLElement} text
 * @param {string} label
 */
export function disclosure(text, label) {
  const button = el('button', { type: 'button', className: 'control-why', 'aria-expanded': 'false', 'aria-controls': text.id }, label);
  button.addEventListener('click', () => {
    text.hidden = !text.hidden;
    button.setAttribute('aria-expanded', String(!text.hidden));
  });
  return button;
}
