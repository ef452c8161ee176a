/** Gantry keeps an image as channels × pixels; TensorFlow.js, and im2col, as pixels × channels: the same weights, moved. */
/** @import { Layer, NetName, Weights, Workload } from '../types.js' */
import { layersOf } from '../nets/parameters.js';

/** @typedef {{ shape: number[], values: Float32Array }} Moved */

/**
 * Fills a tensor of `shape` in row-major order from the indices of each place.
 * @param {number[]} shape
 * @param {(index: number[]) => number} valueAt
 * @returns {Moved}
 */
function fill(shape, valueAt) {
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  const index = shape.map(() => 0);
  for (let i = 0; i < values.length; i += 1) {
    values[i] = valueAt(index);
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      index[axis] = /** @type {number} */ (index[axis]) + 1;
      if (index[axis] !== shape[axis]) break;
      index[axis] = 0;
    }
  }
  return { shape, values };
}

/**
 * Where in Gantry's row a place of ours is; the same place for vectors.
 * @param {{ channels: number, side: number } | null} image
 */
const placeOf = (image) => (/** @type {number} */ at) =>
  image ? (at % image.channels) * image.side ** 2 + Math.floor(at / image.channels) : at;

/**
 * The image that a layer gives, if it gives one.
 * @param {Layer | undefined} layer
 */
function imageAfter(layer) {
  if (layer?.kind === 'conv') return { channels: layer.outputs, side: layer.side / 2 };
  if (layer?.kind === 'batch_norm' && layer.side > 1) return { channels: layer.channels, side: layer.side };
  return null;
}

/**
 * Kernel weights `[4, 4, a, b]` from `[b, a, 4, 4]`: for a convolution `[4, 4, inputs, outputs]`, for a transposed
 * one `[4, 4, outputs, inputs]`.
 * @param {Float32Array} w
 * @param {number} a
 * @param {number} b
 */
function kernel(w, a, b) {
  return fill([4, 4, a, b], ([y = 0, x = 0, i = 0, o = 0]) => /** @type {number} */ (w[((o * a + i) * 4 + y) * 4 + x]));
}

/**
 * The weights of a net in the order of its parameters.
 * @param {Workload} workload
 * @param {NetName} net
 * @param {Weights} weights
 * @returns {Map<string, Moved>}
 */
export function channelsLast(workload, net, weights) {
  /** @type {Map<string, Moved>} */
  const moved = new Map();
  const layers = layersOf(workload, net);
  layers.forEach(({ layer, parameters }, position) => {
    for (const { name, shape } of parameters) {
      const w = /** @type {Float32Array} */ (weights.get(name));
      if (layer.kind === 'linear' && shape.length === 2) {
        const before = layers.slice(0, position).map((earlier) => imageAfter(earlier.layer));
        const from = placeOf(before.findLast((image) => image !== null) ?? null);
        const to = placeOf(imageAfter(layers[position + 1]?.layer));
        const value = (/** @type {number[]} */ [i = 0, o = 0]) => /** @type {number} */ (w[from(i) * layer.outputs + to(o)]);
        moved.set(name, fill(shape, value));
      } else if (layer.kind === 'conv' && shape.length === 4) {
        moved.set(name, kernel(w, layer.inputs, layer.outputs));
      } else if (layer.kind === 'conv_transpose' && shape.length === 4) {
        moved.set(name, kernel(w, layer.outputs, layer.inputs));
      } else {
        moved.set(name, { shape, values: w });
      }
    }
  });
  return moved;
}
