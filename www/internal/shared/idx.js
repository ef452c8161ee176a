/**
 * What an IDX file holds, by its magic number (two zero bytes, the element type, the number of dimensions).
 * Everything else about the file is checked by the module, which names the wrong field.
 * @param {Uint8Array} bytes
 * @returns {'images' | 'labels' | 'other'}
 */
export function idxContent(bytes) {
  if (bytes.length < 4) return 'other';
  const magic = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  if (magic === 0x0000_0803) return 'images';
  if (magic === 0x0000_0801) return 'labels';
  return 'other';
}
