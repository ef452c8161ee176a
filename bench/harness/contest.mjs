/** One workload: everybody proves that it does the same work, then all train in turns. */
/** @import { GpuCounts, Losses, TimedChunk } from '../types.js' */
/** @import { Entrant } from './contestants.mjs' */
/** @import { Seat } from './seat.mjs' */
import { median } from './statistics.mjs';

/** Iterations whose losses are compared. */
export const PROOF = 20;
/** The first iteration may take longer, and is not counted: shaders are compiled in it. */
const COLD = 3;

/**
 * @typedef {object} Result
 * @property {Entrant} entrant
 * @property {Losses[]} losses of the first iterations
 * @property {number[]} msPerIteration one for each stretch
 * @property {number[]} cpuMsPerIteration processor time of the process
 * @property {number[]} pageCpuMsPerIteration the part of the page's own, with WebGPU
 * @property {number[]} hostMsPerIteration
 * @property {GpuCounts | null} gpu per iteration; pipelines: all since the start
 * @property {string | null} cannot why there is nothing more
 */

/** @typedef {{ seat: Seat, next: number, spentMs: number, proof: TimedChunk[], timed: TimedChunk[], cannot: string | null }} State */

/**
 * @param {Seat[]} seats
 * @param {{ rounds: number, budgetMs: number, say: (text: string) => void }} options
 * @returns {Promise<Result[]>}
 */
export async function contest(seats, { rounds, budgetMs, say }) {
  /** @type {State[]} */
  const states = seats.map((seat) => ({ seat, next: 0, spentMs: 0, proof: [], timed: [], cannot: null }));
  for (const state of states) {
    say(`${state.seat.entrant.id}: opens`);
    await attempt(state, () => prove(state, budgetMs));
    if (state.cannot) say(`${state.seat.entrant.id}: ${state.cannot}`);
  }
  for (let round = 0; round < rounds; round += 1) {
    say(`round ${round + 1} of ${rounds}`);
    for (const state of states) {
      if (state.cannot || state.spentMs >= budgetMs) continue;
      await attempt(state, async () => void state.timed.push(await stretch(state, chunkSize(state), budgetMs)));
    }
  }
  await Promise.all(states.map(({ seat }) => seat.close()));
  return states.map(resultOf);
}

/**
 * @param {State} state
 * @param {() => Promise<void>} work
 */
async function attempt(state, work) {
  try {
    await work();
  } catch (error) {
    state.cannot = error instanceof Error ? error.message : String(error);
    // It may still be busy with what it could not do in time, and would disturb the others.
    await state.seat.close();
  }
}

/**
 * The first iterations, of which the very first is cold.
 * @param {State} state
 * @param {number} budgetMs
 */
async function prove(state, budgetMs) {
  const { seat, proof } = state;
  await seat.open();
  if (seat.restarts) return void proof.push(await stretch(state, PROOF, budgetMs));
  proof.push(await stretch(state, 1, COLD * budgetMs));
  state.spentMs = 0;
  while (state.next < PROOF && state.spentMs < budgetMs) {
    const count = proof.length === 1 ? 1 : Math.min(chunkSize(state), PROOF - state.next);
    proof.push(await stretch(state, count, budgetMs));
  }
}

/**
 * @param {State} state
 * @param {number} count
 * @param {number} budgetMs
 */
async function stretch(state, count, budgetMs) {
  const chunk = await state.seat.chunk(state.next, count, budgetMs);
  state.next += count;
  state.spentMs += chunk.ms;
  return chunk;
}

/** @param {State} state */
function chunkSize({ seat, proof }) {
  const known = proof.length > 1 || seat.restarts ? warm(seat, proof) : proof;
  const estimate = median(known.map(({ ms, iterations }) => ms / iterations));
  return Math.min(Math.max(Math.round(seat.chunkMs / estimate), 1), seat.mostPerChunk);
}

/** @param {Seat} seat @param {TimedChunk[]} proof @returns the stretches without the cold one */
const warm = (seat, proof) => (seat.restarts ? proof : proof.slice(1));

/**
 * @param {State} state
 * @returns {Result}
 */
function resultOf({ seat, proof, timed, cannot }) {
  // Who has used up its time with the proof is judged by its proof.
  const counted = timed.length > 0 ? timed : warm(seat, proof);
  // What is asked of the GPU in the cold iteration is the same but for the pipelines.
  const asked = counted.length > 0 ? counted : proof;
  const iterations = asked.reduce((sum, chunk) => sum + chunk.iterations, 0);
  const perIteration = (/** @type {keyof GpuCounts} */ key) => asked.reduce((sum, { gpu }) => sum + gpu[key], 0) / iterations;
  const each = (/** @type {'cpuMs' | 'pageCpuMs' | 'hostMs'} */ key) =>
    counted.flatMap((chunk) => (chunk[key] === null ? [] : [chunk[key] / chunk.iterations]));
  const pipelines = proof.reduce((sum, { gpu }) => sum + gpu.pipelines, 0);
  const gpu = {
    launches: perIteration('launches'),
    submits: perIteration('submits'),
    writtenBytes: perIteration('writtenBytes'),
    readBytes: perIteration('readBytes'),
    pipelines,
  };
  return {
    entrant: seat.entrant,
    losses: proof.flatMap((chunk) => chunk.losses).slice(0, PROOF),
    msPerIteration: counted.map(({ ms, iterations: count }) => ms / count),
    cpuMsPerIteration: each('cpuMs'),
    pageCpuMsPerIteration: each('pageCpuMs'),
    hostMsPerIteration: each('hostMs'),
    gpu: seat.entrant.kind === 'webgpu' && seat.entrant.where === 'browser' && iterations > 0 ? gpu : null,
    cannot,
  };
}
