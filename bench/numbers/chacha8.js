/** Gantry's host generator (`src/rng.rs`) once more: ChaCha8 with a stream per purpose. */

const ROUNDS = 8;
const WORDS = 16;
const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574];

/** Streams of a run, by purpose. */
export const LATENT_STREAM = 1n;
/** @param {number} epoch */
export const epochStream = (epoch) => (1n << 32n) | BigInt(epoch);

/**
 * Eight words from a small seed, by PCG32 as `rand_core` does it.
 * @param {number} seed
 */
export function keyOf(seed) {
  const key = new Uint32Array(8);
  let state = BigInt(seed);
  for (let i = 0; i < key.length; i += 1) {
    state = BigInt.asUintN(64, state * 0x5851f42d4c957f2dn + 0xa17654e46fbe17f3n);
    const shifted = Number(BigInt.asUintN(32, ((state >> 18n) ^ state) >> 27n));
    const rotation = Number(state >> 59n);
    key[i] = (shifted >>> rotation) | (shifted << (-rotation & 31));
  }
  return key;
}

/** One stream of words. */
export class ChaCha8 {
  #state = new Uint32Array(WORDS);
  #block = new Uint32Array(WORDS);
  #used = WORDS;

  /**
   * @param {Uint32Array} key
   * @param {bigint} stream
   */
  constructor(key, stream) {
    this.#state.set(CONSTANTS);
    this.#state.set(key, 4);
    this.#state[14] = Number(stream & 0xffffffffn);
    this.#state[15] = Number(stream >> 32n);
  }

  /** The next 32 bits. */
  word() {
    if (this.#used === WORDS) this.#refill();
    const word = /** @type {number} */ (this.#block[this.#used]);
    this.#used += 1;
    return word;
  }

  /** A number from U[-1, 1), 24 bits of it. */
  uniform() {
    return 2 * ((this.word() >>> 8) / 2 ** 24) - 1;
  }

  /**
   * A permutation of `0..count` (Fisher–Yates).
   * @param {number} count
   */
  permutation(count) {
    const order = Uint32Array.from({ length: count }, (_, i) => i);
    for (let last = count - 1; last > 0; last -= 1) {
      const pick = Math.floor((this.word() * (last + 1)) / 2 ** 32);
      const kept = /** @type {number} */ (order[last]);
      order[last] = /** @type {number} */ (order[pick]);
      order[pick] = kept;
    }
    return order;
  }

  #refill() {
    const x = Uint32Array.from(this.#state);
    for (let round = 0; round < ROUNDS; round += 2) {
      for (let i = 0; i < 4; i += 1) quarter(x, i, 4 + i, 8 + i, 12 + i);
      for (let i = 0; i < 4; i += 1) quarter(x, i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4));
    }
    this.#block = x.map((word, i) => word + /** @type {number} */ (this.#state[i]));
    // A run draws far fewer than the 2³² blocks that the low word can count.
    this.#state[12] = /** @type {number} */ (this.#state[12]) + 1;
    this.#used = 0;
  }
}

/**
 * @param {Uint32Array} x
 * @param {number} a
 * @param {number} b
 * @param {number} c
 * @param {number} d
 */
function quarter(x, a, b, c, d) {
  const mix = (/** @type {number} */ to, /** @type {number} */ from, /** @type {number} */ turned, /** @type {number} */ bits) => {
    x[to] = /** @type {number} */ (x[to]) + /** @type {number} */ (x[from]);
    const word = /** @type {number} */ (x[turned]) ^ /** @type {number} */ (x[to]);
    x[turned] = (word << bits) | (word >>> (32 - bits));
  };
  mix(a, b, d, 16);
  mix(c, d, b, 12);
  mix(a, b, d, 8);
  mix(c, d, b, 7);
}
