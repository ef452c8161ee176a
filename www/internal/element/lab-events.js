/** @import { Gantry } from '../../public/gantry.js' */
/** @import { Failure } from '../messages.js' */
/** @import { Registry } from '../protocol.js' */
/** @import { Alerts } from '../page/alerts.js' */
/** @import { Charts } from '../page/charts.js' */
/** @import { Progress } from '../page/progress.js' */
/** @import { Ui } from '../page/ui.js' */
/** @import { VariantView } from '../page/variant-view.js' */
import { tellWhereItGoesOn } from '../page/restore.js';
import { failureText } from '../page/failure-text.js';
import { unknownNames } from '../shared/limits.js';

/**
 * @typedef {object} Parts
 * @property {Alerts} alerts
 * @property {Progress} progress
 * @property {Charts} charts
 * @property {VariantView} view
 * @property {(doing: Promise<unknown>) => Promise<void>} report what goes wrong with it
 * @property {(type: string, detail: unknown) => void} tell to whoever has put the element into a page
 */

/**
 * What the lab tells goes into the store, from which the parts take it, and to the page around.
 * @param {Gantry} gantry
 * @param {Ui} ui
 * @param {Parts} parts
 */
export function listenToLab(gantry, ui, { alerts, progress, charts, view, report, tell }) {
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
  let isChecked = false;
  on('run', ({ settings, iteration, moved }) => {
    void report(charts.cutAfter(iteration, () => gantry.log()));
    store.set({ registry: gantry.registry, settings, equations: null, mark: null, pending: {}, finished: false });
    view.ask();
    // A mistyped lock would silently lock nothing.
    if (!isChecked && gantry.registry) tellUnknown(gantry.registry);
    isChecked = true;
    tellWhereItGoesOn(ui, alerts, { iteration, moved });
  });
  on('equations', ({ equations }) => store.set({ equations }));
  on('exam', ({ mark }) => {
    store.set({ mark });
    tell('exam', { mark });
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
  const fail = (/** @type {Failure} */ failure) => {
    alerts.show(Object.assign(new Error(failure.message), { code: failure.code, params: failure.params }));
    tell('error', failure);
  };
  on('error', fail);
  on('ready', () => tell('ready', { settings: gantry.settings }));

  /** @param {Registry} registry */
  function tellUnknown(registry) {
    const names = unknownNames(registry, store.state.limits).join(', ');
    if (names !== '') fail({ code: 'link_unknown', message: failureText(ui.texts, { code: 'link_unknown', message: '', params: { names } }), params: { names } });
  }
}
