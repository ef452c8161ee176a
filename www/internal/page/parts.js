/** @import { Store } from './store.js' */
import { isOptionShown, isPartShown } from '../shared/limits.js';

/**
 * Hides what the link hides. The places are marked where they are made, `data-part` or `data-option`; other components
 * show and hide some of them for reasons of their own, so this has an attribute of its own.
 * @param {Store} store
 */
export function showParts(store) {
  store.watch(['limits'], ({ limits }) => {
    for (const place of document.querySelectorAll('[data-part]')) mark(place, isPartShown(limits, place.getAttribute('data-part') ?? ''));
    for (const place of document.querySelectorAll('[data-option]')) mark(place, isOptionShown(limits, place.getAttribute('data-option') ?? ''));
  });
}

/**
 * @param {Element} place
 * @param {boolean} isShown
 */
function mark(place, isShown) {
  place.toggleAttribute('data-left-out', !isShown);
}
