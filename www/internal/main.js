/** @import { LabEvent } from './messages.js' */
import { Address } from './page/address.js';
import { Alerts } from './page/alerts.js';
import { canvasOf, drawSheet, transferCanvases } from './page/canvases.js';
import { showCard } from './page/card.js';
import { Charts } from './page/charts.js';
import { showDevice } from './page/device-line.js';
import { byId } from './page/dom.js';
import { showExam } from './page/exam.js';
import { Files } from './page/files.js';
import { loadTexts } from './page/i18n.js';
import { listenToKeys } from './page/keyboard.js';
import { startLanguages, wantedLanguage } from './page/language.js';
import { closeMenusLikeMenus } from './page/menus.js';
import { buildPanel } from './page/panel.js';
import { showParts } from './page/parts.js';
import { Points } from './page/points.js';
import { Progress } from './page/progress.js';
import { showReadouts } from './page/readouts.js';
import { tellWhereItGoesOn } from './page/restore.js';
import { Run } from './page/run.js';
import { buildSaves } from './page/saves.js';
import { buildShare } from './page/share.js';
import { Store } from './page/store.js';
import { buildRunChoices, buildTransport } from './page/transport.js';
import { pageLook, startTheme } from './page/theme.js';
import { Ui } from './page/ui.js';
import { showVersion } from './page/version.js';
import { VariantView } from './page/variant-view.js';
import { Refusal, WorkerClient } from './page/worker-client.js';

const siteRoot = new URL('../../', import.meta.url);

const store = new Store();
// Its scripts come while the texts do.
const client = new WorkerClient(receive);
const ui = new Ui(document, await loadTexts(siteRoot, wantedLanguage()), store, pageLook());

const alerts = new Alerts(ui);
const progress = new Progress(ui);
const charts = new Charts(ui);
const run = new Run(store, client, alerts);
const address = new Address(store, run, alerts);
const view = new VariantView(ui, client, alerts);
const points = new Points(ui, client, alerts);
const files = new Files(store, client, alerts, run);

buildTransport(ui, run);
buildRunChoices(ui, run);
buildShare(ui, address, run);
buildPanel(ui, run);
buildSaves(ui, client, alerts, () => files.pickCheckpoint());
showReadouts(ui);
showCard(ui);
showExam(ui);
showDevice(ui);
startTheme(() => {
  charts.repaint();
  points.repaint();
});
listenToKeys(ui, run);
showParts(ui);
showVersion(store);
startLanguages(store, siteRoot, alerts);
closeMenusLikeMenus(document);
byId('skip').addEventListener('click', (event) => {
  // The address is the link of the run: an anchor in it would be lost settings.
  event.preventDefault();
  byId('stage').focus();
});

client.onBroken = fail;
const canvases = transferCanvases(ui);
try {
  const start = { settings: address.read(), tolerant: true, assets: siteRoot.href, canvases: canvases ?? {}, sheets: canvases === null };
  await client.call('start', start, canvases ? Object.values(canvases) : []);
  store.set({ phase: 'ready' });
} catch (error) {
  fail(error);
}

/** @param {unknown} error */
function fail(error) {
  store.set({ phase: 'broken', playing: false });
  alerts.show(error);
}

/** @param {LabEvent} event */
function receive(event) {
  switch (event.type) {
    case 'progress':
      return progress.update(event.phase, event.loaded, event.total, event.done);
    case 'registry':
      store.set({ registry: event.registry });
      return address.tellUnknown();
    case 'device':
      return store.set({ device: event });
    case 'run':
      void run.report(charts.cutAfter(event.iteration, () => client.call('log', {})));
      store.set({ settings: event.settings, equations: null, mark: null, pending: {}, finished: false, stray: event.iteration > 0 ? 'restored' : null });
      view.ask();
      tellWhereItGoesOn(ui, alerts, event);
      return undefined;
    case 'equations':
      return store.set({ equations: event.equations });
    case 'exam':
      return store.set({ mark: event.mark });
    case 'dataset':
      return store.set({ dataset: event.dataset });
    case 'figures':
      return store.set({ figures: event.figures });
    case 'playing':
      return store.set({ playing: event.playing, finished: event.finished });
    case 'sheet':
      return drawSheet(canvasOf(ui, event.which), event.sheet);
    case 'scatter':
      return store.set({ scatter: event.scatter });
    case 'module_ready':
      return alerts.toast(ui.t('ui.device.module_ready'));
    case 'failure':
      return alerts.show(new Refusal(event.failure));
    default:
      return undefined;
  }
}
