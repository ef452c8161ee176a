/** @import { Alerts } from './alerts.js' */
/** @import { Ui } from './ui.js' */
/** @import { Calling } from './worker-client.js' */
import { canvasPng, sheetPng } from './canvases.js';
import { el } from './dom.js';
import { CHECKPOINT_SUFFIX } from './file-kinds.js';

/** Screens have several pixels where the sheet has one; so should a picture in a report. */
const PNG_SCALE = 4;
/** The browser reads the blob after the click has returned. */
const REVOKE_MS = 60_000;

/** @typedef {{ name: string, suffix: string, make: (client: Calling, scatter: HTMLCanvasElement | null) => Promise<Blob> }} Save */

/** @type {Save[]} */
const SAVES = [
  { name: 'sheet', suffix: '.png', make: async (client, scatter) => (scatter ? canvasPng(scatter) : sheetPng(await client.call('sheet', {}), PNG_SCALE)) },
  { name: 'weights', suffix: '.safetensors', make: async (client) => new Blob([await client.call('weights', {})]) },
  { name: 'log', suffix: '.csv', make: async (client) => new Blob([await client.call('log', {})], { type: 'text/csv' }) },
  { name: 'checkpoint', suffix: CHECKPOINT_SUFFIX, make: async (client) => new Blob([await client.call('checkpoint', {})]) },
];

/**
 * @param {Ui} ui
 * @param {Calling} client
 * @param {Alerts} alerts
 * @param {() => void} restore
 */
export function buildSaves(ui, client, alerts, restore) {
  const { store } = ui;
  const fileName = () => {
    const { settings, figures } = store.state;
    return `gantry-${settings.variant}-seed${settings.seed}-${figures?.iteration ?? 0}`;
  };
  const buttons = SAVES.map(({ name, suffix, make }) => {
    const save = async () => {
      try {
        download(await make(client, store.state.scatter ? ui.byId('scatter', HTMLCanvasElement) : null), fileName() + suffix);
      } catch (error) {
        alerts.show(error);
      }
    };
    return el('button', { type: 'button', id: `save-${name}`, 'data-i18n': `ui.save.${name}`, onclick: () => void save() });
  });
  const restoreButton = el('button', { type: 'button', id: 'restore', 'data-i18n': 'ui.restore', onclick: restore });
  ui.byId('save-items').append(...buttons, el('hr'), restoreButton);
  store.watch(['phase'], ({ phase }) => {
    for (const button of [...buttons, restoreButton]) button.disabled = phase !== 'ready';
  });
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function download(blob, name) {
  const href = URL.createObjectURL(blob);
  el('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), REVOKE_MS);
}
