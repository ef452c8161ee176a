/** @import { Losses } from '../types.js' */
/** @import { Entrant } from './contestants.mjs' */
/** @import { Seat } from './seat.mjs' */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OPTIONS, workloadNamed } from '../nets/index.js';
import { SEED } from '../numbers/inputs.js';
import { withWeights } from '../numbers/safetensors.js';
import { hashedWeights } from '../numbers/weights.js';
import { MOST_PER_CHUNK, NO_GPU } from './seat.mjs';

const run = promisify(execFile);
const OPEN_MS = 60_000;
/** The fewest that the program samples at its end. */
const SAMPLES = 64;
/** Iterations until a graphics card has all of its pipelines and memory. */
const WARM_UP = 50;

/**
 * The command line, timed from outside: a stretch is a whole run less a run of no iterations. On a graphics card it is
 * a run of some iterations, in which shaders are compiled.
 * @param {Entrant} entrant
 * @param {string} workload
 * @param {{ native: string, inputs: string }} where
 * @returns {Seat}
 */
export function nativeSeat(entrant, workload, { native, inputs }) {
  const folder = join(inputs, `${entrant.id}-${workload}`);
  const data = join(folder, 'bench');
  const start = join(folder, 'start');
  const [device, warmUp] = entrant.kind === 'webgpu' ? ['gpu', WARM_UP] : ['cpu', 0];

  /**
   * @param {string[]} flags
   * @param {number} timeout
   */
  const train = async (flags, timeout) => {
    const startedAt = performance.now();
    const all = ['train', '--data', data, '--out', join(folder, 'out'), '--device', device, '--samples', String(SAMPLES), ...flags];
    const env = { ...process.env, RAYON_NUM_THREADS: '1' };
    const { stdout } = await run('sh', ['-c', '"$0" "$@" >&2 && times', native, ...all], { timeout, env });
    return { ms: performance.now() - startedAt, cpuMs: childrensMs(stdout) };
  };

  return {
    entrant,
    chunkMs: 2000,
    mostPerChunk: entrant.kind === 'webgpu' ? 500 : MOST_PER_CHUNK,
    restarts: true,
    async open() {
      await mkdir(data, { recursive: true });
      await copyFile(join(inputs, 'images.idx'), join(data, 'train-images-idx3-ubyte'));
      const options = Object.entries(OPTIONS).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
      const nets = [...options, '--variant', 'mlp', '--architecture', workload];
      await train([...nets, '--seed', String(SEED), '--latent_distribution', 'uniform', '--steps', '0'], OPEN_MS);
      const fresh = await readFile(join(folder, 'out', 'checkpoint'));
      await writeFile(start, withWeights(fresh, hashedWeights(workloadNamed(workload))));
    },
    async chunk(_first, count, timeoutMs) {
      const idle = await train(['--resume', start, '--steps', String(warmUp)], timeoutMs);
      const busy = await train(['--resume', start, '--steps', String(warmUp + count)], timeoutMs);
      const less = (/** @type {'ms' | 'cpuMs'} */ key) => Math.max(busy[key] - idle[key], 0);
      const figures = { ms: less('ms'), cpuMs: less('cpuMs'), pageCpuMs: null, hostMs: null, gpu: NO_GPU };
      return { iterations: count, losses: await losses(join(folder, 'out', 'log.csv')), ...figures };
    },
    async close() {},
  };
}

/**
 * Processor time of what a shell has run, from the second line of its `times`: `0m1.250000s 0m0.030000s`.
 * @param {string} text
 */
function childrensMs(text) {
  const parts = [...(text.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + 1000 * (60 * Number(minutes) + Number(seconds)), 0);
}

/** @param {string} file */
async function losses(file) {
  const [, ...lines] = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const [, d, g] = line.split(',').map(Number);
    return /** @type {Losses} */ ([d, g]);
  });
}
