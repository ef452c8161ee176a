/** @import { Limits } from '../shared/limits.js' */
import { learnsImages } from '../shared/learned.js';
import { parseList, readLimits } from '../shared/limits.js';

/**
 * What can be told of an element's looks before anything is loaded.
 * @typedef {object} Shape
 * @property {readonly string[]} knobs the options that it names as knobs
 * @property {boolean} isOfPoints whether it shows points instead of images
 */

/**
 * What its author shows, fixes and hides. Without `controls` there are no knobs but those that are named as locked.
 * @param {Element} element
 * @returns {Limits}
 */
export function limitsOf(element) {
  const read = (/** @type {string} */ name) => element.getAttribute(name === 'hidden' ? 'hide' : name);
  const { locked, hidden } = readLimits(read);
  const controls = read('controls');
  const shown = parseList(controls ?? '');
  return { controls: controls?.trim() === '' ? null : [...new Set([...shown, ...locked.filter((key) => key !== '*')])], locked, hidden };
}

/**
 * @param {Element} element
 * @returns {Shape}
 */
export function shapeOf(element) {
  const { controls, hidden } = limitsOf(element);
  return {
    knobs: (controls ?? []).filter((key) => !hidden.includes(key)),
    isOfPoints: !learnsImages(element.getAttribute('variant')),
  };
}
