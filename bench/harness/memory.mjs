/** @import { Browser } from 'playwright-core' */
import { readFile } from 'node:fs/promises';

/** @typedef {{ renderer: number, gpu: number }} Peaks bytes */

/**
 * The most that the largest page's process, and the process that does the page's WebGPU, have had resident so far.
 * The same for all: code, JavaScript's heap, WebAssembly's memory and GPU buffers alike. Null but on Linux.
 * @param {Browser} browser
 * @returns {Promise<Peaks | null>}
 */
export async function peaks(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const most = async (/** @type {string} */ type) => {
    const ids = processInfo.filter((info) => info.type === type).map(({ id }) => id);
    return Math.max(0, ...(await Promise.all(ids.map(peakOf))));
  };
  try {
    return { renderer: await most('renderer'), gpu: await most('GPU') };
  } catch {
    return null;
  }
}

/** @param {number} pid */
async function peakOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
