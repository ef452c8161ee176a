/** jax-js: Algorithm 1 as two compiled functions, one per player. */
/** @import { Contestant, Losses, NetName } from '../../types.js' */
/** @import { Convolutions } from './convolution.js' */
/** @import { Running } from './net.js' */
/** @import { Player } from './steps.js' */
import { defaultDevice, init, numpy as np, tree } from '@jax-js/jax';
import { BATCH, LATENT, PIXELS } from '../../nets/index.js';
import { layersOf } from '../../nets/parameters.js';
import { randomWeights } from '../../numbers/own-weights.js';
import { fresh } from './adam.js';
import { Net } from './net.js';
import { steps } from './steps.js';

/**
 * @param {'wasm' | 'webgpu'} device
 * @param {Convolutions} convolutions
 * @returns {Contestant}
 */
export const jax = (device, convolutions) => ({
  async open({ workload, inputs, given }) {
    const devices = await init(device);
    if (!devices.includes(device)) throw new Error(`jax-js could not start ${device}`);
    defaultDevice(device);
    const weights = given ? inputs.weights : randomWeights(workload);
    const [gNet, dNet] = [new Net(workload, 'generator', convolutions), new Net(workload, 'discriminator', convolutions)];

    /** @param {NetName} net @returns {Player} */
    const player = (net) => {
      const layers = layersOf(workload, net);
      const parameters = layers.flatMap((layer) =>
        layer.parameters.map(({ name, shape }) => np.array(/** @type {Float32Array<ArrayBuffer>} */ (weights.get(name))).reshape(shape)),
      );
      const running = layers.flatMap(({ layer }) =>
        layer.kind === 'batch_norm' ? [/** @type {Running} */ ([np.zeros([layer.channels]), np.ones([layer.channels])])] : [],
      );
      return { parameters, running, moments: fresh(parameters) };
    };
    let [g, d] = [player('generator'), player('discriminator')];

    const { dStep, gStep } = steps(gNet, dNet);

    const iteration = (/** @type {number} */ t) => {
      const latent = inputs.latent(t);
      const rows = (/** @type {Float32Array<ArrayBuffer>} */ values, /** @type {number} */ width) => np.array(values).reshape([BATCH, width]);
      const first = dStep(d, tree.ref(g.parameters), g.running, rows(inputs.real(t), PIXELS), rows(latent.d, LATENT));
      d = first.own;
      g = { ...g, running: first.gRunning };
      const second = gStep(g, tree.ref(d.parameters), d.running, rows(latent.g, LATENT));
      g = second.own;
      d = { ...d, running: second.dRunning };
      return [first.loss, second.loss];
    };

    return {
      async iterate(first, count) {
        const losses = Array.from({ length: count }, (_, i) => iteration(first + i)).flat();
        const values = await np.stack(losses).data();
        return Array.from({ length: count }, (_, i) => /** @type {Losses} */ ([values[2 * i], values[2 * i + 1]]));
      },
    };
  },
});
