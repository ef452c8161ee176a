/** Labs in a page of nothing else, by name. */

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../../public/index.js').Gantry} Gantry */

const QUICK = { device: 'cpu', architecture: 'mlp_small' };

/**
 * The scripts, imported into the page as `gantry`, and labs by name in `labs`.
 * @param {Page} page
 * @param {string} root of the site that they come from
 */
export async function load(page, root) {
  await page.evaluate(async (url) => {
    /** @type {Record<string, Gantry>} */
    const labs = {};
    Object.assign(globalThis, { gantry: await import(url), labs });
  }, `${root}www/public/index.js`);
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {import('../../public/gantry.types.js').GantryOptions} [options]
 */
export async function create(page, name, options = {}) {
  await page.evaluate(
    async ([key, given]) => {
      const { gantry, labs } = /** @type {any} */ (globalThis);
      labs[key] = await gantry.Gantry.create(given);
    },
    /** @type {const} */ ([name, { ...options, settings: { ...QUICK, ...options.settings } }]),
  );
}

/**
 * Calls a method of a lab.
 * @param {Page} page
 * @param {string} name
 * @param {keyof Gantry} method
 * @param {any[]} parameters
 * @returns {Promise<any>}
 */
export function call(page, name, method, ...parameters) {
  return page.evaluate(([key, what, given]) => /** @type {any} */ (globalThis).labs[key][what](...given), /** @type {const} */ ([name, method, parameters]));
}

/**
 * The code, message and class of what a call is refused with.
 * @param {Page} page
 * @param {string} name
 * @param {keyof Gantry} method
 * @param {any[]} parameters
 */
export function refusal(page, name, method, ...parameters) {
  return page.evaluate(
    async ([key, what, given]) => {
      const { gantry, labs } = /** @type {any} */ (globalThis);
      try {
        await labs[key][what](...given);
      } catch (error) {
        const { code, message } = /** @type {any} */ (error);
        return { code, message, isTyped: error instanceof gantry.GantryError };
      }
      return { code: 'nothing', message: '', isTyped: false };
    },
    /** @type {const} */ ([name, method, parameters]),
  );
}

/**
 * @param {Page} page
 * @param {string} name
 */
export function iteration(page, name) {
  return page.evaluate((key) => /** @type {any} */ (globalThis).labs[key].iteration, name);
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {number} least
 */
export async function untilIteration(page, name, least) {
  await page.waitForFunction(([key, n]) => /** @type {any} */ (globalThis).labs[key].iteration >= n, /** @type {const} */ ([name, least]));
}

/**
 * A number that stands for the samples.
 * @param {Page} page
 * @param {string} name
 */
export function samples(page, name) {
  return page.evaluate(async (key) => {
    const { rgba } = await /** @type {any} */ (globalThis).labs[key].sample();
    let hash = 0;
    for (const byte of rgba) hash = (Math.imul(hash, 31) + byte) | 0;
    return hash;
  }, name);
}
