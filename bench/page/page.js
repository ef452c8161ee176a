/** The minimal page: one worker, and a way to ask it. `?worker=NAME` starts it; `&load=WORKLOAD` also begins a visit. */
/** @import { Answer, Request } from '../types.js' */

const parameters = new URLSearchParams(location.search);
const worker = new Worker(`/dist/${parameters.get('worker')}.js`, { type: 'module' });

/** @type {Array<(answer: Answer) => void>} */
const waiting = [];
/** @type {Promise<void>} */
const ready = new Promise((resolve) => {
  worker.addEventListener('message', ({ data }) => {
    if (data.ready) resolve();
    else if (data.first !== undefined) bench.first = data.first;
    else waiting.shift()?.(data);
  });
});
worker.addEventListener('error', (event) => {
  event.preventDefault();
  bench.broken = event.message || 'the worker did not start';
  for (const answer of waiting.splice(0)) answer({ error: bench.broken });
});

/** What the harness sees of the page. */
export const bench = {
  /** @type {string | null} */
  broken: null,
  /** @type {number | null} When the first step of the visit was done. */
  first: null,
  /**
   * @param {Request} request
   * @returns {Promise<Answer>}
   */
  async ask(request) {
    if (bench.broken) return { error: bench.broken };
    /** @type {Promise<Answer>} */
    const answer = new Promise((resolve) => void waiting.push(resolve));
    await Promise.race([ready, answer]);
    if (!bench.broken) worker.postMessage(request);
    return answer;
  },
};

/** @typedef {typeof bench} Bench */
Object.assign(globalThis, { bench });

const load = parameters.get('load');
if (load) Object.assign(globalThis, { visit: bench.ask({ type: 'load', workload: load, navigatedAt: performance.timeOrigin }) });
