/** Puts other weights into a checkpoint: a safetensors file is a header of places and the bytes at them. */
/** @import { Weights } from '../types.js' */

const LENGTH_BYTES = 8;

/** @typedef {{ dtype: string, shape: number[], data_offsets: [number, number] }} Entry */

/**
 * @param {Uint8Array} checkpoint
 * @param {Weights} weights each must be in it, in its size
 * @returns {Uint8Array<ArrayBuffer>} a copy with these weights
 */
export function withWeights(checkpoint, weights) {
  const bytes = Uint8Array.from(checkpoint);
  const headerBytes = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const begin = LENGTH_BYTES + headerBytes;
  const header = /** @type {Record<string, Entry>} */ (JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, begin))));
  for (const [name, values] of weights) {
    const entry = header[name];
    if (!entry) throw new Error(`the checkpoint has no tensor ${name}`);
    const [start, end] = entry.data_offsets;
    if (entry.dtype !== 'F32' || end - start !== values.byteLength) throw new Error(`${name} has another size in the checkpoint`);
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), begin + start);
  }
  return bytes;
}
