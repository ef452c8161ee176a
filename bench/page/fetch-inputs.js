/** @import { Inputs, Workload } from '../types.js' */
import { unpacked } from '../numbers/weights.js';
import { inputsOf, ownInputs } from '../numbers/inputs.js';

/** @param {string} path */
async function bytesOf(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** The images, which every page downloads in the same gzip file. */
async function images() {
  const { body } = await bytesOf('/inputs/images.idx.gz');
  if (!body) throw new Error('the images are empty');
  return new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

/**
 * The numbers that all contestants share.
 * @param {Workload} workload
 * @returns {Promise<Inputs>}
 */
export async function givenInputs(workload) {
  const buffer = async (/** @type {string} */ path) => (await bytesOf(path)).arrayBuffer();
  const [idx, order, latents, weights] = await Promise.all([
    images(),
    buffer('/inputs/order.u32'),
    buffer('/inputs/latents.f32'),
    buffer(`/inputs/${workload.name}.f32`),
  ]);
  return inputsOf(idx, new Uint32Array(order), new Float32Array(latents), unpacked(workload, new Float32Array(weights)));
}

/** What a visitor's page would fetch: the images only. */
export const visitorsInputs = async () => ownInputs(await images());
