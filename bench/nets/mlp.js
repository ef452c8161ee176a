import { batchNorm, leakyRelu, linear, tanh } from './layers.js';

/** @type {import('../types.js').Workload} The common modern MLP. */
export const mlp = {
  name: 'mlp',
  generator: [
    ...[linear(100, 128), leakyRelu],
    ...[linear(128, 256, false), batchNorm(256), leakyRelu],
    ...[linear(256, 512, false), batchNorm(512), leakyRelu],
    ...[linear(512, 1024, false), batchNorm(1024), leakyRelu],
    ...[linear(1024, 784), tanh],
  ],
  discriminator: [linear(784, 512), leakyRelu, linear(512, 256), leakyRelu, linear(256, 1)],
};
