/** @import { Layer, NetName, Weights, Workload } from '../../types.js' */
/** @import { Convolutions } from './convolution.js' */
import * as tf from '@tensorflow/tfjs-core';
import { BATCH_NORM, LEAK } from '../../nets/index.js';
import { layersOf } from '../../nets/parameters.js';
import { channelsLast } from '../channels-last.js';

/** @typedef {(x: tf.Tensor) => tf.Tensor} Forward */

/** A net in training mode, with its trainable variables. */
export class Net {
  /** @type {tf.Variable[]} */
  variables = [];
  #convolutions;
  /** @type {Forward[]} */
  #layers;

  /**
   * @param {Workload} workload
   * @param {NetName} name
   * @param {Weights} weights
   * @param {Convolutions} convolutions
   */
  constructor(workload, name, weights, convolutions) {
    this.#convolutions = convolutions;
    const moved = channelsLast(workload, name, weights);
    this.#layers = layersOf(workload, name).map(({ layer, parameters }) => {
      const own = parameters.map((parameter) => {
        const value = /** @type {import('../channels-last.js').Moved} */ (moved.get(parameter.name));
        const prepare = layer.kind === 'conv' ? convolutions.prepare : convolutions.prepareTransposed;
        const { shape, values } = value.shape.length === 4 ? prepare(value) : value;
        return tf.variable(tf.tensor(values, shape), true, parameter.name);
      });
      this.variables.push(...own);
      return this.#layer(layer, own);
    });
  }

  /** @param {tf.Tensor} x */
  forward(x) {
    const y = this.#layers.reduce((value, layer) => layer(value), x);
    return tf.reshape(y, [/** @type {number} */ (x.shape[0]), -1]);
  }

  /**
   * @param {Layer} layer
   * @param {tf.Variable[]} own
   * @returns {Forward}
   */
  #layer(layer, own) {
    const [weight, bias] = /** @type {[tf.Variable, tf.Variable | undefined]} */ (own);
    const biased = (/** @type {tf.Tensor} */ y) => (bias ? tf.add(y, bias) : y);
    switch (layer.kind) {
      case 'linear':
        return (x) => biased(tf.matMul(tf.reshape(x, [-1, layer.inputs]), weight));
      case 'batch_norm':
        return batchNorm(layer, weight, /** @type {tf.Variable} */ (bias));
      case 'conv':
        return (x) => biased(this.#convolutions.conv(asImages(x, layer.side, layer.inputs), weight));
      case 'conv_transpose':
        return (x) => biased(this.#convolutions.convTranspose(asImages(x, layer.side, layer.inputs), weight));
      case 'leaky_relu':
        return (x) => tf.leakyRelu(x, LEAK);
      case 'relu':
        return (x) => tf.relu(x);
      case 'tanh':
        return (x) => tf.tanh(x);
    }
  }
}

/**
 * @param {tf.Tensor} x
 * @param {number} side
 * @param {number} channels
 */
const asImages = (x, side, channels) => /** @type {tf.Tensor4D} */ (tf.reshape(x, [-1, side, side, channels]));

/**
 * Batch statistics; the running ones are kept as well, though only evaluation would need them.
 * @param {Extract<Layer, { kind: 'batch_norm' }>} layer
 * @param {tf.Variable} scale
 * @param {tf.Variable} shift
 * @returns {Forward}
 */
function batchNorm({ channels, side }, scale, shift) {
  const running = { mean: tf.variable(tf.zeros([channels]), false), variance: tf.variable(tf.ones([channels]), false) };
  const { epsilon, momentum } = BATCH_NORM;
  const mix = (/** @type {tf.Variable} */ old, /** @type {tf.Tensor} */ now, factor = 1) =>
    tf.tidy(() => old.assign(tf.add(tf.mul(old, 1 - momentum), tf.mul(now, momentum * factor))));
  return (x) => {
    const images = side > 1 ? asImages(x, side, channels) : x;
    const { mean, variance } = tf.moments(images, images.shape.map((_, axis) => axis).slice(0, -1));
    const samples = images.size / channels;
    mix(running.mean, mean);
    mix(running.variance, variance, samples / (samples - 1));
    const perChannel = (/** @type {tf.Tensor} */ tensor) => /** @type {tf.Tensor1D} */ (tensor);
    return tf.batchNorm(images, perChannel(mean), perChannel(variance), perChannel(shift), perChannel(scale), epsilon);
  };
}
