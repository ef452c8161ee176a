/** @import { Alerts } from './alerts.js' */
/** @import { Run } from './run.js' */
/** @import { Ui } from './ui.js' */
/** @import { Calling } from './worker-client.js' */
import { settingsIn } from '../shared/checkpoint.js';
import { PageError } from '../shared/failure.js';
import { without } from './settings.js';

/**
 * Goes on with a saved run, unless it differs in what is locked: the run of now is not touched then.
 * @param {Calling} client
 * @param {Run} run
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export async function restore(client, run, bytes) {
  await refuseOtherThanLocked(run, bytes);
  await client.call('restore', { bytes }, [bytes.buffer]);
  run.onAimed(null);
}

/**
 * @param {Run} run
 * @param {Uint8Array} bytes
 */
async function refuseOtherThanLocked(run, bytes) {
  // Where a run is computed is no part of it: it goes on where the one of now is.
  const locked = without(run.locked, 'device');
  if (Object.keys(locked).length === 0) return;
  const saved = settingsIn(bytes);
  // What is no checkpoint is refused by the module, in its own words.
  if (!saved) return;
  const settings = await run.resolve(saved);
  const broken = Object.keys(locked).filter((key) => settings[key] !== locked[key]);
  if (broken.length > 0) throw new PageError('locked_checkpoint', { keys: broken.join() });
}

/**
 * A run that begins speaks for itself.
 * @param {Ui} ui
 * @param {Alerts} alerts
 * @param {{ iteration: number, moved: boolean }} run from where it goes on, and whether off a GPU that was lost
 */
export function tellWhereItGoesOn(ui, alerts, { iteration, moved }) {
  if (iteration > 0) alerts.toast(ui.t(moved ? 'ui.device.moved' : 'ui.restored', { iteration }));
}
