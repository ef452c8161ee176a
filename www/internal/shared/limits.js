/** @import { Registry } from '../protocol.js' */

/** What can be hidden beside single options: parts of the page and of the element. */
export const PARTS = /** @type {const} */ (['transport', 'step', 'reset', 'samples', 'real', 'view', 'charts', 'readouts', 'card', 'device', 'save']);

/** What a teacher's link or tag leaves open. */
const LISTS = /** @type {const} */ (['controls', 'locked', 'hidden']);
const EVERY_OPTION = '*';

/**
 * @typedef {object} Limits
 * @property {readonly string[] | null} controls the options that are shown; null: those that a place shows of itself
 * @property {readonly string[]} locked options that are shown but fixed; `*` is every one
 * @property {readonly string[]} hidden options and parts that are not shown
 */

/** @type {Limits} */
export const NO_LIMITS = { controls: null, locked: [], hidden: [] };

/**
 * The name of an option, also where it is written as an attribute: `lr-g`.
 * @param {string} name
 */
export function optionKey(name) {
  return name.trim().replaceAll('-', '_');
}

/**
 * @param {string} text names, with commas or spaces between
 */
export function parseList(text) {
  return text.split(/[\s,]+/).filter(Boolean).map(optionKey);
}

/** @param {string} name */
export function isLimit(name) {
  return LISTS.some((list) => list === name);
}

/**
 * @param {(name: typeof LISTS[number]) => string | null} read what stands there; null where nothing does
 * @returns {Limits}
 */
export function readLimits(read) {
  const [controls, locked, hidden] = LISTS.map((name) => read(name)).map((text) => (text === null ? null : parseList(text)));
  return {
    controls: controls && controls.length > 0 ? controls : null,
    locked: locked?.length === 0 ? [EVERY_OPTION] : (locked ?? []),
    hidden: hidden ?? [],
  };
}

/**
 * The lists that say something, as they are written.
 * @param {Limits} limits
 * @returns {[typeof LISTS[number], string][]}
 */
export function writeLimits(limits) {
  return LISTS.flatMap((name) => {
    const list = limits[name];
    return list && list.length > 0 ? /** @type {[typeof name, string][]} */ ([[name, list.join(',')]]) : [];
  });
}

/**
 * @param {Limits} limits
 * @param {string} key
 */
export function isLocked({ locked }, key) {
  return locked.includes(EVERY_OPTION) || locked.includes(key);
}

/**
 * @param {Limits} limits
 * @param {string} key
 */
export function isOptionShown({ controls, hidden }, key) {
  return !hidden.includes(key) && (controls === null || controls.includes(key));
}

/**
 * @param {Limits} limits
 * @param {string} part
 */
export function isPartShown({ hidden }, part) {
  const inTransport = part === 'step' || part === 'reset';
  return !hidden.includes(part) && !(inTransport && hidden.includes('transport'));
}

/**
 * Names in the lists that are neither options nor parts: a mistyped lock would lock nothing.
 * @param {Registry} registry
 * @param {Limits} limits
 * @returns {string[]}
 */
export function unknownNames(registry, { controls, locked, hidden }) {
  const isOption = (/** @type {string} */ name) => registry.options.some(({ key }) => key === name);
  const isPart = (/** @type {string} */ name) => PARTS.some((part) => part === name);
  const names = [...(controls ?? []), ...locked.filter((name) => name !== EVERY_OPTION), ...hidden.filter((name) => !isPart(name))];
  return [...new Set(names.filter((name) => !isOption(name)))];
}
