/** The workloads, and what is the same in all of them. */
/** @import { Workload } from '../types.js' */
import { dcgan } from './dcgan.js';
import { mlp } from './mlp.js';
import { mlpSmall } from './mlp_small.js';

export const BATCH = 64;
export const LATENT = 100;
export const PIXELS = 784;
export const ADAM = { lr: 2e-4, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 };
/** The same as options of Gantry, whose own defaults are others. */
export const OPTIONS = { batch_size: BATCH, latent_size: LATENT, lr_d: ADAM.lr, lr_g: ADAM.lr, beta1: ADAM.beta1, beta2: ADAM.beta2, ema_decay: 0 };
export const BATCH_NORM = { epsilon: 1e-5, momentum: 0.1 };
export const LEAK = 0.2;

/** @type {Workload[]} */
export const WORKLOADS = [mlpSmall, mlp, dcgan];

/** @param {string} name */
export function workloadNamed(name) {
  const found = WORKLOADS.find((workload) => workload.name === name);
  if (!found) throw new Error(`no workload is called ${name}: there are ${WORKLOADS.map((workload) => workload.name).join(', ')}`);
  return found;
}
