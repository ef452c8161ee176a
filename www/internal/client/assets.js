import { TO_ASSETS } from '../place.js';

// In a variable: bundlers take `new URL('…', import.meta.url)` for a file to copy.
const here = import.meta.url;

/**
 * The folder with `modules.json`, the modules, `data/` and `locales/`.
 * @param {string | URL} [given] relative to the page; without it, the folder that the script came from
 * @returns {URL} with a slash at the end
 */
export function assetsFolder(given) {
  const url = given === undefined ? new URL(TO_ASSETS, new URL('../', here)) : new URL(given, document.baseURI);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  url.search = '';
  url.hash = '';
  return url;
}
