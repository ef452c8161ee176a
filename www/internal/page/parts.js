/** @import { Limits } from '../shared/limits.js' */
/** @import { Ui } from './ui.js' */
import { isOptionShown, isPartShown } from '../shared/limits.js';

/**
 * Hides what the link hides. The places are marked where they are made, `data-part` or `data-option`; other components
 * show and hide some of them for reasons of their own, so this has an attribute of its own.
 * @param {Ui} ui
 */
export function showParts({ root, store }) {
  store.watch(['limits'], ({ limits }) => markParts(root, limits));
}

/**
 * @param {ParentNode} root
 * @param {Limits} limits
 */
export function markParts(root, limits) {
  for (const place of root.querySelectorAll('[data-part]')) mark(place, isPartShown(limits, place.getAttribute('data-part') ?? ''));
  for (const place of root.querySelectorAll('[data-option]')) mark(place, isOptionShown(limits, place.getAttribute('data-option') ?? ''));
}

/**
 * @param {Element} place
 * @param {boolean} isShown
 */
function mark(place, isShown) {
  place.toggleAttribute('data-left-out', !isShown);
}
