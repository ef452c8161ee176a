/** What an iteration of each variant asks of the device, with the defaults that the page has. */
/** @import * as GantryModule from '../../www/internal/gantry.d.ts' */
/** @import { Answer, GpuCounts, VariantCost, VariantRequest } from '../types.js' */
import { gpuCounts, since } from '../page/gpu-counters.js';
import { fusesMultiplyAdd } from '../../www/internal/worker/relaxed-simd.js';
import { IMAGES, SEED } from '../numbers/inputs.js';

/** @type {Promise<typeof GantryModule> | undefined} */
let loading;

/** @param {VariantRequest['device']} device */
async function load(device) {
  const { [device]: files } = await (await fetch('/modules.json')).json();
  const wasm = fetch(`/${device === 'cpu' && fusesMultiplyAdd() ? files.relaxed : files.wasm}`);
  const { default: make } = await import(/* @vite-ignore */ `/${files.js}`);
  /** @type {typeof GantryModule} */
  const module = make();
  await module.default(/** @type {any} */ ({ module_or_path: wasm }));
  return module;
}

/** @returns {Promise<[Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>]>} images and labels */
async function digits() {
  const response = await fetch('/inputs/images.idx.gz');
  const stream = response.body?.pipeThrough(new DecompressionStream('gzip'));
  const labels = await (await fetch('/inputs/labels.idx')).arrayBuffer();
  return [new Uint8Array(await new Response(stream).arrayBuffer()), new Uint8Array(labels)];
}

/**
 * @param {VariantRequest} request
 * @returns {Promise<string[] | VariantCost>}
 */
async function obey(request) {
  const { device } = request;
  const module = await (loading ??= load(device));
  if (request.type === 'variants') return module.registry().variants.map(({ id }) => id);
  const { variant, settings, iterations } = request;
  const lab = await module.Lab.create({ variant, device, seed: SEED, ...settings });
  try {
    const [images, labels] = await digits();
    lab.begin_dataset('bench', IMAGES);
    lab.add_shard(images, labels);
    const start = gpuCounts();
    await stretch(lab, 2);
    const { pipelines } = since(start);
    // A stretch's report is taken away by the difference of two.
    const one = await stretch(lab, 1);
    const more = await stretch(lab, 1 + iterations);
    const each = (/** @type {(counts: GpuCounts) => number} */ of) => (of(more.gpu) - of(one.gpu)) / iterations;
    return {
      launches: each(({ launches }) => launches),
      submits: each(({ submits }) => submits),
      writtenBytes: each(({ writtenBytes }) => writtenBytes),
      pipelines,
      ms: (more.ms - one.ms) / iterations,
    };
  } finally {
    lab.free();
  }
}

/**
 * @param {GantryModule.Lab} lab
 * @param {number} count
 */
async function stretch(lab, count) {
  const [before, startedAt] = [gpuCounts(), performance.now()];
  const done = await lab.run(count);
  if (done !== count) throw new Error(`${done} iterations of ${count}`);
  await lab.report();
  return { gpu: since(before), ms: performance.now() - startedAt };
}

self.addEventListener('message', ({ data }) => {
  obey(data).then(
    (value) => self.postMessage(/** @type {Answer} */ ({ value })),
    (error) => self.postMessage(/** @type {Answer} */ ({ error: error instanceof Error ? error.message : JSON.stringify(error) })),
  );
});
self.postMessage({ ready: true });
