/** @import { DeviceName, GantryModule } from '../protocol.js' */
import { PageError } from '../shared/failure.js';
import { counted, fetchOk } from './download.js';
import { fusesMultiplyAdd } from './relaxed-simd.js';

/** @typedef {{ js: string, wasm: string, relaxed: string | null, bytes: number }} ModuleFiles */
/** @typedef {Record<DeviceName, ModuleFiles | null>} ModuleIndex */

/** Loads the modules of the site, each once. */
export class ModuleLoader {
  #root;
  #onProgress;
  /** @type {Map<DeviceName, Promise<GantryModule>>} */
  #loaded = new Map();
  #restarts = 0;
  /** @type {ModuleIndex | null} */
  #index = null;

  /**
   * @param {URL} root of the site
   * @param {(loaded: number, total: number, done: boolean) => void} onProgress
   */
  constructor(root, onProgress) {
    this.#root = root;
    this.#onProgress = onProgress;
  }

  /** @returns {Promise<ModuleIndex>} */
  async index() {
    if (this.#index?.webgpu) return this.#index;
    // While a module is still being built the file changes; it is small, so it is always asked for.
    const response = await fetchOk(new URL('modules.json', this.#root), { cache: 'no-store' });
    this.#index = /** @type {ModuleIndex} */ (await response.json());
    return this.#index;
  }

  /** @param {DeviceName} device */
  load(device) {
    let loading = this.#loaded.get(device);
    if (!loading) {
      loading = this.#load(device);
      this.#loaded.set(device, loading);
      loading.catch(() => this.#loaded.delete(device));
    }
    return loading;
  }

  /**
   * After a panic the module's memory cannot be trusted: the next load makes a new instance.
   * @param {DeviceName} device
   */
  discard(device) {
    this.#loaded.delete(device);
    this.#restarts += 1;
  }

  /** @param {DeviceName} device */
  async #load(device) {
    const files = (await this.index())[device];
    if (!files) throw new PageError('module_missing', { device });
    const url = new URL(files.js, this.#root);
    if (this.#restarts > 0) url.searchParams.set('instance', String(this.#restarts));
    let loaded = 0;
    const file = files.relaxed && fusesMultiplyAdd() ? files.relaxed : files.wasm;
    const wasm = fetchOk(new URL(file, this.#root)).then((response) =>
      counted(response, (bytes) => {
        loaded += bytes;
        this.#onProgress(loaded, files.bytes, false);
      }),
    );
    this.#onProgress(0, files.bytes, false);
    try {
      const [glue] = await Promise.all([/** @type {Promise<GantryModule>} */ (import(url.href)), wasm]);
      await glue.default({ module_or_path: wasm });
      return glue;
    } finally {
      this.#onProgress(files.bytes, files.bytes, true);
    }
  }
}
