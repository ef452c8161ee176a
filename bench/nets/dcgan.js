import { batchNorm, conv, convTranspose, leakyRelu, linear, relu, tanh } from './layers.js';

/** @type {import('../types.js').Workload} Convolutions (1511.06434). */
export const dcgan = {
  name: 'dcgan',
  generator: [
    ...[linear(100, 128 * 7 * 7, false), batchNorm(128, 7), relu],
    ...[convTranspose(128, 64, 7, false), batchNorm(64, 14), relu],
    ...[convTranspose(64, 1, 14, true), tanh],
  ],
  discriminator: [
    ...[conv(1, 64, 28, true), leakyRelu],
    ...[conv(64, 128, 14, false), batchNorm(128, 7), leakyRelu],
    linear(128 * 7 * 7, 1),
  ],
};
