/**
 * What is said where the catalogue cannot be had: no assets, no worker, no connection. Word for word what the English
 * catalogue says.
 */
export const FIRST_WORDS = {
  'error.assets_missing':
    'There are no files of Gantry at {url} ({status}). Give `assets` the address of the folder with modules.json; if it is on another origin, that server must allow CORS.',
  'error.disposed': 'This lab has been disposed of. Create a new one.',
  'error.worker_failed': 'The training could not start in this browser: {detail}. Use a current version of Chrome, Edge, Firefox or Safari.',
  'error.worker_refused':
    'This page may not start the worker from {url}. Serve the scripts of Gantry from the page’s own origin, or allow blob: in worker-src and that origin in script-src of the page’s Content-Security-Policy.',
};
