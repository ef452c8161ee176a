/** @import { Store } from './store.js' */
import { byId } from './dom.js';

/** @param {Store} store */
export function showVersion(store) {
  store.watch(['registry', 'texts'], ({ registry, texts }) => {
    if (registry) byId('version').textContent = texts.t('ui.version', { version: registry.version });
  });
}
