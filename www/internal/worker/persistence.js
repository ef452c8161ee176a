import { deferred } from '../shared/deferred.js';
import { PageError } from '../shared/failure.js';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** Not a failure of ours, and not one for good: the server asks for patience. */
const PATIENCE = ['408', '425', '429'];

/**
 * Whether the same may go well a little later: a connection comes back, and a server recovers.
 * @param {unknown} error
 */
export function isPassing(error) {
  if (!(error instanceof PageError) || error.code !== 'download_failed') return false;
  const status = String(error.params.status ?? '');
  return error.params.reason === 'network' || status.startsWith('5') || PATIENCE.includes(status);
}

/**
 * Asks again and again until there is an answer, with longer waits, and as soon as the browser is back online.
 * @template T
 * @param {() => Promise<T>} ask
 * @param {AbortSignal} end of all interest
 * @param {(failures: number, error: unknown) => void} onFailure called before each wait
 * @returns {Promise<T>}
 * @throws what will not pass by itself
 */
export async function persist(ask, end, onFailure) {
  for (let failures = 1, wait = FIRST_WAIT_MS; ; failures += 1, wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (end.aborted || !isPassing(error)) throw error;
      onFailure(failures, error);
      await pause(wait, end);
      end.throwIfAborted();
    }
  }
}

/**
 * @param {number} ms
 * @param {AbortSignal} end
 */
async function pause(ms, end) {
  /** @type {import('../shared/deferred.js').Deferred<void>} */
  const over = deferred();
  const resolve = () => over.resolve();
  const timer = setTimeout(resolve, ms);
  self.addEventListener('online', resolve);
  end.addEventListener('abort', resolve);
  await over.promise;
  clearTimeout(timer);
  self.removeEventListener('online', resolve);
  end.removeEventListener('abort', resolve);
}
