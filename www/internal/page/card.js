/** @import { Equations, Paper, VariantSpec } from '../protocol.js' */
/** @import { Ui } from './ui.js' */
import { el } from './dom.js';
import { findVariant } from './settings.js';

const SECTIONS = ['changes', 'look_for', 'goes_wrong'];

/**
 * What the chosen GAN is.
 * @param {Ui} ui
 */
export function showCard(ui) {
  const card = ui.byId('card');
  let shown = '';
  ui.store.watch(['registry', 'settings', 'equations', 'texts'], ({ registry, settings, equations, texts }) => {
    const variant = registry && findVariant(registry, settings.variant);
    if (!variant) return;
    const losses = equations ?? variant.equations;
    const wanted = [variant.id, texts.lang, losses.d_loss, losses.g_loss].join(' ');
    if (wanted === shown) return;
    shown = wanted;
    card.replaceChildren(...cardParts(ui, variant, losses));
  });
}

/**
 * @param {Ui} ui
 * @param {VariantSpec} variant
 * @param {Equations} losses what the players of the run minimise
 */
function cardParts(ui, variant, losses) {
  const text = (/** @type {string} */ part) => ui.optionalText(`variant.${variant.id}.${part}`);
  const sections = SECTIONS.filter((part) => text(part)).map((part) => el('section', {}, el('h3', {}, ui.t(`ui.card.${part}`)), el('p', {}, text(part))));
  const equations = [equation(ui.t('ui.card.d_loss'), 'd', losses.d_loss), equation(ui.t('ui.card.g_loss'), 'g', losses.g_loss)].filter((part) => part !== null);
  /** @type {HTMLElement[]} */
  const parts = [
    el('h2', {}, ui.optionalText(`variant.${variant.id}.title`, variant.id)),
    el('p', { className: 'card-summary' }, text('summary')),
    el('div', { className: 'equations' }, ...equations),
    el('div', { className: 'card-sections' }, ...sections),
  ];
  if (variant.papers.length > 0) parts.push(el('section', { className: 'papers' }, el('h3', {}, ui.t('ui.card.papers')), el('ul', {}, ...variant.papers.map(paperItem))));
  return parts;
}

/**
 * @param {string} title
 * @param {'d' | 'g'} player
 * @param {string} latex
 */
function equation(title, player, latex) {
  // A game without a discriminator has no loss of one.
  if (latex === '') return null;
  const formula = el('div', { className: 'formula', tabIndex: 0, role: 'group', 'aria-label': title });
  void typeset(latex, formula);
  return el('section', { className: `equation player-${player}` }, el('h3', {}, title), formula);
}

/**
 * @param {string} latex
 * @param {HTMLElement} into
 */
async function typeset(latex, into) {
  try {
    // Large, and of no use before the first equation: loaded when it is needed.
    const { default: temml } = await import('../../vendor/temml.mjs');
    temml.render(latex, into, { displayMode: true, throwOnError: true });
  } catch {
    into.textContent = latex;
  }
}

/** @param {Paper} paper */
function paperItem({ arxiv, title, authors, year }) {
  const link = el('a', { href: `https://arxiv.org/abs/${arxiv}`, target: '_blank', rel: 'noopener' }, title);
  return el('li', {}, link, el('span', {}, ` ${authors}, ${year}. arXiv:${arxiv}`));
}
