/** @import { Ui } from '../page/ui.js' */
import { el } from '../page/dom.js';

/**
 * Which run it is, in a line; and the name of the whole for screen readers.
 * @param {Ui} ui
 */
export function showTitle(ui) {
  const line = ui.byId('title');
  ui.store.watch(['settings', 'texts'], ({ settings }) => {
    if (settings.variant === undefined) return;
    const name = ui.optionalText(`choice.variant.${settings.variant}`, String(settings.variant));
    line.replaceChildren(el('b', {}, name), ` ${ui.t('ui.element.seed', { seed: String(settings.seed) })}`);
    ui.byId('base').setAttribute('aria-label', ui.t('ui.element.label', { title: name }));
  });
}
