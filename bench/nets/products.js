/** The matrix products of one iteration: what of its arithmetic can be counted, and the floor under its time. */
/** @import { Layer, Workload } from '../types.js' */

/**
 * `[m, k] · [k, n]`, and the names of its two factors and of what comes out. Names that are the same are the same
 * matrix, as in a step of training: a layer's weights serve forward and back, and its gradient is made anew in each.
 * @typedef {{ m: number, k: number, n: number, left: string, right: string, out: string }} Product
 */

/**
 * A layer as a product: convolutions as im2col makes them.
 * @param {Layer} layer
 * @param {number} batch
 * @returns {{ m: number, k: number, n: number } | null}
 */
function shape(layer, batch) {
  switch (layer.kind) {
    case 'linear':
      return { m: batch, k: layer.inputs, n: layer.outputs };
    case 'conv':
      return { m: batch * (layer.side / 2) ** 2, k: layer.inputs * 16, n: layer.outputs };
    case 'conv_transpose':
      return { m: batch * layer.side ** 2, k: layer.inputs, n: layer.outputs * 16 };
    default:
      return null;
  }
}

/**
 * The three products of each layer of a net: y = x · W, dW = xᵀ · dy and dx = dy · Wᵀ.
 * @param {string} net
 * @param {Layer[]} layers
 * @param {number} batch
 */
function productsIn(net, layers, batch) {
  const shapes = layers.map((layer) => shape(layer, batch)).filter((found) => found !== null);
  const named = (/** @type {string} */ what, /** @type {number} */ layer) => `${net}.${layer}.${what}`;
  return {
    forward: shapes.map(({ m, k, n }, i) => ({ m, k, n, left: named('x', i), right: named('W', i), out: named('y', i) })),
    weights: shapes.map(({ m, k, n }, i) => ({ m: k, k: m, n, left: named('x', i), right: named('dy', i), out: named('dW', i) })),
    inputs: shapes.map(({ m, k, n }, i) => ({ m, k: n, n: k, left: named('dy', i), right: named('W', i), out: named('dx', i) })),
  };
}

/**
 * One discriminator step and one generator step:
 * - D step: G forward without a graph; D forward and backward on real and on fake images. No gradient of the images.
 * - G step: G and D forward; back through D for the gradient of the images only; back through G. No gradient of z.
 * @param {Workload} workload
 * @param {number} batch
 * @returns {Product[]}
 */
export function productsOf(workload, batch) {
  const [g, d] = [productsIn('G', workload.generator, batch), productsIn('D', workload.discriminator, batch)];
  const training = (/** @type {ReturnType<typeof productsIn>} */ net) => [...net.forward, ...net.weights, ...net.inputs.slice(1)];
  return [...g.forward, ...training(d), ...training(d), ...d.forward, ...d.inputs, ...training(g)];
}

/**
 * Floating-point operations of one iteration: two for each multiply-add of its matrix products. Activations,
 * normalisation and Adam are left out: they are a few per cent.
 * @param {Workload} workload
 * @param {number} batch
 */
export function flopsOf(workload, batch) {
  return productsOf(workload, batch).reduce((sum, { m, k, n }) => sum + 2 * m * k * n, 0);
}
