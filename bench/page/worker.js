/** What each contestant's worker does when it is asked: open, train a stretch, or live through a whole visit. */
/** @import { Answer, Chunk, Contestant, Milestones, Request, Run } from '../types.js' */
import { workloadNamed } from '../nets/index.js';
import { givenInputs, visitorsInputs } from './fetch-inputs.js';
import { gpuCounts, lastSubmitAt, since } from './gpu-counters.js';

/** Iterations between two looks at the losses during a visit. */
const LOOK_EVERY = 11;
const VISIT = 100;

/**
 * @param {Run} run
 * @param {number} first
 * @param {number} count
 * @returns {Promise<Chunk>}
 */
async function chunk(run, first, count) {
  const before = gpuCounts();
  const startedAt = performance.now();
  const losses = await run.iterate(first, count);
  const ms = performance.now() - startedAt;
  const gpu = since(before);
  return { iterations: count, ms, losses, gpu, hostMs: gpu.submits > 0 ? lastSubmitAt() - startedAt : null };
}

/**
 * @param {Contestant} contestant
 * @param {string} name of the workload
 * @param {number} navigatedAt on the clock of the page
 * @returns {Promise<Milestones>}
 */
async function visit(contestant, name, navigatedAt) {
  const now = () => performance.timeOrigin + performance.now() - navigatedAt;
  const run = await contestant.open({ workload: workloadNamed(name), inputs: await visitorsInputs(), given: false });
  const opened = now();
  await run.iterate(0, 1);
  const first = now();
  self.postMessage({ first });
  for (let done = 1; done < VISIT; done += LOOK_EVERY) await run.iterate(done, Math.min(LOOK_EVERY, VISIT - done));
  return { opened, first, hundredth: now() };
}

/**
 * Obeys the page, one request after another.
 * @param {Contestant} contestant
 */
export function serve(contestant) {
  /** @type {Run | null} */
  let run = null;
  const obey = async (/** @type {Request} */ request) => {
    switch (request.type) {
      case 'open': {
        const workload = workloadNamed(request.workload);
        run = await contestant.open({ workload, inputs: await givenInputs(workload), given: true });
        return null;
      }
      case 'chunk':
        if (!run) throw new Error('nothing is open');
        return chunk(run, request.first, request.count);
      case 'load':
        return visit(contestant, request.workload, request.navigatedAt);
    }
  };
  self.addEventListener('message', ({ data }) => {
    obey(data).then(
      (value) => self.postMessage(/** @type {Answer} */ ({ value })),
      (error) => self.postMessage(/** @type {Answer} */ ({ error: describe(error) })),
    );
  });
  self.postMessage({ ready: true });
}

/** @param {unknown} error */
function describe(error) {
  if (error instanceof Error) return error.message || error.name;
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
