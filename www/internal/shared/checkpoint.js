/** @import { Settings } from '../protocol.js' */

/** The header's length stands before it, as 64 bits. */
const HEADER_AT = 8;
const METADATA = '__metadata__';
const RUN = 'gantry';
const DRAWN_POINTS = 'drawn';

/** @typedef {{ [METADATA]?: Record<string, string> } & Record<string, { data_offsets: [number, number] }>} Header */

/**
 * The settings of a saved run, as they were saved: what this version does not know, and what is missing, are still in it.
 * @param {Uint8Array} bytes a checkpoint
 * @returns {Settings | null} null where it is none, which is for the module to say
 */
export function settingsIn(bytes) {
  return readable(() => {
    const { settings } = JSON.parse(headerOf(bytes)[METADATA]?.[RUN] ?? '');
    return typeof settings === 'object' ? settings : null;
  });
}

/**
 * The points that a visitor drew for a saved run, x and y in turn.
 * @param {Uint8Array} bytes a checkpoint
 * @returns {Float32Array | null} null where it is none
 */
export function drawnIn(bytes) {
  return readable(() => {
    const header = headerOf(bytes);
    const [from = 0, to = 0] = header[DRAWN_POINTS]?.data_offsets ?? [];
    const start = HEADER_AT + lengthOf(bytes) + from;
    // A view of floats would have to begin at a multiple of their size.
    return new Float32Array(bytes.slice(start, start + to - from).buffer);
  });
}

/** @param {Uint8Array} bytes */
function lengthOf(bytes) {
  return Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true));
}

/**
 * @param {Uint8Array} bytes
 * @returns {Header}
 */
function headerOf(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER_AT, HEADER_AT + lengthOf(bytes))));
}

/**
 * @template T
 * @param {() => T} read
 */
function readable(read) {
  try {
    return read();
  } catch {
    return null;
  }
}
