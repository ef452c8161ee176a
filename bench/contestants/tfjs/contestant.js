/** TensorFlow.js: Algorithm 1 with its own gradients, kernels and Adam. */
/** @import { Contestant, Losses } from '../../types.js' */
/** @import { Convolutions } from './convolution.js' */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { ADAM, BATCH, LATENT, PIXELS } from '../../nets/index.js';
import { randomWeights } from '../../numbers/own-weights.js';
import { Net } from './net.js';

/**
 * @param {string} backend registered by the caller's import
 * @param {Convolutions} convolutions
 * @returns {Contestant}
 */
export const tensorflow = (backend, convolutions) => ({
  async open({ workload, inputs, given }) {
    if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js could not start its ${backend} backend`);
    await tf.ready();
    const weights = given ? inputs.weights : randomWeights(workload);
    const [g, d] = [new Net(workload, 'generator', weights, convolutions), new Net(workload, 'discriminator', weights, convolutions)];
    const adam = () => tf.train.adam(ADAM.lr, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
    const players = { g: { net: g, adam: adam() }, d: { net: d, adam: adam() } };

    /**
     * Descends a loss of one player, and keeps its value.
     * @param {{ net: Net, adam: tf.Optimizer }} player
     * @param {() => tf.Scalar} loss
     */
    const descend = (player, loss) => {
      const { value, grads } = tf.variableGrads(loss, player.net.variables);
      player.adam.applyGradients(grads);
      tf.dispose(grads);
      return value;
    };

    const iteration = (/** @type {number} */ t) => {
      const latent = inputs.latent(t);
      const z = (/** @type {Float32Array} */ values) => tf.tensor2d(values, [BATCH, LATENT]);
      const dLoss = tf.tidy(() => {
        const real = tf.tensor2d(inputs.real(t), [BATCH, PIXELS]);
        const fake = g.forward(z(latent.d));
        return tf.keep(descend(players.d, () => tf.add(tf.mean(tf.softplus(tf.neg(d.forward(real)))), tf.mean(tf.softplus(d.forward(fake))))));
      });
      const gLoss = tf.tidy(() => {
        const noise = z(latent.g);
        return tf.keep(descend(players.g, () => tf.mean(tf.softplus(tf.neg(d.forward(g.forward(noise)))))));
      });
      return [dLoss, gLoss];
    };

    return {
      async iterate(first, count) {
        const losses = Array.from({ length: count }, (_, i) => iteration(first + i)).flat();
        const all = tf.stack(losses);
        const values = await all.data();
        tf.dispose([all, ...losses]);
        return Array.from({ length: count }, (_, i) => /** @type {Losses} */ ([values[2 * i], values[2 * i + 1]]));
      },
    };
  },
});
