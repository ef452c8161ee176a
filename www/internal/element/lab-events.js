/** @import { Gantry } from '../../public/gantry.js' */
/** @import { Alerts } from '../page/alerts.js' */
/** @import { Charts } from '../page/charts.js' */
/** @import { Progress } from '../page/progress.js' */
/** @import { Ui } from '../page/ui.js' */
/** @import { VariantView } from '../page/variant-view.js' */

/**
 * @typedef {object} Parts
 * @property {Alerts} alerts
 * @property {Progress} progress
 * @property {Charts} charts
 * @property {VariantView} view
 * @property {(type: string, detail: unknown) => void} tell to whoever has put the element into a page
 */

/**
 * What the lab tells goes into the store, from which the parts take it, and to the page around.
 * @param {Gantry} gantry
 * @param {Ui} ui
 * @param {Parts} parts
 */
export function listenToLab(gantry, ui, { alerts, progress, charts, view, tell }) {
  const { store, end } = ui;
  const on = (/** @type {string} */ type, /** @type {(detail: any) => void} */ listener) => gantry.addEventListener(type, (event) => listener(/** @type {CustomEvent} */ (event).detail), { signal: end });
  on('progress', (detail) => {
    progress.update(detail.phase, detail.loaded, detail.total, detail.done);
    tell('progress', detail);
  });
  on('device', (device) => {
    store.set({ device });
    tell('device', device);
  });
  on('run', ({ settings, iteration }) => {
    charts.cutAfter(iteration);
    store.set({ registry: gantry.registry, settings, pending: {}, finished: false });
    view.ask();
  });
  on('dataset', (dataset) => store.set({ dataset }));
  on('figures', (figures) => {
    store.set({ figures });
    tell('iteration', { iteration: figures.iteration, figures });
  });
  on('sample', ({ which, scatter }) => {
    if (which !== 'generated') return;
    ui.byId('base').classList.remove('is-waiting');
    store.set({ scatter });
    tell('sample', { iteration: gantry.iteration });
  });
  on('playing', ({ playing, finished }) => store.set({ playing, finished }));
  on('error', (failure) => {
    alerts.show(failure);
    tell('error', failure);
  });
  on('ready', () => tell('ready', { settings: gantry.settings }));
}
