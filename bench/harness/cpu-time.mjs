/** Processor time, which a busy computer does not stretch as it does the clock's. Null but on Linux. */
/** @import { CDPSession } from 'playwright-core' */
import { readFile, readdir } from 'node:fs/promises';

/** What Chromium calls the thread of a dedicated worker. */
const WORKER_THREAD = 'DedicatedWorker';

/** @param {number} pid @returns {Promise<number>} what all its threads have used so far, in ms */
async function cpuMs(pid) {
  const threads = await readdir(`/proc/${pid}/task`);
  const stats = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8')));
  return stats.reduce((sum, stat) => sum + Number(stat.split(' ')[0]) / 1e6, 0);
}

/** @param {number[]} pids */
async function together(pids) {
  try {
    const each = await Promise.all(pids.map(cpuMs));
    return each.length > 0 ? each.reduce((sum, ms) => sum + ms) : null;
  } catch {
    return null;
  }
}

/**
 * What `work` costs some processes, beside what it answers.
 * @template T
 * @param {number[]} pids
 * @param {() => Promise<T>} work
 */
export async function costing(pids, work) {
  const before = await together(pids);
  const value = await work();
  const after = await together(pids);
  return { value, cpuMs: before !== null && after !== null ? after - before : null };
}

/**
 * @param {CDPSession} session of the browser
 * @param {'renderer' | 'GPU'} type
 */
export async function processIds(session, type) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter((info) => info.type === type).map(({ id }) => id);
}

/**
 * Those of the browser's processes in which a worker lives: one more after each page that is opened.
 * @param {CDPSession} session of the browser
 */
export async function workerProcesses(session) {
  const ids = await processIds(session, 'renderer');
  const has = await Promise.all(ids.map(hasWorker));
  return ids.filter((_, i) => has[i]);
}

/** @param {number} pid */
async function hasWorker(pid) {
  try {
    const threads = await readdir(`/proc/${pid}/task`);
    const names = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/comm`, 'utf8')));
    return names.some((name) => name.startsWith(WORKER_THREAD));
  } catch {
    // The process, or a thread of it, has just ended; or this is not Linux.
    return false;
  }
}
