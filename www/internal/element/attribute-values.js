/** @import { Settings, Value } from '../protocol.js' */
import { OPTIONS } from '../../public/attributes.js';

/** @typedef {typeof OPTIONS[number]} OptionAttribute */

/** @type {ReadonlyMap<string, OptionAttribute>} attribute → option */
export const BY_ATTRIBUTE = new Map(OPTIONS.map((option) => [option.attribute, option]));

/**
 * What an attribute says. Text that is no number goes on as it is: the module knows what to say about it.
 * @param {OptionAttribute['type']} type
 * @param {string} text
 * @returns {Value}
 */
export function parseValue(type, text) {
  const word = text.trim();
  // As in all of HTML, a flag is set by being there.
  if (type === 'bool') return word === '' || word === 'true' ? true : word === 'false' ? false : word;
  if (type === 'choice') return word;
  const number = Number(word);
  return word !== '' && Number.isFinite(number) ? number : word;
}

/**
 * @param {Element} element
 * @returns {Settings} the options that its attributes name
 */
export function settingsOf(element) {
  /** @type {Settings} */
  const settings = {};
  for (const { key, attribute, type } of OPTIONS) {
    const text = element.getAttribute(attribute);
    if (text !== null) settings[key] = parseValue(type, text);
  }
  return settings;
}

/**
 * Gives a class a property for each option, which mirrors its attribute: null where that is absent.
 * @param {{ prototype: HTMLElement }} kind
 */
export function mirrorOptions(kind) {
  for (const { attribute, property, type } of OPTIONS) {
    Object.defineProperty(kind.prototype, property, {
      configurable: true,
      enumerable: true,
      /** @this {HTMLElement} */
      get() {
        const text = this.getAttribute(attribute);
        return text === null ? null : parseValue(type, text);
      },
      /** @this {HTMLElement} @param {unknown} value */
      set(value) {
        if (value === null || value === undefined) this.removeAttribute(attribute);
        else this.setAttribute(attribute, String(value));
      },
    });
  }
}

/**
 * Hands to the accessors what a page had set before there were any: it would hide them for ever.
 * @param {HTMLElement} element
 */
export function adoptEarly(element) {
  for (const [name, value] of Object.entries(element)) {
    if (!(name in Object.getPrototypeOf(element))) continue;
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value);
  }
}

/**
 * A list that stands in `hidden` beside what it means to HTML: style sheets make whatever has that attribute vanish.
 * @param {string | null} hidden
 * @returns {string | null} what belongs into `hide` instead
 */
export function listInHidden(hidden) {
  const words = (hidden ?? '').trim();
  return words === '' || words === 'hidden' || words === 'until-found' || words === 'true' ? null : words;
}
