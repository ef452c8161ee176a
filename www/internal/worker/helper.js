import { Ledger } from './ledger.js';

/** By this name a worker knows that it helps another one. */
export const HELPER = 'gantry-helper';

/** @typedef {(kind: number, job: number, piece: number, room: number) => void} MakePiece */

/**
 * What a helper is given.
 * @typedef {object} Place
 * @property {WebAssembly.Module} module
 * @property {WebAssembly.Memory} memory
 * @property {SharedArrayBuffer} ledger
 * @property {number} stack the top of it
 * @property {number} room its own, to work in
 * @property {string} help what the module that it helps calls its function
 */

/** Waits for its place, and works from then on: to the end of this worker. */
export function help() {
  self.addEventListener(
    'message',
    (event) => {
      const { module, memory, ledger, stack, room, help: name } = /** @type {MessageEvent<Place>} */ (event).data;
      const env = { memory, stack: new WebAssembly.Global({ value: 'i32', mutable: true }, stack) };
      const exported = new WebAssembly.Instance(module, { ...strangers(module), env }).exports;
      const makePiece = /** @type {MakePiece | undefined} */ (exported[name]);
      // Jobs of another build lie otherwise in memory.
      if (!makePiece) throw new Error(`a helper of another build: it has no ${name}`);
      self.postMessage('ready');
      work(new Ledger(ledger), (kind, job, piece) => makePiece(kind, job, piece, room));
    },
    { once: true },
  );
}

/**
 * What the module would call to say that it panics: here that is the end of the helper, which will be missed.
 * @param {WebAssembly.Module} module
 */
function strangers(module) {
  const functions = WebAssembly.Module.imports(module).filter(({ kind }) => kind === 'function');
  /** @type {Record<string, Record<string, () => never>>} */
  const imports = {};
  for (const { module: from, name } of functions) {
    imports[from] = {
      ...imports[from],
      [name]: () => {
        throw new Error(`a helper called ${name}`);
      },
    };
  }
  return imports;
}

/**
 * @param {Ledger} ledger
 * @param {(kind: number, job: number, piece: number) => void} makePiece
 */
function work(ledger, makePiece) {
  for (;;) {
    ledger.sleep();
    for (let piece = ledger.take(); piece >= 0; piece = ledger.take()) {
      makePiece(ledger.kind, ledger.address, piece);
      ledger.tick();
    }
  }
}
