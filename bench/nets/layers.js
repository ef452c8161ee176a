/** Layers as data, so that each contestant builds the same nets in its own way. */
/** @import { Layer } from '../types.js' */

/**
 * @param {number} inputs
 * @param {number} outputs
 * @param {boolean} [bias]
 * @returns {Layer}
 */
export const linear = (inputs, outputs, bias = true) => ({ kind: 'linear', inputs, outputs, bias });

/**
 * @param {number} channels
 * @param {number} [side] of the image; 1 for vectors
 * @returns {Layer}
 */
export const batchNorm = (channels, side = 1) => ({ kind: 'batch_norm', channels, side });

/**
 * Kernel 4, stride 2, padding 1: halves the side.
 * @param {number} inputs channels
 * @param {number} outputs channels
 * @param {number} side of what comes in
 * @param {boolean} bias
 * @returns {Layer}
 */
export const conv = (inputs, outputs, side, bias) => ({ kind: 'conv', inputs, outputs, side, bias });

/**
 * Kernel 4, stride 2, padding 1: doubles the side.
 * @param {number} inputs channels
 * @param {number} outputs channels
 * @param {number} side of what comes in
 * @param {boolean} bias
 * @returns {Layer}
 */
export const convTranspose = (inputs, outputs, side, bias) => ({ kind: 'conv_transpose', inputs, outputs, side, bias });

/** @type {Layer} Slope 0.2. */
export const leakyRelu = { kind: 'leaky_relu' };
/** @type {Layer} */
export const relu = { kind: 'relu' };
/** @type {Layer} */
export const tanh = { kind: 'tanh' };
