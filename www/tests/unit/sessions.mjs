/** Sessions without modules. */
import { Session } from '../../internal/worker/session.js';

/** Each lab is at this iteration. */
export const ITERATION = 5;

/**
 * A session of labs that know only their settings and their drawn points, and what it posts.
 * @param {'cpu' | 'webgpu'} [first] the device of a run that begins
 */
export function sessionOf(first = 'cpu') {
  /** @param {import('../../internal/protocol.js').Settings} settings */
  const labOf = (settings) => {
    const lab = {
      drawn: [0],
      settings: () => settings,
      set_drawn: (/** @type {Float32Array} */ points) => void (lab.drawn = [...points]),
      checkpoint: () => new Uint8Array(),
      restore: () => {},
      report: () => ({ iteration: ITERATION }),
      scatter: () => ({}),
      dataset: () => undefined,
      device: () => ({ adapter: '' }),
      equations: () => ({}),
      free: () => {},
    };
    return lab;
  };
  const instance = {
    call: async (/** @type {() => unknown} */ task) => task(),
    onLost: () => () => {},
    release: async () => {},
    threads: Promise.resolve(1),
  };
  const opener = {
    choose: async () => ({ device: first, reason: 'chosen' }),
    create: async (/** @type {any} */ settings, /** @type {string} */ device, /** @type {string} */ reason) => ({ instance, lab: labOf(settings), device, reason }),
    giveUp: async () => {},
  };
  const turns = { add: async (/** @type {() => unknown} */ task) => task() };
  /** @type {any[]} */
  const posts = [];
  const one = new Session(/** @type {any} */ ({ opener, data: {}, turns, post: (/** @type {any} */ event) => void posts.push(event), drawReal: () => {}, onRun: () => {} }));
  return { one, posts };
}
