/** @import { GantryModule } from '../protocol.js' */
import { fetchOk } from './download.js';
import { HELPER } from './helper.js';
import { Ledger } from './ledger.js';

/** The forms of a module that work on shared memory. @typedef {{ wasm: string, helper: string, pages: number, most: number }} SharedFiles */
/** The processor's module. @typedef {GantryModule & { helper_places(): Uint32Array, gather_team(size: number, begin: Function, take: Function, end: Function): void }} TeamModule */

/** What a helper runs: this, and of which build it is. */
const HELP = 'gantry_help_';
/** More would wait for the memory, and for each other. */
const MOST_HELPERS = 7;

/** Threads that help the processor's module with large jobs, in the same memory. */
export class Team {
  #root;
  #files;
  /** @type {Worker[]} */
  #helpers = [];
  #isDisposed = false;
  #help = '';

  /**
   * @param {URL} root
   * @param {SharedFiles} files
   */
  constructor(root, files) {
    this.#root = root;
    this.#files = files;
    this.memory = new WebAssembly.Memory({ initial: files.pages, maximum: files.most, shared: true });
  }

  /**
   * A team, where the page may share memory and the computer has processors for it.
   * @param {URL} root the folder of the assets
   * @param {SharedFiles | null} files
   */
  static form(root, files) {
    if (!files || !self.crossOriginIsolated || helpersFor(navigator.hardwareConcurrency) === 0) return null;
    try {
      return new Team(root, files);
    } catch {
      // No room for so large a memory.
      return null;
    }
  }

  get wasm() {
    return this.#files.wasm;
  }

  /**
   * Looks which helpers fit the module.
   * @param {object} exported
   */
  fit(exported) {
    this.#help = Object.keys(exported).find((name) => name.startsWith(HELP)) ?? '';
  }

  /**
   * Calls the helpers together. Until they are there, and where they do not come, the module works alone.
   * @param {GantryModule} module that runs in this memory
   * @returns how many threads work
   */
  async gather(module) {
    try {
      return await this.#gather(/** @type {TeamModule} */ (module));
    } catch {
      this.dispose();
      return 1;
    }
  }

  /** @param {TeamModule} module */
  async #gather(module) {
    const wasm = await fetchOk(new URL(this.#files.helper, this.#root));
    const code = await WebAssembly.compile(await wasm.arrayBuffer());
    const ledger = new Ledger();
    const helpers = Array.from({ length: helpersFor(navigator.hardwareConcurrency) }, () => {
      const [stack, room] = module.helper_places();
      return this.#call({ module: code, memory: this.memory, ledger: ledger.buffer, stack: Number(stack), room: Number(room), help: this.#help });
    });
    await Promise.all(helpers);
    if (this.#isDisposed) return 1;
    module.gather_team(
      helpers.length + 1,
      (/** @type {number} */ kind, /** @type {number} */ address, /** @type {number} */ pieces) => ledger.begin(kind, address, pieces),
      () => ledger.take(),
      () => ledger.end(),
    );
    return helpers.length + 1;
  }

  /**
   * Starts a helper; settles when it is there.
   * @param {import('./helper.js').Place} place
   */
  #call(place) {
    if (this.#isDisposed) return undefined;
    // The same script, which finds out by its name what it is for: wherever it came from, it is there already.
    const worker = new Worker(self.location.href, { type: 'module', name: HELPER });
    this.#helpers.push(worker);
    worker.postMessage(place);
    return new Promise((resolve, reject) => {
      worker.addEventListener('message', resolve, { once: true });
      worker.addEventListener('error', reject, { once: true });
    });
  }

  dispose() {
    this.#isDisposed = true;
    for (const helper of this.#helpers) helper.terminate();
    this.#helpers = [];
  }
}

/**
 * Half of what a browser calls processors are second threads of one, which have no vectors of their own.
 * @param {number} processors
 */
export function helpersFor(processors) {
  return Math.min(Math.floor(processors / 2), MOST_HELPERS);
}
