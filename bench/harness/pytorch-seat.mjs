/** @import { Chunk } from '../types.js' */
/** @import { Entrant } from './contestants.mjs' */
/** @import { Seat } from './seat.mjs' */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { within } from './browser.mjs';
import { costing } from './cpu-time.mjs';
import { MOST_PER_CHUNK, NO_GPU } from './seat.mjs';

const SCRIPT = fileURLToPath(new URL('../python/peer.py', import.meta.url));
const OPEN_MS = 60_000;

/** @typedef {Pick<Chunk, 'iterations' | 'ms' | 'losses'>} Answer */

/**
 * A Python process that answers requests line by line.
 * @param {Entrant} entrant
 * @param {string} workload
 * @param {{ python: string, inputs: string, double?: boolean }} where double: in float64
 * @returns {Seat}
 */
export function pytorchSeat(entrant, workload, { python, inputs, double = false }) {
  /** @type {ReturnType<typeof start> | undefined} */
  let peer;
  return {
    entrant,
    chunkMs: 400,
    mostPerChunk: MOST_PER_CHUNK,
    restarts: false,
    async open() {
      peer = start(python, inputs);
      await peer.ask({ open: workload, double, device: entrant.kind === 'webgpu' ? 'cuda' : 'cpu' }, OPEN_MS);
    },
    async chunk(first, count, timeoutMs) {
      if (!peer) throw new Error('PyTorch is not open');
      const { ask, pids } = peer;
      const { value, cpuMs } = await costing(pids, () => /** @type {Promise<Answer>} */ (ask({ first, count }, timeoutMs)));
      return { ...value, cpuMs, pageCpuMs: null, hostMs: null, gpu: NO_GPU };
    },
    async close() {
      peer?.end();
    },
  };
}

/**
 * @param {string} python
 * @param {string} inputs
 */
function start(python, inputs) {
  const env = { ...process.env, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(python, [SCRIPT, inputs], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // A process that is gone, or never was, answers with the end of its output; the broken pipe says nothing new.
  child.stdin.on('error', () => {});
  child.on('error', () => {});
  return {
    pids: child.pid ? [child.pid] : [],
    end: () => void child.kill(),
    /**
     * @param {object} request
     * @param {number} timeoutMs
     */
    async ask(request, timeoutMs) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await within(lines.next(), timeoutMs, 'PyTorch');
      if (done) throw new Error(`${python} ended without an answer`);
      return JSON.parse(value);
    },
  };
}
