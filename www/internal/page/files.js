/** @import { Alerts } from './alerts.js' */
/** @import { Run } from './run.js' */
/** @import { Store } from './store.js' */
/** @import { WorkerClient } from './worker-client.js' */
import { PageError } from '../shared/failure.js';
import { byId, el } from './dom.js';
import { CHECKPOINT_SUFFIX, readFile, sortFiles } from './file-kinds.js';
import { restore } from './restore.js';

/** Files that come in: a visitor's own images, and checkpoints; picked or dropped. */
export class Files {
  #store;
  #client;
  #alerts;
  #run;

  /**
   * @param {Store} store
   * @param {WorkerClient} client
   * @param {Alerts} alerts
   * @param {Run} run
   */
  constructor(store, client, alerts, run) {
    this.#run = run;
    this.#store = store;
    this.#client = client;
    this.#alerts = alerts;
    byId('own-files').addEventListener('click', () => this.#pick('', true));
    const back = byId('back-to-mnist', HTMLButtonElement);
    back.addEventListener('click', () => void this.#guard(client.call('use_mnist', {})));
    store.watch(['dataset', 'scatter', 'settings', 'limits', 'texts'], ({ dataset, scatter, settings, texts }) => {
      // A run on points has no use for images.
      byId('own-files', HTMLButtonElement).disabled = scatter !== null || run.isLocked('dataset');
      if (scatter) return void (byId('data-now').textContent = texts.t('ui.data.points', { name: texts.optionalText(`choice.dataset.${settings.dataset}`) }));
      if (!dataset) return undefined;
      back.disabled = dataset.name === 'mnist' || run.isLocked('dataset');
      const { name, loaded, count } = dataset;
      byId('data-now').textContent = texts.t(loaded < count ? 'ui.data.arriving' : 'ui.data.now', {
        name: name === 'mnist' ? 'MNIST' : name,
        loaded,
        n: count,
      });
      return undefined;
    });
    this.#listenToDrops();
  }

  pickCheckpoint() {
    this.#pick(CHECKPOINT_SUFFIX, false);
  }

  /** @param {File[]} files */
  async take(files) {
    if (files.length === 0) return;
    await this.#guard(files.some((file) => file.name.endsWith(CHECKPOINT_SUFFIX)) ? this.#restore(files) : this.#useOwn(files));
  }

  /** @param {File[]} files */
  async #restore(files) {
    const file = files.find(({ name }) => name.endsWith(CHECKPOINT_SUFFIX)) ?? files[0];
    if (!file) return;
    await restore(this.#client, this.#run, await readFile(file));
  }

  /** @param {File[]} files */
  async #useOwn(files) {
    if (this.#run.isLocked('dataset')) throw new PageError('locked', { key: 'dataset' });
    const own = await sortFiles(files);
    const buffers = own.labels ? [own.images.buffer, own.labels.buffer] : [own.images.buffer];
    const taken = await this.#client.call('use_files', own, buffers);
    if (taken) this.#alerts.toast(this.#store.state.texts.t('ui.data.taken', { name: taken.name, n: taken.count }));
  }

  /**
   * @param {string} accept
   * @param {boolean} multiple
   */
  #pick(accept, multiple) {
    const input = el('input', { type: 'file', accept, multiple });
    input.addEventListener('change', () => void (multiple ? this.take([...(input.files ?? [])]) : this.#guard(this.#restore([...(input.files ?? [])]))));
    input.click();
  }

  #listenToDrops() {
    const veil = byId('drop');
    /** @param {DragEvent} event */
    const hasFiles = (event) => event.dataTransfer?.types.includes('Files') ?? false;
    addEventListener('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      veil.hidden = false;
    });
    addEventListener('dragleave', (event) => {
      // Leaving one element for another has a relatedTarget; leaving the window has none.
      if (!event.relatedTarget) veil.hidden = true;
    });
    addEventListener('drop', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      veil.hidden = true;
      void this.take([...(event.dataTransfer?.files ?? [])]);
    });
  }

  /** @param {Promise<unknown>} doing */
  async #guard(doing) {
    try {
      await doing;
    } catch (error) {
      this.#alerts.show(error);
    }
  }
}
