/** Numbers as hashes of a name and an index, the same as those of the test fixtures: `splitmix64(fnv1a64(name) + j)`. */

/** @typedef {[high: number, low: number]} Word 64 bits in two halves: BigInt would take minutes for millions of weights. */

/**
 * @param {number} a
 * @param {number} b
 * @returns {number} the high 32 bits of the product of two unsigned 32-bit numbers
 */
function highProduct(a, b) {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle % 0x10000);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0;
}

/** @param {Word} a @param {Word} b @returns {Word} */
function multiply([aHigh, aLow], [bHigh, bLow]) {
  const high = highProduct(aLow, bLow) + Math.imul(aHigh, bLow) + Math.imul(aLow, bHigh);
  return [high >>> 0, Math.imul(aLow, bLow) >>> 0];
}

/** @param {Word} a @param {Word} b @returns {Word} */
function add([aHigh, aLow], [bHigh, bLow]) {
  const low = aLow + bLow;
  return [(aHigh + bHigh + (low > 0xffffffff ? 1 : 0)) >>> 0, low >>> 0];
}

/** @param {Word} a @param {number} bits @returns {Word} a ^ (a >> bits), for bits below 32 */
function xorShift([high, low], bits) {
  return [(high ^ (high >>> bits)) >>> 0, (low ^ ((low >>> bits) | (high << (32 - bits)))) >>> 0];
}

/** @param {string} name @returns {Word} */
function fnv1a64(name) {
  /** @type {Word} */
  let hash = [0xcbf29ce4, 0x84222325];
  for (const byte of new TextEncoder().encode(name)) {
    hash = multiply([hash[0], (hash[1] ^ byte) >>> 0], [0x100, 0x1b3]);
  }
  return hash;
}

/** @param {Word} state @returns {Word} */
function splitmix64(state) {
  let z = add(state, [0x9e3779b9, 0x7f4a7c15]);
  z = multiply(xorShift(z, 30), [0xbf58476d, 0x1ce4e5b9]);
  z = multiply(xorShift(z, 27), [0x94d049bb, 0x133111eb]);
  return xorShift(z, 31);
}

/**
 * @param {string} name
 * @param {number} count
 * @returns {Float32Array<ArrayBuffer>} uniform in [-1, 1), exact
 */
export function signed(name, count) {
  const seed = fnv1a64(name);
  const values = new Float32Array(count);
  for (let j = 0; j < count; j += 1) {
    const [high] = splitmix64(add(seed, [0, j]));
    values[j] = 2 * ((high >>> 8) / 2 ** 24) - 1;
  }
  return values;
}
