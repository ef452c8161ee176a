/** @import { Ui } from '../page/ui.js' */
import { showCard } from '../page/card.js';
import { el } from '../page/dom.js';

/**
 * What the variant is, on request: its equations need a library of their own.
 * @param {Ui} ui
 */
export function buildAbout(ui) {
  const card = el('article', { id: 'card', className: 'card', hidden: true, 'data-part': 'card' });
  const button = el('button', { type: 'button', className: 'about-button', 'aria-expanded': 'false', 'aria-controls': 'card', 'data-i18n': 'ui.element.about' });
  let isBuilt = false;
  button.addEventListener('click', () => {
    if (!isBuilt) showCard(ui);
    isBuilt = true;
    card.hidden = !card.hidden;
    button.setAttribute('aria-expanded', String(!card.hidden));
  });
  ui.byId('about').replaceChildren(button);
  ui.texts.translate(ui.byId('about'));
  ui.byId('foot').after(card);
}
