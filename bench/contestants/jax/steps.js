/** The two steps of Algorithm 1, compiled. They consume what they are given, as functions of this library do. */
/** @import { Moments } from './adam.js' */
/** @import { Net, Running } from './net.js' */
import { jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { step } from './adam.js';

/** @typedef {np.Array[]} Parameters of a net */
/** @typedef {{ parameters: Parameters, running: Running[], moments: Moments }} Player */

/**
 * @param {Net} gNet
 * @param {Net} dNet
 */
export function steps(gNet, dNet) {
  /**
   * @param {Parameters} own
   * @param {Running[]} before
   * @param {np.Array} real
   * @param {np.Array} fake
   * @returns {[np.Array, Running[]]}
   */
  function dLoss(own, before, real, fake) {
    const onReal = dNet.forward(real, tree.ref(own), before);
    const onFake = dNet.forward(fake, own, onReal.running);
    return [np.mean(nn.softplus(onReal.y.neg())).add(np.mean(nn.softplus(onFake.y))), onFake.running];
  }

  /**
   * @param {Parameters} own
   * @param {Running[]} before
   * @param {Parameters} judge
   * @param {Running[]} judgeBefore
   * @param {np.Array} z
   * @returns {[np.Array, [Running[], Running[]]]}
   */
  function gLoss(own, before, judge, judgeBefore, z) {
    const fake = gNet.forward(z, own, before);
    const score = dNet.forward(fake.y, judge, judgeBefore);
    return [np.mean(nn.softplus(score.y.neg())), [fake.running, score.running]];
  }

  /**
   * @param {Player} d
   * @param {Parameters} g
   * @param {Running[]} gBefore
   * @param {np.Array} real
   * @param {np.Array} z
   */
  function dStep(d, g, gBefore, real, z) {
    const fake = gNet.forward(z, g, gBefore);
    const descent = valueAndGrad(dLoss, { hasAux: true });
    const [[loss, running], gradients] = descent(tree.ref(d.parameters), d.running, real, fake.y);
    const after = step(d.parameters, /** @type {Parameters} */ (gradients), d.moments);
    return { loss, own: { ...after, running }, gRunning: fake.running };
  }

  /**
   * @param {Player} g
   * @param {Parameters} d
   * @param {Running[]} dBefore
   * @param {np.Array} z
   */
  function gStep(g, d, dBefore, z) {
    const descent = valueAndGrad(gLoss, { hasAux: true });
    const [[loss, [running, dRunning]], gradients] = descent(tree.ref(g.parameters), g.running, d, dBefore, z);
    const after = step(g.parameters, /** @type {Parameters} */ (gradients), g.moments);
    return { loss, own: { ...after, running }, dRunning };
  }

  return { dStep: jit(dStep), gStep: jit(gStep) };
}
