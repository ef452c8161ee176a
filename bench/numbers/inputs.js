/** @import { Inputs, Weights } from '../types.js' */
import { BATCH, LATENT, PIXELS } from '../nets/index.js';

/** An IDX file of images begins with a magic number, a count and two sides. */
export const IDX_HEADER = 16;
/** One of labels with a magic number and a count. */
export const IDX_LABELS_HEADER = 8;
/** Images that a run sees. */
export const IMAGES = 10_000;
/** Whole batches of one epoch; later iterations begin again with the same numbers. */
export const ITERATIONS = Math.floor(IMAGES / BATCH);
/** Gantry's seed; any would do. */
export const SEED = 7;

/**
 * Batches and latent vectors as every contestant but Gantry is fed them; Gantry draws the same ones itself.
 * @param {Uint8Array<ArrayBuffer>} idx the images
 * @param {Uint32Array} order in which they are seen
 * @param {Float32Array<ArrayBuffer>} latents of ITERATIONS iterations: D step, G step, D step, …
 * @param {Weights} weights
 * @returns {Inputs}
 */
export function inputsOf(idx, order, latents, weights) {
  const latentAt = (/** @type {number} */ step) => latents.slice(step * BATCH * LATENT, (step + 1) * BATCH * LATENT);
  return {
    weights,
    idx,
    real(t) {
      const images = new Float32Array(BATCH * PIXELS);
      const first = (t % ITERATIONS) * BATCH;
      for (let row = 0; row < BATCH; row += 1) {
        const from = IDX_HEADER + /** @type {number} */ (order[first + row]) * PIXELS;
        for (let i = 0; i < PIXELS; i += 1) images[row * PIXELS + i] = Math.fround(/** @type {number} */ (idx[from + i]) / 127.5) - 1;
      }
      return images;
    },
    latent: (t) => ({ d: latentAt(2 * (t % ITERATIONS)), g: latentAt(2 * (t % ITERATIONS) + 1) }),
  };
}

/**
 * What a page without given numbers uses: images in their order, latent vectors from the browser's own generator.
 * @param {Uint8Array<ArrayBuffer>} idx
 * @returns {Inputs}
 */
export function ownInputs(idx) {
  const order = Uint32Array.from({ length: IMAGES }, (_, i) => i);
  const draw = () => Float32Array.from({ length: BATCH * LATENT }, () => 2 * Math.random() - 1);
  const inputs = inputsOf(idx, order, new Float32Array(), new Map());
  return { ...inputs, latent: () => ({ d: draw(), g: draw() }) };
}
