/** Convolutions of kernel 4, stride 2, padding 1 on `[batch, channels, side, side]`, in two ways. */
import { lax, numpy as np } from '@jax-js/jax';
import { SQUARES } from '../im2col.js';

/**
 * @typedef {{
 *   conv: (x: np.Array, weight: np.Array) => np.Array,
 *   convTranspose: (x: np.Array, weight: np.Array) => np.Array,
 * }} Convolutions
 */

/** @type {[number, number][]} */
const PADDING = [[1, 1], [1, 1]];

/** @type {Convolutions} The library's own. */
export const native = {
  conv: (x, weight) => lax.convGeneralDilated(x, weight, [2, 2], PADDING),
  convTranspose: (x, weight) => lax.convTranspose(x, weight, [2, 2], PADDING, { transposeKernel: true }),
};

/**
 * Kernel weights `[a, b, 4, 4]` → `[16·b, a]`, rows in the order of the columns of im2col.
 * @param {np.Array} weight
 */
function matrixOf(weight) {
  const [a = 0, b = 0] = weight.shape;
  const split = weight.reshape([a, b, 2, 2, 2, 2]); // [a, b, square row, y, square column, x]
  return np.transpose(split, [2, 4, 3, 5, 1, 0]).reshape([16 * b, a]);
}

/** @type {Convolutions} As one matrix product each: see im2col.js. */
export const im2col = {
  conv(x, weight) {
    const [batch = 0, channels = 0, side = 0] = x.shape;
    const half = side / 2;
    const padded = np.pad(x, [[0, 0], [0, 0], [1, 1], [1, 1]]);
    const pixels = padded.reshape([batch, channels, half + 1, 2, half + 1, 2]);
    const squares = np.transpose(pixels, [0, 2, 4, 3, 5, 1]).reshape([batch, half + 1, half + 1, 4 * channels]);
    const parts = SQUARES.map(([a = 0, b = 0]) => squares.ref.slice([], [a, a + half], [b, b + half], []));
    squares.dispose();
    const columns = np.concatenate(parts, 3).reshape([batch * half * half, 16 * channels]);
    const y = np.matmul(columns, matrixOf(weight)); // [B·half², outputs]
    return np.transpose(y.reshape([batch, half, half, -1]), [0, 3, 1, 2]);
  },
  convTranspose(x, weight) {
    const [batch = 0, inputs = 0, side = 0] = x.shape;
    const outputs = /** @type {number} */ (weight.shape[1]);
    const rows = np.transpose(x, [0, 2, 3, 1]).reshape([batch * side * side, inputs]);
    const matrix = np.transpose(matrixOf(weight)); // [16·outputs, inputs] → [inputs, 16·outputs]
    const columns = np.matmul(rows, matrix).reshape([batch, side, side, 16 * outputs]);
    const squares = SQUARES.map(([a = 0, b = 0], square) => {
      const part = columns.ref.slice([], [], [], [square * 4 * outputs, (square + 1) * 4 * outputs]);
      return np.pad(part, [[0, 0], [a, 1 - a], [b, 1 - b], [0, 0]]);
    }).reduce((sum, part) => sum.add(part));
    columns.dispose();
    const pixels = np.transpose(squares.reshape([batch, side + 1, side + 1, 2, 2, outputs]), [0, 5, 1, 3, 2, 4]);
    const padded = pixels.reshape([batch, outputs, 2 * side + 2, 2 * side + 2]);
    return padded.slice([], [], [1, 2 * side + 1], [1, 2 * side + 1]);
  },
};
