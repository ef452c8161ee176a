/** Gantry's own module, as its site serves it. */
/** @import { Contestant, Losses } from '../types.js' */
/** @import * as GantryModule from '../../www/internal/gantry.d.ts' */
import '../page/gpu-counters.js';
import { fusesMultiplyAdd } from '../../www/internal/worker/relaxed-simd.js';
import { Team } from '../../www/internal/worker/team.js';
import { OPTIONS } from '../nets/index.js';
import { withWeights } from '../numbers/safetensors.js';
import { IMAGES, SEED } from '../numbers/inputs.js';

/**
 * @param {'cpu' | 'webgpu'} device
 * @param {boolean} [threads] whether others help the processor's module, from a server that allows it
 * @returns {Contestant}
 */
export const gantry = (device, threads = false) => ({
  async open({ workload, inputs, given }) {
    const { [device]: files } = await (await fetch('/modules.json')).json();
    // As the page chooses.
    const isFused = device === 'cpu' && fusesMultiplyAdd();
    const root = new URL('/', self.location.href);
    const team = threads ? Team.form(root, files.shared) : null;
    if (threads && !team) throw new Error('this page has no threads');
    const wasm = fetch(`/${team?.wasm ?? (isFused ? files.relaxed : files.wasm)}`);
    const { default: make } = await import(/* @vite-ignore */ `/${files.js}`);
    /** @type {typeof GantryModule} */
    const module = make();
    const exported = /** @type {object} */ (await module.default(/** @type {any} */ ({ module_or_path: wasm, ...(team && { memory: team.memory }) })));
    team?.fit(exported);
    if (team && (await team.gather(/** @type {any} */ (module))) === 1) throw new Error('nobody has come to help');
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
