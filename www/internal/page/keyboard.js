/** @import { Run } from './run.js' */
/** @import { Ui } from './ui.js' */
import { isPartShown } from '../shared/limits.js';
import { el } from './dom.js';
import { remember, remembered } from './remembered.js';

const STORED = 'gantry-keys';
const OFF = 'off';

/**
 * The keys of a page that is about one run: they work wherever the focus is, so whoever speaks to the computer, or hits
 * keys by mistake, can switch them off.
 * @param {Ui} ui
 * @param {Run} run
 */
export function listenToKeys(ui, run) {
  const choice = el('input', { type: 'checkbox', id: 'keys-on', checked: remembered(STORED) !== OFF });
  choice.addEventListener('change', () => remember(STORED, choice.checked ? 'on' : OFF));
  ui.byId('keys').append(...legend(), el('label', {}, choice, ' ', el('span', { 'data-i18n': 'ui.keys.on' })));
  answerKeys(ui, run, window, () => choice.checked);
}

/**
 * @param {Ui} ui
 * @param {Pick<Run, 'toggle' | 'step' | 'resetByKey'>} run
 * @param {Window | HTMLElement} place where keys are meant for this run
 * @param {() => boolean} [isOn]
 */
export function answerKeys(ui, run, place, isOn = () => true) {
  const has = (/** @type {string} */ part) => isPartShown(ui.store.state.limits, part);
  const answer = (/** @type {Event} */ event) => {
    if (!(event instanceof KeyboardEvent) || !isOn()) return;
    const [target] = event.composedPath();
    // A dialog of this tree stands over the run; one around the tree may hold it.
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(target) || ui.root.querySelector('dialog[open]')) return;
    if (event.key === ' ' && has('transport')) {
      // A focused button, link or disclosure already answers to Space.
      if (target instanceof Element && target.closest('button, summary, a, label, [role=application]')) return;
      event.preventDefault();
      void run.toggle();
      return;
    }
    const letter = letterOf(event);
    if (letter === 'r' && has('reset')) void run.resetByKey();
    if (!has('step')) return;
    if (letter === 'd') void run.step('discriminator');
    else if (letter === 'g') void run.step('generator');
    else if (letter === 'i') void run.step('iteration');
  };
  place.addEventListener('keydown', answer, { signal: ui.end });
}

/**
 * The letter on a key: where the layout has others than Latin ones, the one that such a keyboard has beside them.
 * @param {{ key: string, code: string }} event
 */
export function letterOf({ key, code }) {
  if (/^\p{Script=Latin}$/u.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '';
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
