/** Not a GAN: the matrix products of one iteration, and nothing else, as fast as a hand-written kernel does them. */
/** @import { Contestant, Losses } from '../../types.js' */
/** @import { Share } from './share.js' */
import { BATCH } from '../../nets/index.js';
import { productsOf } from '../../nets/products.js';
import { productsFor } from './share.js';

const NOTHING = /** @type {Losses} */ ([NaN, NaN]);

/**
 * @param {'simd' | 'relaxed'} flavour
 * @returns {Contestant}
 */
export const floor = (flavour) => ({
  async open({ workload }) {
    const multiply = await productsFor({ flavour, products: productsOf(workload, BATCH), part: 0, parts: 1 });
    return {
      async iterate(_first, count) {
        multiply(count);
        return Array.from({ length: count }, () => NOTHING);
      },
    };
  },
});

/** By this name a worker knows that it has a share of another one's products. */
export const SHARER = 'floor-sharer';

/**
 * The same by several workers, each with an equal share of every product and a memory of its own. They wait for each
 * other at the end of a stretch alone, and exchange nothing: threads that train must do both after each product.
 * @param {'simd' | 'relaxed'} flavour
 * @param {number} parts
 * @returns {Contestant}
 */
export const sharedFloor = (flavour, parts) => ({
  async open({ workload }) {
    const products = productsOf(workload, BATCH);
    const sharers = await Promise.all(Array.from({ length: parts - 1 }, (_, i) => call({ flavour, products, part: i + 1, parts })));
    const multiply = await productsFor({ flavour, products, part: 0, parts });
    return {
      async iterate(_first, count) {
        const others = sharers.map((sharer) => ask(sharer, count));
        multiply(count);
        await Promise.all(others);
        return Array.from({ length: count }, () => NOTHING);
      },
    };
  },
});

/** @param {Share} share */
async function call(share) {
  const worker = new Worker(self.location.href, { type: 'module', name: SHARER });
  await ask(worker, share);
  return worker;
}

/**
 * @param {Worker} worker
 * @param {unknown} what
 */
function ask(worker, what) {
  const answered = new AbortController();
  const { signal } = answered;
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', resolve, { signal });
    worker.addEventListener('error', reject, { signal });
    worker.postMessage(what);
  }).finally(() => answered.abort());
}

/** Makes its share of the products, as often as it is asked to. */
export function share() {
  /** @type {((count: number) => void) | null} */
  let multiply = null;
  self.addEventListener('message', async ({ data }) => {
    try {
      if (multiply) multiply(data);
      else multiply = await productsFor(data);
      self.postMessage('done');
    } catch (error) {
      self.reportError(error);
    }
  });
}
