import { el } from '../page/dom.js';

/**
 * @param {string} legend key of the catalogue
 * @param {...Node} children
 */
export function fieldset(legend, ...children) {
  return el('fieldset', { className: 'builder-set' }, el('legend', { 'data-i18n': legend }), ...children);
}

/**
 * A box to tick; its text is a key of the catalogue.
 * @param {string} id
 * @param {string} text
 * @param {boolean} checked
 * @param {() => void} onchange
 */
export function tick(id, text, checked, onchange) {
  const box = el('input', { type: 'checkbox', id, checked, onchange });
  return { box, root: el('label', { className: 'builder-tick' }, box, el('span', { 'data-i18n': text })) };
}

/**
 * One of several, side by side.
 * @template {string} T
 * @param {string} name
 * @param {readonly T[]} values
 * @param {T} chosen
 * @param {(value: T) => string} textOf key of the catalogue
 * @param {() => void} onchange
 */
export function radios(name, values, chosen, textOf, onchange) {
  const inputs = values.map((value) => el('input', { type: 'radio', name, id: `${name}-${value}`, value, checked: value === chosen, onchange }));
  const labels = inputs.map((input, i) => el('label', { className: 'builder-tick' }, input, el('span', { 'data-i18n': textOf(/** @type {T} */ (values[i])) })));
  return {
    labels,
    get value() {
      return /** @type {T} */ (inputs.find(({ checked }) => checked)?.value ?? chosen);
    },
  };
}

/**
 * @param {string} id
 * @param {string} text key of the catalogue
 * @param {readonly string[]} values
 * @param {(value: string) => Record<string, unknown>} showing properties of a value's option: its text, or the key of it
 * @param {() => void} onchange
 */
export function choice(id, text, values, showing, onchange) {
  const select = el('select', { id, onchange }, ...values.map((value) => el('option', { value, ...showing(value) })));
  return { select, root: el('div', { className: 'builder-field' }, el('label', { htmlFor: id, 'data-i18n': text }), select) };
}
