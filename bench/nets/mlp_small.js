import { leakyRelu, linear, tanh } from './layers.js';

/** @type {import('../types.js').Workload} One hidden layer of 128 each. */
export const mlpSmall = {
  name: 'mlp_small',
  generator: [linear(100, 128), leakyRelu, linear(128, 784), tanh],
  discriminator: [linear(784, 128), leakyRelu, linear(128, 1)],
};
