/** Who takes part. */
import { UsageError } from './args.mjs';

/**
 * @typedef {object} Entrant
 * @property {string} id also the name of its worker, where it has one
 * @property {string} title
 * @property {'cpu' | 'webgpu'} kind against which Gantry it is measured
 * @property {'browser' | 'native' | 'pytorch'} where
 * @property {boolean} [floor] not a GAN: no losses, no visit
 * @property {string[]} [workloads] all, if absent
 * @property {boolean} [isolated] from a server whose pages may share memory among threads
 * @property {boolean} [card] beside the browser on the computer's own graphics card
 */

/** @type {Entrant[]} */
export const ENTRANTS = [
  { id: 'gantry-cpu', title: 'Gantry', kind: 'cpu', where: 'browser' },
  { id: 'gantry-threads', title: 'Gantry, threads', kind: 'cpu', where: 'browser', isolated: true },
  { id: 'tfjs-wasm', title: 'TensorFlow.js wasm', kind: 'cpu', where: 'browser' },
  { id: 'tfjs-wasm-im2col', title: 'TensorFlow.js wasm, im2col', kind: 'cpu', where: 'browser', workloads: ['dcgan'] },
  { id: 'tfjs-cpu', title: 'TensorFlow.js cpu', kind: 'cpu', where: 'browser' },
  { id: 'jax-wasm', title: 'jax-js wasm', kind: 'cpu', where: 'browser' },
  { id: 'jax-wasm-im2col', title: 'jax-js wasm, im2col', kind: 'cpu', where: 'browser', workloads: ['dcgan'] },
  { id: 'floor-simd', title: 'floor: products, SIMD', kind: 'cpu', where: 'browser', floor: true },
  { id: 'floor-relaxed', title: 'floor: products, relaxed SIMD', kind: 'cpu', where: 'browser', floor: true },
  { id: 'floor-threads', title: 'floor: products, relaxed SIMD, threads', kind: 'cpu', where: 'browser', floor: true },
  { id: 'native', title: 'Gantry, native', kind: 'cpu', where: 'native' },
  { id: 'pytorch', title: 'PyTorch, one thread', kind: 'cpu', where: 'pytorch' },
  { id: 'gantry-webgpu', title: 'Gantry WebGPU', kind: 'webgpu', where: 'browser' },
  { id: 'tfjs-webgpu', title: 'TensorFlow.js WebGPU', kind: 'webgpu', where: 'browser' },
  { id: 'jax-webgpu', title: 'jax-js WebGPU', kind: 'webgpu', where: 'browser' },
  { id: 'native-gpu', title: 'Gantry, native, GPU', kind: 'webgpu', where: 'native', card: true },
  { id: 'pytorch-cuda', title: 'PyTorch CUDA', kind: 'webgpu', where: 'pytorch', card: true },
];

/** Those by which the ratios are made. */
export const GANTRY = { cpu: 'gantry-cpu', webgpu: 'gantry-webgpu' };

/** @param {string} id */
export function entrantNamed(id) {
  const found = ENTRANTS.find((entrant) => entrant.id === id);
  if (!found) throw new UsageError(`no contestant is called ${id}: there are ${ENTRANTS.map((entrant) => entrant.id).join(', ')}`);
  return found;
}

/**
 * @param {{ only?: string[], native?: string, python?: string, adapter: string }} options
 * @param {string} workload
 */
export function entrantsFor({ only, native, python, adapter }, workload) {
  return ENTRANTS.filter(
    ({ id, where, workloads, card }) =>
      (!only || only.includes(id)) &&
      (!card || adapter === 'default') &&
      (!workloads || workloads.includes(workload)) &&
      (where !== 'native' || native) &&
      (where !== 'pytorch' || python),
  );
}
