/**
 * @template T
 * @typedef {{ promise: Promise<T>, resolve: (value: T) => void, reject: (reason: unknown) => void }} Deferred
 */

/**
 * A promise to be settled from outside. `Promise.withResolvers` is younger than some browsers that have WebGPU.
 * @template T
 * @returns {Deferred<T>}
 */
export function deferred() {
  /** @type {Partial<Deferred<T>>} */
  const parts = {};
  const promise = new Promise((resolve, reject) => void Object.assign(parts, { resolve, reject }));
  return /** @type {Deferred<T>} */ ({ ...parts, promise });
}
