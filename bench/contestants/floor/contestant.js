/** Not a GAN: the matrix products of one iteration, and nothing else, as fast as a hand-written kernel does them. */
/** @import { Contestant, Losses } from '../../types.js' */
import { BATCH } from '../../nets/index.js';
import { productsOf } from '../../nets/products.js';

const PAGE = 65_536;
const [ROWS, COLUMNS] = [4, 8];

/** @param {number} size @param {number} unit */
const roundUp = (size, unit) => Math.ceil(size / unit) * unit;

/**
 * @param {'simd' | 'relaxed'} flavour
 * @returns {Contestant}
 */
export const floor = (flavour) => ({
  async open({ workload }) {
    // The last layer of a discriminator has one output; it is done as eight.
    const products = productsOf(workload, BATCH).map(({ m, k, n }) => ({ m: roundUp(m, ROWS), k, n: roundUp(n, COLUMNS) }));
    const most = (/** @type {(product: import('../../nets/products.js').Product) => number} */ size) => Math.max(...products.map(size));
    // Rows of one place in the cache would drive each other out: each matrix begins on a page of its own.
    let end = 0;
    const place = (/** @type {number} */ numbers) => {
      const start = end;
      end += roundUp(numbers * Float32Array.BYTES_PER_ELEMENT, PAGE);
      return start;
    };
    const [a, b] = [place(most(({ m, k }) => m * k)), place(most(({ k, n }) => k * n))];
    const [c, panel] = [place(most(({ m, n }) => m * n)), place(most(({ k }) => k * COLUMNS))];
    const memory = new WebAssembly.Memory({ initial: end / PAGE });
    new Float32Array(memory.buffer).forEach((_, i, all) => void (all[i] = (i % 17) / 17 - 0.5));
    const { instance } = await WebAssembly.instantiateStreaming(fetch(`/dist/gemm-${flavour}.wasm`), { env: { memory } });
    const gemm = /** @type {(...places: number[]) => void} */ (instance.exports.gemm);
    check(gemm, memory, [a, b, c, panel]);
    return {
      async iterate(_first, count) {
        for (let i = 0; i < count; i += 1) for (const { m, k, n } of products) gemm(a, b, c, panel, m, k, n);
        return Array.from({ length: count }, () => /** @type {Losses} */ ([NaN, NaN]));
      },
    };
  },
});

/**
 * A floor that computes something else would be none.
 * @param {(...places: number[]) => void} gemm
 * @param {WebAssembly.Memory} memory
 * @param {number[]} places
 */
function check(gemm, memory, places) {
  const [m, k, n] = [8, 37, 16];
  gemm(...places, m, k, n);
  const [a = 0, b = 0, c = 0] = places;
  const at = (/** @type {number} */ place, /** @type {number} */ count) => new Float32Array(memory.buffer, place, count);
  const [left, right, product] = [at(a, m * k), at(b, k * n), at(c, m * n)];
  for (let i = 0; i < m * n; i += 1) {
    let sum = 0;
    for (let j = 0; j < k; j += 1) sum += /** @type {number} */ (left[Math.floor(i / n) * k + j]) * /** @type {number} */ (right[j * n + (i % n)]);
    if (Math.abs(sum - /** @type {number} */ (product[i])) > 1e-4) throw new Error(`the product is wrong at ${i}: ${product[i]} for ${sum}`);
  }
}
