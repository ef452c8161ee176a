/** @import { OptionSpec, Settings, Value } from '../protocol.js' */
import { el } from './dom.js';
import { formatNumber } from './format.js';
import { optionalText, t } from './i18n.js';
import { sliderScale } from './slider-scale.js';

/** One option: label, help, field, slider, and what the module says against a value. */
export class Control {
  #option;
  #change;
  #error;
  #mark;
  /** @type {HTMLInputElement | null} */
  #slider = null;
  #scale;
  #isEdited = false;

  /**
   * @param {OptionSpec} option
   * @param {(key: string, value: Value) => Promise<void>} change rejects with what is wrong with the value
   * @param {{ compact?: boolean }} [style]
   */
  constructor(option, change, { compact = false } = {}) {
    this.#option = option;
    this.#change = change;
    this.#scale = compact ? null : sliderScale(option);
    const id = `option-${option.key}`;
    const label = optionalText(`option.${option.key}.label`, option.key);
    const help = optionalText(`option.${option.key}.help`);
    this.field = this.#buildField(id);
    this.#error = el('p', { className: 'control-error', id: `${id}-error` });
    this.#mark = el('span', { className: 'control-mark', id: `${id}-mark` });
    this.field.addEventListener('input', () => void (this.#isEdited = true));
    this.field.setAttribute('aria-describedby', `${id}-mark ${id}-error${help ? ` ${id}-help` : ''}`);
    const helpText = el('p', { className: 'control-help', id: `${id}-help`, hidden: true }, help);
    const head = el('div', { className: 'control-head' }, el('label', { htmlFor: id }, label));
    if (help && !compact) head.append(helpButton(helpText, label));
    if (help && compact) this.field.title = help;
    head.append(this.#mark);
    const entry = el('div', { className: 'control-entry' }, this.field);
    if (this.#scale) entry.prepend(this.#buildSlider(label));
    if (option.unit && !compact) entry.append(el('span', { className: 'control-unit' }, option.unit));
    this.root = el('div', { className: `control control-${option.kind.type}${compact ? ' is-compact' : ''}`, 'data-key': option.key }, head, helpText, entry, this.#error);
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
    this.#mark.textContent = isPending ? t('ui.settings.pending') : live || key === 'variant' ? '' : '↺';
    this.#mark.title = live || key === 'variant' ? '' : t('ui.settings.at_reset');
    // What is being typed is the visitor's, until the field is left.
    if (!this.#isEdited || document.activeElement !== this.field) this.#write(value);
  }

  /** @param {string} id */
  #buildField(id) {
    const { kind, key } = this.#option;
    const commit = () => void this.#commit();
    if (kind.type === 'choice') {
      const options = kind.choices.map((choice) => el('option', { value: choice }, optionalText(`choice.${key}.${choice}`, choice)));
      return el('select', { id, onchange: commit }, ...options);
    }
    if (kind.type === 'bool') return el('input', { type: 'checkbox', id, onchange: commit });
    const step = kind.type === 'int' ? 1 : 'any';
    return el('input', { type: 'number', id, min: String(kind.min), max: String(kind.max), step: String(step), inputMode: kind.type === 'int' ? 'numeric' : 'decimal', autocomplete: 'off', onchange: commit });
  }

  /** @param {string} label */
  #buildSlider(label) {
    const scale = this.#scale;
    const slider = el('input', { type: 'range', min: '0', max: String(scale?.max ?? 1), step: '1', 'aria-label': label });
    slider.addEventListener('input', () => {
      const text = formatNumber(scale?.toValue(Number(slider.value)) ?? 0);
      this.field.value = text;
      slider.setAttribute('aria-valuetext', text);
      this.#fill();
    });
    slider.addEventListener('change', () => void this.#commit());
    this.#slider = slider;
    return slider;
  }

  async #commit() {
    this.#tell('');
    this.#isEdited = false;
    try {
      await this.#change(this.#option.key, this.#read());
    } catch (error) {
      this.#isEdited = true;
      this.#tell(error instanceof Error ? error.message : String(error));
    }
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
    this.#tell('');
    if (this.#option.kind.type === 'bool') {
      /** @type {HTMLInputElement} */ (this.field).checked = value === true;
      return;
    }
    const text = typeof value === 'number' ? formatNumber(value) : String(value);
    this.field.value = text;
    if (!this.#slider || !this.#scale || typeof value !== 'number') return;
    this.#slider.value = String(this.#scale.toPosition(value));
    this.#slider.setAttribute('aria-valuetext', text);
    this.#fill();
  }

  /** How far the slider's track is filled; style sheets cannot know it. */
  #fill() {
    if (this.#slider) this.#slider.style.setProperty('--fill', String(Number(this.#slider.value) / Number(this.#slider.max)));
  }

  /** @param {string} problem */
  #tell(problem) {
    this.#error.textContent = problem;
    this.field.setAttribute('aria-invalid', String(problem !== ''));
  }
}

/**
 * @param {HTMLElement} text
 * @param {string} label
 */
function helpButton(text, label) {
  const button = el('button', { type: 'button', className: 'control-info', 'aria-label': t('ui.settings.help_for', { label }), 'aria-expanded': 'false', 'aria-controls': text.id }, '?');
  button.addEventListener('click', () => {
    text.hidden = !text.hidden;
    button.setAttribute('aria-expanded', String(!text.hidden));
  });
  return button;
}
