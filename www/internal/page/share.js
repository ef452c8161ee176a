/** @import { Address } from './address.js' */
/** @import { Run } from './run.js' */
/** @import { State } from './store.js' */
/** @import { Ui } from './ui.js' */
import { DRAWN } from '../shared/learned.js';
import { el } from './dom.js';

const SITE_DATASET = 'mnist';

/**
 * The menu of links: one that begins this run, and one that hands in how far it came.
 * @param {Ui} ui
 * @param {Address} address
 * @param {Run} run
 */
export function buildShare(ui, address, run) {
  const start = item('copy-link', () => void address.copy(address.link()));
  const result = item('copy-result', () => void address.copy(address.resultLink()));
  start.dataset.i18n = 'ui.share.start';
  const note = el('p', { className: 'menu-help', id: 'share-note' });
  result.setAttribute('aria-describedby', note.id);
  const embed = item('open-builder', () => void openBuilder(ui, run));
  embed.dataset.i18n = 'ui.builder.open';
  ui.byId('share-items').append(start, result, note, el('hr'), embed);
  ui.texts.translate(ui.byId('share-items'));
  ui.store.watch(['phase'], ({ phase }) => void (start.disabled = embed.disabled = phase !== 'ready'));
  ui.store.watch(['phase', 'figures', 'stray', 'device', 'dataset', 'scatter', 'settings', 'texts'], (state) => {
    const iteration = state.figures?.iteration ?? 0;
    const obstacle = whyInexact(state);
    result.disabled = state.phase !== 'ready' || iteration === 0;
    result.textContent = ui.t('ui.share.result', { iteration });
    note.textContent = ui.t(iteration === 0 ? 'ui.share.result.later' : obstacle ? `ui.share.inexact.${obstacle}` : 'ui.share.result.help');
  });
}

/** @type {import('../builder/builder.js').Builder | null} */
let builder = null;

/**
 * Loaded when it is wanted: most visitors embed nothing.
 * @param {Ui} ui
 * @param {Run} run
 */
async function openBuilder(ui, run) {
  const { registry } = ui.store.state;
  if (!registry) return;
  const { Builder } = await import('../builder/builder.js');
  builder ??= new Builder(ui, run, registry);
  builder.open(/** @type {HTMLElement} */ (ui.byId('share-menu').firstElementChild));
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
