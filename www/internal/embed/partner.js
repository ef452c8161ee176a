/**
 * The only origin that is talked with: the one that `?embed=` names, or else the one that the frame was opened from. A
 * frame that knows neither talks with nobody.
 * @param {string} search of the frame's address
 * @param {string} referrer
 * @returns {string | null}
 */
export function partnerOrigin(search, referrer) {
  const named = new URLSearchParams(search).get('embed');
  return originOf(named || referrer);
}

/** @param {string} address */
function originOf(address) {
  try {
    const { origin, protocol } = new URL(address);
    return protocol === 'https:' || protocol === 'http:' ? origin : null;
  } catch {
    return null;
  }
}

/** The page around the frame, as far as it may be talked with. */
export class Partner {
  #origin;
  /** @type {Set<string>} */
  #seen = new Set();

  /**
   * @param {string | null} origin
   * @param {(command: { type: string, id?: unknown } & Record<string, unknown>) => void} onCommand
   */
  constructor(origin, onCommand) {
    this.#origin = origin;
    if (origin === null || parent === window) return;
    addEventListener('message', (event) => {
      if (event.source !== parent || event.origin !== origin) return;
      const { data } = event;
      if (typeof data !== 'object' || data === null || data.target !== 'gantry' || typeof data.type !== 'string') return;
      if (this.#isNew(data.id)) onCommand(data);
    });
  }

  /**
   * What is asked again, because nobody seemed to hear, is done once.
   * @param {unknown} id
   */
  #isNew(id) {
    if (typeof id !== 'string') return true;
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    return true;
  }

  /**
   * The browser delivers it to that origin only.
   * @param {string} type
   * @param {Record<string, unknown>} [rest]
   */
  tell(type, rest = {}) {
    if (this.#origin !== null && parent !== window) parent.postMessage({ source: 'gantry', type, ...rest }, this.#origin);
  }
}
