/** @import { Parameter, Weights, Workload } from '../types.js' */
import { parametersOf, volume } from '../nets/parameters.js';

/**
 * Random weights of the usual size, for a visit that is given none.
 * @param {Workload} workload
 * @returns {Weights}
 */
export function randomWeights(workload) {
  const values = (/** @type {Parameter} */ { name, shape, fanIn }) => {
    const bound = 1 / Math.sqrt(fanIn);
    const fixed = name.endsWith('.weight') ? 1 : 0;
    return Float32Array.from({ length: volume(shape) }, () => (fanIn > 0 ? bound * (2 * Math.random() - 1) : fixed));
  };
  return new Map(parametersOf(workload).map((parameter) => [parameter.name, values(parameter)]));
}
