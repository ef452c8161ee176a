/** Checkpoints as the module writes them: as much of them as the page reads. */

/**
 * @param {Record<string, unknown>} settings
 * @param {number[]} [drawn]
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function checkpointBytes(settings, drawn = []) {
  const weights = new Float32Array([1, 2, 3]);
  const points = new Float32Array(drawn);
  const end = weights.byteLength + points.byteLength;
  const header = {
    __metadata__: { gantry: JSON.stringify({ format: 2, settings }) },
    weights: { dtype: 'F32', shape: [weights.length], data_offsets: [0, weights.byteLength] },
    drawn: { dtype: 'F32', shape: [points.length], data_offsets: [weights.byteLength, end] },
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(new Uint8Array(weights.buffer), 8 + json.length);
  bytes.set(new Uint8Array(points.buffer), 8 + json.length + weights.byteLength);
  return bytes;
}
