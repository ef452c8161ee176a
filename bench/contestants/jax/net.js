/** @import { Layer, NetName, Workload } from '../../types.js' */
/** @import { Convolutions } from './convolution.js' */
import { nn, numpy as np } from '@jax-js/jax';
import { BATCH_NORM, LEAK } from '../../nets/index.js';
import { layersOf } from '../../nets/parameters.js';

/** @typedef {[mean: np.Array, variance: np.Array]} Running statistics of one BatchNorm */
/** @typedef {(x: np.Array, own: np.Array[], running: Running | undefined) => { y: np.Array, running?: Running }} Forward */

/** A net in training mode as a pure function of its parameters and running statistics. */
export class Net {
  /** @type {{ forward: Forward, parameters: number, normalises: boolean }[]} */
  #layers;

  /**
   * @param {Workload} workload
   * @param {NetName} name
   * @param {Convolutions} convolutions
   */
  constructor(workload, name, convolutions) {
    this.#layers = layersOf(workload, name).map(({ layer, parameters }) => ({
      forward: forwardOf(layer, convolutions),
      parameters: parameters.length,
      normalises: layer.kind === 'batch_norm',
    }));
  }

  /**
   * Consumes what it is given, as functions of this library do.
   * @param {np.Array} x
   * @param {np.Array[]} parameters
   * @param {Running[]} running
   * @returns {{ y: np.Array, running: Running[] }}
   */
  forward(x, parameters, running) {
    let [value, used, normalised] = [x, 0, 0];
    /** @type {Running[]} */
    const after = [];
    for (const layer of this.#layers) {
      const own = parameters.slice(used, used + layer.parameters);
      const result = layer.forward(value, own, layer.normalises ? running[normalised] : undefined);
      used += layer.parameters;
      value = result.y;
      if (result.running) {
        after.push(result.running);
        normalised += 1;
      }
    }
    const [batch = 0] = value.shape;
    return { y: value.reshape([batch, -1]), running: after };
  }
}

/**
 * @param {Layer} layer
 * @param {Convolutions} convolutions
 * @returns {Forward}
 */
function forwardOf(layer, convolutions) {
  const image = (/** @type {np.Array} */ x, /** @type {number} */ channels, /** @type {number} */ side) => x.reshape([-1, channels, side, side]);
  const biased = (/** @type {np.Array} */ y, /** @type {np.Array | undefined} */ bias) => (bias ? y.add(bias.reshape([1, -1, 1, 1])) : y);
  switch (layer.kind) {
    case 'linear':
      return (x, [weight, bias]) => {
        const y = np.matmul(x.reshape([-1, layer.inputs]), /** @type {np.Array} */ (weight));
        return { y: bias ? y.add(bias) : y };
      };
    case 'conv':
      return (x, [weight, bias]) => ({
        y: biased(convolutions.conv(image(x, layer.inputs, layer.side), /** @type {np.Array} */ (weight)), bias),
      });
    case 'conv_transpose':
      return (x, [weight, bias]) => ({
        y: biased(convolutions.convTranspose(image(x, layer.inputs, layer.side), /** @type {np.Array} */ (weight)), bias),
      });
    case 'batch_norm':
      return (x, [scale, shift], running) => {
        const values = layer.side > 1 ? image(x, layer.channels, layer.side) : x;
        return batchNorm(layer, values, /** @type {np.Array} */ (scale), /** @type {np.Array} */ (shift), /** @type {Running} */ (running));
      };
    case 'leaky_relu':
      return (x) => ({ y: nn.leakyRelu(x, LEAK) });
    case 'relu':
      return (x) => ({ y: nn.relu(x) });
    case 'tanh':
      return (x) => ({ y: np.tanh(x) });
  }
}

/**
 * Batch statistics; the running ones are kept as well, though only evaluation would need them.
 * @param {Extract<Layer, { kind: 'batch_norm' }>} layer
 * @param {np.Array} x
 * @param {np.Array} scale
 * @param {np.Array} shift
 * @param {Running} running
 */
function batchNorm({ channels }, x, scale, shift, [oldMean, oldVariance]) {
  const perChannel = x.shape.length === 4 ? [1, channels, 1, 1] : [1, channels];
  const axes = x.shape.length === 4 ? [0, 2, 3] : [0];
  const samples = x.size / channels;
  const { epsilon, momentum } = BATCH_NORM;
  const mix = (/** @type {np.Array} */ old, /** @type {np.Array} */ now, factor = 1) =>
    old.mul(1 - momentum).add(now.mul(momentum * factor));
  const mean = np.mean(x.ref, axes); // [channels]
  const centred = x.sub(mean.ref.reshape(perChannel));
  const variance = np.mean(np.square(centred.ref), axes); // [channels]
  const factor = scale.div(np.sqrt(variance.ref.add(epsilon)));
  return {
    y: centred.mul(factor.reshape(perChannel)).add(shift.reshape(perChannel)),
    running: /** @type {Running} */ ([mix(oldMean, mean), mix(oldVariance, variance, samples / (samples - 1))]),
  };
}
