/** @import { Store } from './store.js' */
import { byId } from './dom.js';
import { t } from './i18n.js';

/**
 * On which device the training runs and why, in one line.
 * @param {Store} store
 */
export function showDevice(store) {
  const line = byId('device');
  store.watch(['device'], ({ device }) => {
    line.classList.toggle('is-gpu', device?.device === 'webgpu');
    if (!device) return void (line.textContent = t('ui.device.starting'));
    const where = t(`ui.device.${device.device}`);
    const reason = device.reason === 'chosen' ? '' : t(`ui.device.reason.${device.reason}`);
    line.textContent = reason ? t('ui.device.line', { device: where, reason }) : where;
    line.title = device.adapter;
    line.dataset.reason = device.reason;
  });
}
