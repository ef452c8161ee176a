/** @import { Run } from './run.js' */
/** @import { Ui } from './ui.js' */
import { isPartShown } from '../shared/limits.js';
import { el } from './dom.js';

/**
 * @param {Ui} ui
 * @param {Run} run
 */
export function listenToKeys(ui, run) {
  ui.byId('keys').append(...legend());
  answerKeys(ui, run, window);
}

/**
 * @param {Ui} ui
 * @param {Pick<Run, 'toggle' | 'step' | 'reset'>} run
 * @param {Window | HTMLElement} place where keys are meant for this run
 */
export function answerKeys(ui, run, place) {
  const has = (/** @type {string} */ part) => isPartShown(ui.store.state.limits, part);
  const answer = (/** @type {Event} */ event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const [target] = event.composedPath();
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(target) || document.querySelector('dialog[open]')) return;
    if (event.key === ' ' && has('transport')) {
      // A focused button, link or disclosure already answers to Space.
      if (target instanceof Element && target.closest('button, summary, a, label, [role=application]')) return;
      event.preventDefault();
      void run.toggle();
      return;
    }
    const key = event.key.toLowerCase();
    if (key === 'r' && has('reset')) void run.reset();
    if (!has('step')) return;
    if (key === 'd') void run.step('discriminator');
    else if (key === 'g') void run.step('generator');
    else if (key === 'i') void run.step('iteration');
  };
  place.addEventListener('keydown', answer, { signal: ui.end });
}

/** @param {EventTarget | undefined} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input, select, textarea') || target.isContentEditable;
}

/** Keys, what they do, and the part of the page that they belong to: what is hidden has no key. */
function legend() {
  const named = (/** @type {string} */ name) => el('kbd', {}, name);
  const line = (/** @type {string} */ part, /** @type {string} */ does, /** @type {HTMLElement[]} */ ...keys) => el('span', { 'data-part': part }, ...keys, ' ', el('span', { 'data-i18n': does }));
  return [
    line('transport', 'ui.keys.play', el('kbd', { 'data-i18n': 'ui.keys.space' })),
    line('step', 'ui.keys.steps', ...['D', 'G', 'I'].map(named)),
    line('reset', 'ui.keys.reset', named('R')),
  ];
}
