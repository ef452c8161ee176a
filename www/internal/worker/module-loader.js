/** @import { DeviceReason } from '../messages.js' */
/** @import { DeviceName, GantryModule } from '../protocol.js' */
import makeCpu from '../glue/cpu.js';
import makeWebgpu from '../glue/webgpu.js';
import { PageError } from '../shared/failure.js';
import { counted, fetchAsset, fetchOk } from './download.js';
import { Instance } from './instance.js';
import { fusesMultiplyAdd } from './relaxed-simd.js';
import { Team } from './team.js';

/** @typedef {{ js: string, wasm: string, relaxed: string | null, shared: import('./team.js').SharedFiles | null, bytes: number }} ModuleFiles */
/** @typedef {Record<DeviceName, ModuleFiles | null>} ModuleIndex */
/** @typedef {(loaded: number, total: number, done: boolean) => void} OnProgress */

/** Null stands for a module that was still being built when this was loaded. */
const GLUE = { cpu: makeCpu, webgpu: makeWebgpu };

/** Loads the modules, each once for all labs. */
export class ModuleLoader {
  #root;
  /** @type {Map<DeviceName, Promise<Instance>>} */
  #loaded = new Map();
  /** @type {Map<DeviceName, Set<OnProgress>>} */
  #waiting = new Map();
  /** @type {ModuleIndex | null} */
  #index = null;
  /**
   * Why the GPU is left alone from now on.
   * @type {DeviceReason | null}
   */
  gpuFailure = null;

  /** @param {URL} root the folder of the assets */
  constructor(root) {
    this.#root = root;
  }

  /** @returns {Promise<ModuleIndex>} */
  async index() {
    if (this.#index?.webgpu) return this.#index;
    // While a module is still being built the file changes; it is small, so it is always asked for.
    this.#index = /** @type {ModuleIndex} */ (await fetchAsset(this.#root, 'modules.json', { cache: 'no-store' }));
    return this.#index;
  }

  /**
   * @param {DeviceName} device
   * @param {OnProgress} onProgress
   */
  async load(device, onProgress) {
    let loading = this.#loaded.get(device);
    if (!loading) {
      this.#waiting.set(device, new Set());
      loading = this.#load(device);
      this.#loaded.set(device, loading);
      const own = loading;
      own.catch(() => this.#forget(device, own));
    }
    this.#waiting.get(device)?.add(onProgress);
    try {
      return await loading;
    } finally {
      this.#waiting.get(device)?.delete(onProgress);
    }
  }

  /**
   * After a panic the memory of an instance cannot be trusted: the next load makes a new one.
   * @param {Instance} instance
   */
  async discard(instance) {
    const loading = this.#loaded.get(instance.device);
    if (loading && (await loading.catch(() => null)) === instance) this.#forget(instance.device, loading);
  }

  /**
   * @param {DeviceName} device
   * @param {Promise<Instance>} loading
   */
  #forget(device, loading) {
    if (this.#loaded.get(device) === loading) this.#loaded.delete(device);
  }

  /** @param {DeviceName} device */
  async #load(device) {
    const files = (await this.index())[device];
    if (!files) throw new PageError('module_missing', { device });
    const tell = (/** @type {number} */ bytes, /** @type {boolean} */ done) => {
      for (const listener of this.#waiting.get(device) ?? []) listener(bytes, files.bytes, done);
    };
    let loaded = 0;
    const isFused = files.relaxed !== null && fusesMultiplyAdd();
    const team = isFused ? Team.form(this.#root, files.shared) : null;
    const file = team?.wasm ?? (isFused && files.relaxed ? files.relaxed : files.wasm);
    const wasm = fetchOk(new URL(file, this.#root)).then((response) =>
      counted(response, (bytes) => {
        loaded += bytes;
        tell(loaded, false);
      }),
    );
    tell(0, false);
    try {
      const [make] = await Promise.all([this.#glue(device, files), wasm]);
      const module = make();
      const exported = /** @type {object} */ (await module.default(/** @type {any} */ ({ module_or_path: wasm, ...(team && { memory: team.memory }) })));
      team?.fit(exported);
      return new Instance(device, module, team);
    } finally {
      tell(files.bytes, true);
    }
  }

  /**
   * @param {DeviceName} device
   * @param {ModuleFiles} files
   * @returns {Promise<() => GantryModule>}
   */
  async #glue(device, files) {
    const built = GLUE[device];
    if (built) return built;
    const url = new URL(files.js, this.#root);
    // The browser would hand out the empty file that it has already loaded.
    url.searchParams.set('built', 'later');
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ url.href)).default;
  }
}
