/** Convolutions of kernel 4, stride 2, padding 1 on `[batch, side, side, channels]`, in two ways. */
/** @import { Moved } from '../channels-last.js' */
import * as tf from '@tensorflow/tfjs-core';
import { SQUARES, matrixOf, transposedMatrixOf } from '../im2col.js';

/**
 * @typedef {{
 *   prepare: (kernel: Moved) => Moved,
 *   prepareTransposed: (kernel: Moved) => Moved,
 *   conv: (x: tf.Tensor4D, weight: tf.Variable) => tf.Tensor4D,
 *   convTranspose: (x: tf.Tensor4D, weight: tf.Variable) => tf.Tensor4D,
 * }} Convolutions
 */

/** @type {Convolutions} The library's own; with this kernel, padding 'same' is 1 on each side. */
export const native = {
  prepare: (kernel) => kernel,
  prepareTransposed: (kernel) => kernel,
  conv: (x, weight) => tf.conv2d(x, /** @type {any} */ (weight), 2, 'same'),
  convTranspose(x, weight) {
    const [batch, height, width] = x.shape;
    const outputs = /** @type {number} */ (weight.shape[2]);
    return tf.conv2dTranspose(x, /** @type {any} */ (weight), [batch, 2 * height, 2 * width, outputs], 2, 'same');
  },
};

/** @type {Convolutions} As one matrix product each. */
export const im2col = {
  prepare: matrixOf,
  prepareTransposed: transposedMatrixOf,
  conv(x, weight) {
    const [batch, side, , channels] = x.shape;
    const half = side / 2;
    const padded = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]);
    // Pixels that are side by side stay so: four axes, for which the library has a quick kernel.
    const lines = tf.reshape(padded, [batch * (half + 1), 2, half + 1, 2 * channels]);
    const squares = tf.reshape(tf.transpose(lines, [0, 2, 1, 3]), [batch, half + 1, half + 1, 4 * channels]);
    const parts = SQUARES.map(([a = 0, b = 0]) => tf.slice(squares, [0, a, b, 0], [batch, half, half, 4 * channels]));
    const columns = tf.reshape(tf.concat(parts, 3), [batch * half * half, 16 * channels]);
    const y = tf.matMul(columns, weight); // [B·half², outputs]
    return /** @type {tf.Tensor4D} */ (tf.reshape(y, [batch, half, half, -1]));
  },
  convTranspose(x, weight) {
    const [batch, side, , inputs] = x.shape;
    const outputs = /** @type {number} */ (weight.shape[1]) / 16;
    const rows = tf.reshape(x, [batch * side * side, inputs]);
    const columns = tf.reshape(tf.matMul(rows, weight), [batch, side, side, 16 * outputs]);
    const parts = SQUARES.map(([a = 0, b = 0], square) => {
      const part = tf.slice(columns, [0, 0, 0, square * 4 * outputs], [batch, side, side, 4 * outputs]);
      return tf.pad(part, [[0, 0], [a, 1 - a], [b, 1 - b], [0, 0]]);
    });
    const squares = tf.reshape(tf.addN(parts), [batch * (side + 1), side + 1, 2, 2 * outputs]);
    const padded = tf.reshape(tf.transpose(squares, [0, 2, 1, 3]), [batch, 2 * side + 2, 2 * side + 2, outputs]);
    return /** @type {tf.Tensor4D} */ (tf.slice(padded, [0, 1, 1, 0], [batch, 2 * side, 2 * side, outputs]));
  },
};
