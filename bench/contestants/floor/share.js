/** One worker's share of all products, in a memory of its own. */
/** @import { Product } from '../../nets/products.js' */

/** @typedef {{ flavour: 'simd' | 'relaxed', products: Product[], part: number, parts: number }} Share */

const PAGE = 65_536;
const [ROWS, COLUMNS] = [4, 8];
const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** @param {number} size @param {number} unit */
const roundUp = (size, unit) => Math.ceil(size / unit) * unit;

/**
 * @param {Share} share
 * @returns {Promise<(count: number) => void>} makes it so many times
 */
export async function productsFor({ flavour, products: all, part, parts }) {
  // The last layer of a discriminator has one output; it is done as eight.
  const products = all.map((product) => ({ ...product, m: roundUp(product.m, ROWS), n: roundUp(product.n, COLUMNS) }));
  const { matrices, panel, bytes } = places(products);
  const memory = new WebAssembly.Memory({ initial: bytes / PAGE });
  new Float32Array(memory.buffer).forEach((_, i, numbers) => void (numbers[i] = (i % 17) / 17 - 0.5));
  const { instance } = await WebAssembly.instantiateStreaming(fetch(`/dist/gemm-${flavour}.wasm`), { env: { memory } });
  const gemm = /** @type {(...places: number[]) => void} */ (instance.exports.gemm);
  const placesOf = (/** @type {Product} */ { left, right, out }) => [left, right, out].map((name) => matrices.get(name) ?? 0);
  const calls = products.flatMap((product) => cut(product, placesOf(product), panel, part, parts));
  for (const product of products.slice(0, 1)) check(gemm, memory, [...placesOf(product), panel]);
  return (count) => {
    for (let i = 0; i < count; i += 1) for (const call of calls) gemm(...call);
  };
}

/**
 * The arguments for a part of a product: some of its columns or of its rows.
 * @param {Product} product
 * @param {number[]} places
 * @param {number} panel
 * @param {number} part
 * @param {number} parts
 * @returns {number[][]} none where there is nothing left for this part
 */
function cut({ m, k, n }, [a = 0, b = 0, c = 0], panel, part, parts) {
  // Whichever leaves least to wait for; if they are the same, that in which no part packs what another does.
  const longest = (/** @type {number} */ side, /** @type {number} */ unit) => (Math.ceil(side / unit / parts) * unit) / side;
  const byColumns = longest(n, COLUMNS) <= longest(m, ROWS);
  const [side, unit] = byColumns ? [n, COLUMNS] : [m, ROWS];
  const edge = (/** @type {number} */ at) => Math.floor((side / unit) * (at / parts)) * unit;
  const [from, to] = [edge(part), edge(part + 1)];
  if (from === to) return [];
  return [byColumns ? [a, b + from * BYTES, c + from * BYTES, panel, m, k, n, to - from] : [a + from * k * BYTES, b, c + from * n * BYTES, panel, to - from, k, n, n]];
}

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
    bytes += roundUp(numbers * BYTES, PAGE);
    return start;
  };
  const panel = place(Math.max(...products.map(({ k }) => k * COLUMNS)));
  return { panel, matrices: new Map([...sizes].map(([name, numbers]) => [name, place(numbers)])), bytes };
}

/**
 * A floor that computes something else would be none.
 * @param {(...places: number[]) => void} gemm
 * @param {WebAssembly.Memory} memory
 * @param {number[]} places
 */
function check(gemm, memory, [a = 0, b = 0, c = 0, panel = 0]) {
  const k = 37;
  // In two parts by columns, and by rows.
  for (const [m, n] of /** @type {const} */ ([[8, 16], [16, 8]])) {
    const product = { m, k, n, left: '', right: '', out: '' };
    for (const part of [0, 1]) for (const call of cut(product, [a, b, c], panel, part, 2)) gemm(...call);
    const at = (/** @type {number} */ place, /** @type {number} */ count) => new Float32Array(memory.buffer, place, count);
    const [left, right, sums] = [at(a, m * k), at(b, k * n), at(c, m * n)];
    for (let i = 0; i < m * n; i += 1) {
      let sum = 0;
      for (let j = 0; j < k; j += 1) sum += /** @type {number} */ (left[Math.floor(i / n) * k + j]) * /** @type {number} */ (right[j * n + (i % n)]);
      if (Math.abs(sum - /** @type {number} */ (sums[i])) > 1e-4) throw new Error(`the product is wrong at ${i}: ${sums[i]} for ${sum}`);
    }
  }
}
