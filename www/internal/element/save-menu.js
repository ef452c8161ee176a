/** @import { Alerts } from '../page/alerts.js' */
/** @import { Run } from '../page/run.js' */
/** @import { Ui } from '../page/ui.js' */
/** @import { Calling } from '../page/worker-client.js' */
import { el } from '../page/dom.js';
import { CHECKPOINT_SUFFIX, readFile } from '../page/file-kinds.js';
import { restore } from '../page/restore.js';
import { buildSaves } from '../page/saves.js';

/**
 * @param {Ui} ui
 * @param {Calling} client
 * @param {Run} run
 * @param {Alerts} alerts
 */
export function buildSaveMenu(ui, client, run, alerts) {
  const items = el('div', { id: 'save-items', className: 'menu-items' });
  const menu = el('details', { id: 'save-menu', className: 'menu' }, el('summary', { className: 'quiet', 'data-i18n': 'ui.save' }), items);
  ui.byId('save-place').replaceChildren(menu);
  ui.texts.translate(menu);
  buildSaves(ui, client, alerts, () => pickCheckpoint(client, run, alerts));
}

/**
 * @param {Calling} client
 * @param {Run} run
 * @param {Alerts} alerts
 */
function pickCheckpoint(client, run, alerts) {
  const input = el('input', { type: 'file', accept: CHECKPOINT_SUFFIX });
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    try {
      await restore(client, run, await readFile(file));
    } catch (error) {
      alerts.show(error);
    }
  });
  input.click();
}
