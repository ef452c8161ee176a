/** @import { Parameter, Weights, Workload } from '../types.js' */
import { parametersOf, volume } from '../nets/parameters.js';
import { signed } from './hash.js';

/**
 * Starting values of one parameter, each operation rounded to 32 bits, as the test fixtures have them.
 * @param {Parameter} parameter
 */
function values({ name, shape, fanIn }) {
  const hashes = signed(name, volume(shape));
  if (fanIn > 0) {
    const bound = Math.fround(1 / Math.sqrt(fanIn));
    return hashes.map((value) => bound * value);
  }
  const tenth = hashes.map((value) => Math.fround(0.1) * value);
  return name.endsWith('.weight') ? tenth.map((value) => 1 + value) : tenth;
}

/**
 * @param {Workload} workload
 * @returns {Weights}
 */
export function hashedWeights(workload) {
  return new Map(parametersOf(workload).map((parameter) => [parameter.name, values(parameter)]));
}

/**
 * All parameters in their order, end to end.
 * @param {Workload} workload
 * @param {Weights} weights
 */
export function packed(workload, weights) {
  const parameters = parametersOf(workload);
  const all = new Float32Array(parameters.reduce((sum, { shape }) => sum + volume(shape), 0));
  let offset = 0;
  for (const { name, shape } of parameters) {
    all.set(weights.get(name) ?? [], offset);
    offset += volume(shape);
  }
  return all;
}

/**
 * @param {Workload} workload
 * @param {Float32Array<ArrayBuffer>} all
 * @returns {Weights}
 */
export function unpacked(workload, all) {
  /** @type {Weights} */
  const weights = new Map();
  let offset = 0;
  for (const { name, shape } of parametersOf(workload)) {
    weights.set(name, all.slice(offset, offset + volume(shape)));
    offset += volume(shape);
  }
  return weights;
}
