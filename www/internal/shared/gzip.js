import { PageError } from './failure.js';

/** More than ten times MNIST; a small file that inflates beyond it is a mistake or a gzip bomb. */
export const LARGEST_FILE_BYTES = 512 * 1024 * 1024;

/** @param {Uint8Array} bytes */
export function isGzip(bytes) {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The bytes as they are, or what is in the gzip.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} file named in errors
 * @param {number} [limit]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function gunzipIfNeeded(bytes, file, limit = LARGEST_FILE_BYTES) {
  if (!isGzip(bytes)) return bytes;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) throw new PageError('file_too_large', { file, limit: limit / (1024 * 1024) });
      parts.push(value);
    }
  } catch (error) {
    // Stop the decompressor; its own complaint about the cancellation is of no interest.
    reader.cancel().catch(() => {});
    throw error instanceof PageError ? error : new PageError('file_gzip', { file });
  }
  return joined(parts, length);
}

/**
 * @param {Uint8Array[]} parts
 * @param {number} length
 */
export function joined(parts, length) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
