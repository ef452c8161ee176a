/**
 * A convolution of kernel 4, stride 2, padding 1 as one matrix product. Squares of 2×2 pixels become channels; then
 * the kernel is 2×2 squares, and im2col is four slices beside each other. Nothing but padding, reshaping, slices
 * and products is needed, forward and backward, so it runs where convolutions do not.
 *
 * Column `((a·2 + b)·4 + y·2 + x)·C + c` is pixel (y, x) of square (a, b): place (2a + y, 2b + x) of the kernel.
 */
/** @import { Moved } from './channels-last.js' */

/** The four squares under a kernel. */
export const SQUARES = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

/**
 * The row of `[4, 4, …]` that each column of im2col is, by place of the kernel.
 * @returns {{ y: number, x: number }[]}
 */
const places = SQUARES.flatMap(([a = 0, b = 0]) => SQUARES.map(([y = 0, x = 0]) => ({ y: 2 * a + y, x: 2 * b + x })));

/**
 * A convolution's kernel `[4, 4, inputs, outputs]` → `[16·inputs, outputs]`, rows in the order of the columns of im2col.
 * @param {Moved} kernel
 * @returns {Moved}
 */
export function matrixOf({ shape, values }) {
  const [, , a = 0, b = 0] = shape;
  const rows = new Float32Array(values.length);
  places.forEach(({ y, x }, place) => {
    const from = (y * 4 + x) * a * b;
    rows.set(values.subarray(from, from + a * b), place * a * b);
  });
  return { shape: [16 * a, b], values: rows };
}

/**
 * A transposed convolution's kernel `[4, 4, outputs, inputs]` → `[inputs, 16·outputs]`: libraries are slower where
 * a product transposes.
 * @param {Moved} kernel
 * @returns {Moved}
 */
export function transposedMatrixOf(kernel) {
  const { shape, values } = matrixOf(kernel);
  const [columns = 0, inputs = 0] = shape;
  const turned = values.map((_, i) => /** @type {number} */ (values[(i % columns) * inputs + Math.floor(i / columns)]));
  return { shape: [inputs, columns], values: turned };
}
