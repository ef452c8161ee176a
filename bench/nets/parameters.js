/** @import { Layer, NetName, Parameter, Workload } from '../types.js' */

/** Pixels under one kernel. */
const KERNEL = 4 * 4;

/** @type {NetName[]} */
export const NETS = ['generator', 'discriminator'];

/**
 * Weight and bias of one layer, without the name of the net; none where there is nothing to train.
 * @param {Layer} layer
 * @returns {Parameter[]}
 */
function ofLayer(layer) {
  const named = (/** @type {number[]} */ weight, /** @type {number} */ outputs, /** @type {number} */ fanIn, /** @type {boolean} */ bias) => [
    { name: 'weight', shape: weight, fanIn },
    ...(bias ? [{ name: 'bias', shape: [outputs], fanIn }] : []),
  ];
  switch (layer.kind) {
    case 'linear':
      return named([layer.inputs, layer.outputs], layer.outputs, layer.inputs, layer.bias);
    case 'conv':
      return named([layer.outputs, layer.inputs, 4, 4], layer.outputs, layer.inputs * KERNEL, layer.bias);
    case 'conv_transpose':
      return named([layer.inputs, layer.outputs, 4, 4], layer.outputs, layer.outputs * KERNEL, layer.bias);
    case 'batch_norm':
      return named([layer.channels], layer.channels, 0, true);
    default:
      return [];
  }
}

/**
 * The layers of a net, each with its parameters under Gantry's names: the index counts layers that have some.
 * @param {Workload} workload
 * @param {NetName} net
 * @returns {{ layer: Layer, parameters: Parameter[] }[]}
 */
export function layersOf(workload, net) {
  let index = 0;
  return workload[net].map((layer) => {
    const own = ofLayer(layer);
    const prefix = `${net}.${index}`;
    if (own.length > 0) index += 1;
    return { layer, parameters: own.map((parameter) => ({ ...parameter, name: `${prefix}.${parameter.name}` })) };
  });
}

/**
 * @param {Workload} workload
 * @returns {Parameter[]}
 */
export function parametersOf(workload) {
  return NETS.flatMap((net) => layersOf(workload, net).flatMap(({ parameters }) => parameters));
}

/** @param {number[]} shape */
export const volume = (shape) => shape.reduce((product, size) => product * size, 1);
