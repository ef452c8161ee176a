/** @import { Browser, BrowserContext, Page } from 'playwright-core' */
/** @import { Chunk } from '../types.js' */
/** @import { Entrant } from './contestants.mjs' */
/** @import { Seat } from './seat.mjs' */
import { ask, within } from './browser.mjs';
import { costing, processIds, workerProcesses } from './cpu-time.mjs';
import { MOST_PER_CHUNK } from './seat.mjs';

const OPEN_MS = 120_000;
const CLOSE_MS = 10_000;

/**
 * A page with one worker, in a context of its own and so in a process of its own.
 * @param {Entrant} entrant
 * @param {string} workload
 * @param {{ browser: Browser, url: string }} where
 * @returns {Seat}
 */
export function browserSeat(entrant, workload, { browser, url }) {
  /** @type {BrowserContext | undefined} */
  let context;
  /** @type {Page} */
  let page;
  /** @type {number[]} The page's process. */
  let own = [];
  /** @type {number[]} With WebGPU the page only asks, and another process works: both count. */
  let pids = [];
  return {
    entrant,
    chunkMs: 400,
    mostPerChunk: MOST_PER_CHUNK,
    restarts: false,
    async open() {
      const session = await browser.newBrowserCDPSession();
      const others = await workerProcesses(session);
      context = await browser.newContext();
      page = await context.newPage();
      await page.goto(`${url}?worker=${entrant.id}`);
      await page.waitForFunction(() => 'bench' in globalThis);
      await ask(page, { type: 'open', workload }, OPEN_MS);
      own = (await workerProcesses(session)).filter((id) => !others.includes(id));
      pids = [...own, ...(entrant.kind === 'webgpu' ? await processIds(session, 'GPU') : [])];
      await session.detach();
    },
    async chunk(first, count, timeoutMs) {
      const asked = () => /** @type {Promise<Chunk>} */ (ask(page, { type: 'chunk', first, count }, timeoutMs));
      const all = await costing(pids, () => costing(own, asked));
      const { value, cpuMs } = all.value;
      return { ...value, cpuMs: all.cpuMs, pageCpuMs: entrant.kind === 'webgpu' ? cpuMs : null };
    },
    async close() {
      try {
        await within(Promise.resolve(context?.close()), CLOSE_MS, 'closing');
      } catch {
        // It hangs in what it could not do in time, and would take that time from the others.
        own.forEach(kill);
      }
    },
  };
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already, perhaps with the whole browser.
  }
}
