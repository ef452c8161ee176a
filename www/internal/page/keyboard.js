/** @import { Run } from './run.js' */
import { byId, el } from './dom.js';
import { t } from './i18n.js';

/** @type {[string[], string][]} */
const SHOWN = [
  [['Space'], 'ui.keys.play'],
  [['D', 'G', 'I'], 'ui.keys.steps'],
  [['R'], 'ui.keys.reset'],
];

/** @param {Run} run */
export function listenToKeys(run) {
  const shown = SHOWN.map(([keys, text]) => el('span', {}, ...keys.map((key) => el('kbd', {}, key)), ` ${t(text)}`));
  byId('keys').append(...shown);
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
    if (event.key === ' ') {
      // A focused button, link or disclosure already answers to Space.
      if (event.target instanceof Element && event.target.closest('button, summary, a, label, [role=application]')) return;
      event.preventDefault();
      void run.toggle();
      return;
    }
    const key = event.key.toLowerCase();
    if (key === 'd') void run.step('discriminator');
    else if (key === 'g') void run.step('generator');
    else if (key === 'i') void run.step('iteration');
    else if (key === 'r') void run.reset();
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input, select, textarea') || target.isContentEditable;
}
