/** Not a GAN: the matrix products of one iteration, and nothing else, as fast as a hand-written kernel does them. */
/** @import { Product } from '../../nets/products.js' */
/** @import { Contestant, Losses } from '../../types.js' */
import { BATCH } from '../../nets/index.js';
import { productsOf } from '../../nets/products.js';

const PAGE = 65_536;
const [ROWS, COLUMNS] = [4, 8];

/** @param {number} size @param {number} unit */
const roundUp = (size, unit) => Math.ceil(size / unit) * unit;

/**
 * An address for each matrix, as many as an iteration holds, so that the cache helps the floor no more than a step of
 * training. Rows of one place in the cache would drive each other out: each begins on a page of its own.
 * @param {Product[]} products
 */
function places(products) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const hold = (/** @type {string} */ name, /** @type {number} */ numbers) => sizes.set(name, Math.max(numbers, sizes.get(name) ?? 0));
  for (const { left, right, out, m, k, n } of products) {
    hold(left, m * k);
    hold(right, k * n);
    hold(out, m * n);
  }
  let bytes = 0;
  const place = (/** @type {number} */ numbers) => {
    const start = bytes;
    bytes += roundUp(numbers * Float32Array.BYTES_PER_ELEMENT, PAGE);
    return start;
  };
  const panel = place(Math.max(...products.map(({ k }) => k * COLUMNS)));
  return { panel, matrices: new Map([...sizes].map(([name, numbers]) => [name, place(numbers)])), bytes };
}

/**
 * @param {'simd' | 'relaxed'} flavour
 * @returns {Contestant}
 */
export const floor = (flavour) => ({
  async open({ workload }) {
    // The last layer of a discriminator has one output; it is done as eight.
    const products = productsOf(workload, BATCH).map((product) => ({ ...product, m: roundUp(product.m, ROWS), n: roundUp(product.n, COLUMNS) }));
    const { matrices, panel, bytes } = places(products);
    const memory = new WebAssembly.Memory({ initial: bytes / PAGE });
    new Float32Array(memory.buffer).forEach((_, i, all) => void (all[i] = (i % 17) / 17 - 0.5));
    const { instance } = await WebAssembly.instantiateStreaming(fetch(`/dist/gemm-${flavour}.wasm`), { env: { memory } });
    const gemm = /** @type {(...places: number[]) => void} */ (instance.exports.gemm);
    const placesOf = (/** @type {Product} */ { left, right, out }) => [...[left, right, out].map((name) => matrices.get(name) ?? 0), panel];
    const calls = products.map((product) => [...placesOf(product), product.m, product.k, product.n]);
    for (const product of products.slice(0, 1)) check(gemm, memory, placesOf(product));
    return {
      async iterate(_first, count) {
        for (let i = 0; i < count; i += 1) for (const call of calls) gemm(...call);
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
