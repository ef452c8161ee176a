/** @import { Alerts } from '../page/alerts.js' */
/** @import { Ui } from '../page/ui.js' */
/** @import { Calling } from '../page/worker-client.js' */
import { el } from '../page/dom.js';
import { CHECKPOINT_SUFFIX, readFile } from '../page/file-kinds.js';
import { buildSaves } from '../page/saves.js';

/**
 * @param {Ui} ui
 * @param {Calling} client
 * @param {Alerts} alerts
 */
export function buildSaveMenu(ui, client, alerts) {
  const items = el('div', { id: 'save-items', className: 'menu-items' });
  const menu = el('details', { id: 'save-menu', className: 'menu' }, el('summary', { className: 'quiet', 'data-i18n': 'ui.save' }), items);
  ui.byId('save-place').replaceChildren(menu);
  ui.texts.translate(menu);
  buildSaves(ui, client, alerts, () => pickCheckpoint(client, alerts));
}

/**
 * @param {Calling} client
 * @param {Alerts} alerts
 */
function pickCheckpoint(client, alerts) {
  const input = el('input', { type: 'file', accept: CHECKPOINT_SUFFIX });
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    try {
      await client.call('restore', { bytes: await readFile(file) });
    } catch (error) {
      alerts.show(error);
    }
  });
  input.click();
}
