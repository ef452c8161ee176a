import { el } from '../page/dom.js';

/**
 * The places of parts that not every variant has: a view of its own, and what is told of points. The names are those
 * of the page, whose parts stand here as well.
 * @param {ShadowRoot} root
 */
export function addPlaces(root) {
  root.getElementById('points')?.after(el('section', { id: 'points-side', className: 'points-side', 'data-part': 'view', hidden: true }), view());
  const smooth = el('input', { type: 'checkbox', id: 'smooth', checked: true });
  root.getElementById('charts')?.append(el('label', { className: 'smooth', 'data-i18n-title': 'ui.smooth.help' }, smooth, el('span', { 'data-i18n': 'ui.smooth' })));
}

function view() {
  const heads = el('fieldset', { id: 'row-heads', className: 'row-heads' }, el('legend', { className: 'visually-hidden', 'data-i18n': 'ui.classes.choose' }));
  const sheet = el('canvas', { id: 'view-sheet', width: 238, height: 298, role: 'img', 'aria-labelledby': 'view-title view-about' });
  const chosen = el(
    'figure',
    { id: 'chosen-figure', className: 'chosen', hidden: true },
    el('figcaption', { className: 'caption' }, el('span', { 'data-i18n': 'view.chosen.label' }), ' ', el('b', { id: 'chosen-class' })),
    el('canvas', { id: 'chosen', width: 118, height: 118, role: 'img' }),
  );
  return el(
    'section',
    { id: 'view', className: 'view', part: 'view', 'data-part': 'view', hidden: true },
    el('div', { className: 'caption' }, el('b', { id: 'view-title' }), el('p', { id: 'view-about' })),
    el('div', { id: 'view-codes', className: 'codes', role: 'group', 'data-i18n-label': 'ui.codes', hidden: true }),
    el('div', { className: 'view-body' }, el('div', { id: 'view-rows', className: 'rows' }, heads, sheet), chosen),
  );
}
