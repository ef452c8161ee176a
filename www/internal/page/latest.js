/**
 * Sends only the newest: a slider moves faster than pictures are drawn, and the ones between are of no use.
 * @template T
 * @param {(value: T) => Promise<unknown>} send
 * @returns {(value: T) => Promise<void>} settles when nothing waits any more
 */
export function latest(send) {
  /** @type {{ value: T } | null} */
  let waiting = null;
  /** @type {Promise<void> | null} */
  let sending = null;
  const sendAll = async () => {
    try {
      while (waiting) {
        const { value } = waiting;
        waiting = null;
        await send(value);
      }
    } finally {
      sending = null;
    }
  };
  return (value) => {
    waiting = { value };
    sending ??= sendAll();
    return sending;
  };
}
