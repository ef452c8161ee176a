/** Gantry's own module, as its site serves it. */
/** @import { Contestant, Losses } from '../types.js' */
/** @import * as GantryModule from '../../www/internal/gantry.d.ts' */
import '../page/gpu-counters.js';
import { fusesMultiplyAdd } from '../../www/internal/worker/relaxed-simd.js';
import { OPTIONS } from '../nets/index.js';
import { withWeights } from '../numbers/safetensors.js';
import { IMAGES, SEED } from '../numbers/inputs.js';

/**
 * @param {'cpu' | 'webgpu'} device
 * @returns {Contestant}
 */
export const gantry = (device) => ({
  async open({ workload, inputs, given }) {
    const url = `/pkg/${device}/gantry.js`;
    // As the page chooses.
    const form = device === 'cpu' && fusesMultiplyAdd() ? 'gantry_bg_relaxed' : 'gantry_bg';
    const wasm = fetch(`/pkg/${device}/${form}.wasm`);
    /** @type {typeof GantryModule} */
    const module = await import(/* @vite-ignore */ url);
    await module.default({ module_or_path: wasm });
    const lab = await module.Lab.create({
      variant: 'mlp',
      architecture: workload.name,
      device,
      seed: SEED,
      ...OPTIONS,
      // Uniform, so that the peers can draw the same numbers without a table for the normal distribution.
      latent_distribution: 'uniform',
    });
    if (given) await lab.restore(withWeights(await lab.checkpoint(), inputs.weights));
    lab.begin_dataset('bench', IMAGES);
    lab.add_shard(inputs.idx);
    return {
      async iterate(_first, count) {
        const done = await lab.run(count);
        if (done !== count) throw new Error(`${done} iterations of ${count}`);
        const { points } = await lab.report();
        return points.map(({ d_loss, g_loss }) => /** @type {Losses} */ ([d_loss, g_loss]));
      },
    };
  },
});
