/** Made from wasm-bindgen's file when the site or the package is put together. */
import type { GantryModule } from '../protocol.js';

/** Each call makes a module of its own; null while the module has not been built yet. */
declare const make: (() => GantryModule) | null;
export default make;
