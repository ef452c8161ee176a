/** @import { Ui } from './ui.js' */

/**
 * On which device the training runs and why, in one line.
 * @param {Ui} ui
 */
export function showDevice(ui) {
  const line = ui.byId('device');
  ui.store.watch(['device', 'texts'], ({ device }) => {
    line.classList.toggle('is-gpu', device?.device === 'webgpu');
    if (!device) return void (line.textContent = ui.t('ui.device.starting'));
    const where = device.threads > 1 ? ui.t('ui.device.cpu_threads', { threads: device.threads }) : ui.t(`ui.device.${device.device}`);
    const reason = device.reason === 'chosen' ? '' : ui.t(`ui.device.reason.${device.reason}`);
    line.textContent = reason ? ui.t('ui.device.line', { device: where, reason }) : where;
    line.title = device.adapter;
    line.dataset.reason = device.reason;
  });
}
