/** @import { Ui } from '../page/ui.js' */
import { el } from '../page/dom.js';

/**
 * On which device it trains, as one more readout; why, where it is pointed at.
 * @param {Ui} ui
 */
export function showDeviceReadout(ui) {
  const value = el('dd', { id: 'readout-device' }, '–');
  const place = el('div', { 'data-part': 'device' }, el('dt', { 'data-i18n': 'ui.element.device' }), value);
  ui.byId('readouts').append(place);
  ui.texts.translate(place);
  ui.store.watch(['device', 'texts'], ({ device }) => {
    if (!device) return;
    value.textContent = ui.t(`ui.element.${device.device}`);
    place.title = [ui.optionalText(`ui.device.reason.${device.reason}`), device.adapter, device.threads > 1 ? ui.t('ui.device.cpu_threads', { threads: device.threads }) : ''].filter(Boolean).join(' · ');
  });
}
