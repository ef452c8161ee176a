/** @import { Address } from './address.js' */
/** @import { State } from './store.js' */
/** @import { Ui } from './ui.js' */
import { el } from './dom.js';

const DRAWN = 'drawn';
const SITE_DATASET = 'mnist';

/**
 * The menu of links: one that begins this run, and one that hands in how far it came.
 * @param {Ui} ui
 * @param {Address} address
 */
export function buildShare(ui, address) {
  const start = item('copy-link', () => void address.copy(address.link()));
  const result = item('copy-result', () => void address.copy(address.resultLink()));
  start.dataset.i18n = 'ui.share.start';
  const note = el('p', { className: 'menu-help', id: 'share-note' });
  result.setAttribute('aria-describedby', note.id);
  ui.byId('share-items').append(start, result, note);
  ui.texts.translate(ui.byId('share-items'));
  ui.store.watch(['phase'], ({ phase }) => void (start.disabled = phase !== 'ready'));
  ui.store.watch(['phase', 'figures', 'stray', 'device', 'dataset', 'scatter', 'settings', 'texts'], (state) => {
    const iteration = state.figures?.iteration ?? 0;
    const obstacle = whyInexact(state);
    result.disabled = state.phase !== 'ready' || iteration === 0;
    result.textContent = ui.t('ui.share.result', { iteration });
    note.textContent = ui.t(iteration === 0 ? 'ui.share.result.later' : obstacle ? `ui.share.inexact.${obstacle}` : 'ui.share.result.help');
  });
}

/**
 * Why a link would not give what is on the screen; nothing where it does, to the bit.
 * @param {Readonly<State>} state
 */
function whyInexact({ stray, device, dataset, scatter, settings, figures }) {
  if (stray) return stray;
  if ((figures?.d_steps_done ?? 0) > 0) return 'halves';
  if (settings.dataset === DRAWN) return 'drawn';
  if (!scatter && dataset && dataset.name !== SITE_DATASET) return 'own_images';
  return device?.device === 'webgpu' ? 'webgpu' : '';
}

/**
 * @param {string} id
 * @param {() => void} onclick
 */
function item(id, onclick) {
  return el('button', { type: 'button', id, onclick });
}
