import { DataStream } from './data-stream.js';
import { ModuleLoader } from './module-loader.js';

/** What labs with the same assets share: modules and data, each fetched once. */
export class Supply {
  /** @param {URL} root the folder with `modules.json` */
  constructor(root) {
    this.modules = new ModuleLoader(root);
    this.data = new DataStream(root);
  }
}
