/** The matrix products of one iteration: what of its arithmetic can be counted, and the floor under its time. */
/** @import { Layer, Workload } from '../types.js' */

/** @typedef {{ m: number, k: number, n: number }} Product `[m, k] · [k, n]` */

/**
 * A layer as a product: convolutions as im2col makes them.
 * @param {Layer} layer
 * @param {number} batch
 * @returns {Product | null}
 */
function forward(layer, batch) {
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

/** @param {Product} y @returns {Product} xᵀ · dy */
const weightGradient = ({ m, k, n }) => ({ m: k, k: m, n });
/** @param {Product} y @returns {Product} dy · Wᵀ */
const inputGradient = ({ m, k, n }) => ({ m, k: n, n: k });

/**
 * One discriminator step and one generator step:
 * - D step: G forward without a graph; D forward and backward on real and on fake images. No gradient of the images.
 * - G step: G and D forward; back through D for the gradient of the images only; back through G. No gradient of z.
 * @param {Workload} workload
 * @param {number} batch
 * @returns {Product[]}
 */
export function productsOf(workload, batch) {
  const products = (/** @type {Layer[]} */ layers) => layers.map((layer) => forward(layer, batch)).filter((product) => product !== null);
  const [g, d] = [products(workload.generator), products(workload.discriminator)];
  const training = (/** @type {Product[]} */ net) => [...net, ...net.map(weightGradient), ...net.slice(1).map(inputGradient)];
  return [...g, ...training(d), ...training(d), ...d, ...d.map(inputGradient), ...training(g)];
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
