/** Adam as a pure function over lists of arrays. */
import { numpy as np, tree } from '@jax-js/jax';
import { ADAM } from '../../nets/index.js';

/** @typedef {{ m: np.Array[], v: np.Array[], powers: [np.Array, np.Array] }} Moments and the decays to the power of the steps made */

/**
 * @param {np.Array[]} parameters which it leaves alone
 * @returns {Moments}
 */
export function fresh(parameters) {
  const zeros = () => parameters.map((parameter) => np.zeros(parameter.shape));
  return { m: zeros(), v: zeros(), powers: [np.array(1), np.array(1)] };
}

/**
 * One step, which consumes all it is given.
 * @param {np.Array[]} parameters
 * @param {np.Array[]} gradients
 * @param {Moments} moments
 */
export function step(parameters, gradients, moments) {
  const { lr, beta1, beta2, epsilon } = ADAM;
  const power1 = moments.powers[0].mul(beta1);
  const power2 = moments.powers[1].mul(beta2);
  const rate = np.reciprocal(power1.ref.neg().add(1)).mul(lr);
  const root = np.reciprocal(np.sqrt(power2.ref.neg().add(1)));
  const m = moments.m.map((old, i) => old.mul(beta1).add(/** @type {np.Array} */ (gradients[i]).ref.mul(1 - beta1)));
  const v = moments.v.map((old, i) => old.mul(beta2).add(np.square(/** @type {np.Array} */ (gradients[i])).mul(1 - beta2)));
  const moved = parameters.map((parameter, i) => {
    const denominator = np.sqrt(/** @type {np.Array} */ (v[i]).ref).mul(root.ref).add(epsilon);
    return parameter.sub(/** @type {np.Array} */ (m[i]).ref.mul(rate.ref).div(denominator));
  });
  tree.dispose([rate, root]);
  return { parameters: moved, moments: /** @type {Moments} */ ({ m, v, powers: [power1, power2] }) };
}
