/** @import { Lab } from '../protocol.js' */

const PATIENCE_MS = 5000;

/**
 * The state of a run whose neighbour in the same instance panicked. The memory is still there, and mostly sound: what
 * comes out of it is checked by whoever restores it.
 * @param {Lab} lab
 * @returns {Promise<{ bytes: Uint8Array, iteration: number } | null>} null where nothing could be saved
 */
export async function rescued(lab) {
  const late = new Promise((resolve) => void setTimeout(resolve, PATIENCE_MS, null));
  return Promise.race([read(lab).catch(() => null), /** @type {Promise<null>} */ (late)]);
}

/** @param {Lab} lab */
async function read(lab) {
  const bytes = await lab.checkpoint();
  const { iteration } = await lab.report();
  return { bytes, iteration };
}
