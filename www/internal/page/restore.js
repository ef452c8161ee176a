/** @import { Alerts } from './alerts.js' */
/** @import { Run } from './run.js' */
/** @import { Ui } from './ui.js' */
/** @import { Calling } from './worker-client.js' */
import { PageError } from '../shared/failure.js';

/**
 * Goes on with a saved run, unless it differs in what is locked.
 * @param {Calling} client
 * @param {Run} run
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export async function restore(client, run, bytes) {
  const { locked } = run;
  const isFree = Object.keys(locked).length === 0;
  const before = isFree ? null : await client.call('checkpoint', {});
  const settings = await client.call('restore', { bytes }, [bytes.buffer]);
  const broken = Object.keys(locked).filter((key) => settings[key] !== locked[key]);
  if (before && broken.length > 0) {
    await client.call('restore', { bytes: before }, [before.buffer]);
    throw new PageError('locked_checkpoint', { keys: broken.join() });
  }
  run.onAimed();
}

/**
 * @param {Ui} ui
 * @param {Alerts} alerts
 * @param {number} iteration from which the run goes on
 */
export function tellWhereItGoesOn(ui, alerts, iteration) {
  const lost = ui.store.state.device?.reason === 'lost_in_flight';
  alerts.toast(ui.t(lost ? 'ui.device.moved' : 'ui.restored', { iteration }));
}
