/** Where a page gets the worker from: the script beside this one, an address, or a function that starts it. */

/** @typedef {string | URL | (() => Worker) | undefined} WorkerSource */

// In a variable: bundlers take `new URL('…', import.meta.url)` for a file to copy.
const here = import.meta.url;

/**
 * @param {WorkerSource} source
 * @returns {{ worker: Worker, dispose: () => void }}
 */
export function startWorker(source) {
  if (typeof source === 'function') return plain(source());
  if (source) {
    const url = new URL(source, document.baseURI);
    return isForeign(url) ? viaBlob(url) : plain(new Worker(url, { type: 'module', name: 'gantry' }));
  }
  if (isForeign(new URL(here))) return viaBlob(new URL('../worker.js', here));
  // Bundlers look for these very words.
  return plain(new Worker(new URL('../worker.js', import.meta.url), { type: 'module', name: 'gantry' }));
}

/** @param {URL} url */
function isForeign(url) {
  return url.origin !== location.origin;
}

/** @param {Worker} worker */
function plain(worker) {
  return { worker, dispose: () => worker.terminate() };
}

/**
 * A page may not start a worker from another origin, but one of its own that imports the script from there.
 * @param {URL} url
 */
function viaBlob(url) {
  const href = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' }));
  const worker = new Worker(href, { type: 'module', name: 'gantry' });
  const dispose = () => {
    worker.terminate();
    URL.revokeObjectURL(href);
  };
  return { worker, dispose };
}
