/** Where a page gets the worker from: the script beside this one, an address, or a function that starts it. */

/** @typedef {string | URL | (() => Worker) | undefined} WorkerSource */

// In a variable: bundlers take `new URL('…', import.meta.url)` for a file to copy.
const here = import.meta.url;

/**
 * @typedef {object} Started
 * @property {Worker} worker
 * @property {string} url for messages
 * @property {boolean} isBorrowed whether it comes from another origin
 * @property {() => void} dispose
 */

/**
 * @param {WorkerSource} source
 * @returns {Started}
 */
export function startWorker(source) {
  if (typeof source === 'function') return own(source(), 'worker');
  if (source) {
    const url = new URL(source, document.baseURI);
    return isForeign(url) ? borrowed(url) : own(new Worker(url, { type: 'module', name: 'gantry' }), url.href);
  }
  const beside = new URL('../worker.js', here);
  if (isForeign(beside)) return borrowed(beside);
  // Bundlers look for these very words.
  return own(new Worker(new URL('../worker.js', import.meta.url), { type: 'module', name: 'gantry' }), beside.href);
}

/** @param {URL} url */
function isForeign(url) {
  return url.origin !== location.origin;
}

/**
 * @param {Worker} worker
 * @param {string} url
 * @returns {Started}
 */
function own(worker, url) {
  return { worker, url, isBorrowed: false, dispose: () => worker.terminate() };
}

/**
 * A page may not start a worker from another origin, but one of its own that imports the script from there.
 * @param {URL} url
 * @returns {Started}
 */
function borrowed(url) {
  const href = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' }));
  const worker = new Worker(href, { type: 'module', name: 'gantry' });
  const dispose = () => {
    worker.terminate();
    URL.revokeObjectURL(href);
  };
  return { worker, url: url.href, isBorrowed: true, dispose };
}
