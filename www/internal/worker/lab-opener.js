/** @import { DeviceName, Lab, Settings } from '../protocol.js' */
/** @import { DeviceReason, Post } from '../messages.js' */
/** @import { Instance } from './instance.js' */
/** @import { ModuleLoader } from './module-loader.js' */
import { isRefusal } from '../shared/failure.js';
import { chooseDevice } from './device-choice.js';

/** @typedef {{ instance: Instance, lab: Lab, device: DeviceName, reason: DeviceReason }} Opened */

const MODULE_POLL_MS = 5000;

/** Chooses a device, loads its module and creates a Lab there, or on the processor where that fails. */
export class LabOpener {
  #modules;
  #post;
  #registryTold = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #poll;

  /**
   * @param {ModuleLoader} modules
   * @param {Post} post
   */
  constructor(modules, post) {
    this.#modules = modules;
    this.#post = post;
  }

  dispose() {
    clearTimeout(this.#poll);
  }

  /**
   * @param {Settings} settings
   * @returns {Promise<{ device: DeviceName, reason: DeviceReason }>}
   */
  async choose(settings) {
    clearTimeout(this.#poll);
    const index = await this.#modules.index();
    const { gpuFailure } = this.#modules;
    if (gpuFailure && settings.device !== 'webgpu' && settings.device !== 'cpu') return { device: 'cpu', reason: gpuFailure };
    const choice = await chooseDevice(settings.device, index.webgpu !== null);
    if (choice.reason === 'module_missing' && settings.device === 'webgpu') this.#pollForModule();
    return choice;
  }

  /** @param {DeviceName} device */
  async instance(device) {
    const instance = await this.#modules.load(device, (loaded, total, done) => this.#post({ type: 'progress', phase: 'module', loaded, total, done }));
    if (!this.#registryTold) {
      this.#registryTold = true;
      this.#post({ type: 'registry', registry: instance.module.registry() });
    }
    return instance;
  }

  /**
   * @param {Settings} settings
   * @param {DeviceName} device
   * @param {DeviceReason} reason
   * @returns {Promise<Opened>}
   */
  async create(settings, device, reason) {
    /** @type {Instance | null} */
    let instance = null;
    try {
      const found = await this.instance(device);
      instance = found;
      const lab = await found.call(() => found.module.Lab.create({ ...settings, device }));
      return { instance, lab, device, reason };
    } catch (error) {
      // A setting that is refused here would be refused on the processor too.
      if (device === 'cpu' || isRefusal(error)) throw error;
      this.#modules.gpuFailure = 'failed_at_start';
      if (instance) await this.#modules.discard(instance);
      return this.create(settings, 'cpu', 'failed_at_start');
    }
  }

  /**
   * What the instance remembers cannot be trusted any more.
   * @param {Instance} instance
   * @param {string} problem
   */
  async giveUp(instance, problem) {
    if (instance.device === 'webgpu') this.#modules.gpuFailure = 'lost_in_flight';
    // The labs beside this one learn of it here, if they have not already.
    instance.lose(problem);
    await this.#modules.discard(instance);
  }

  #pollForModule() {
    this.#poll = setTimeout(() => {
      void this.#modules.index().then(
        (index) => (index.webgpu ? this.#post({ type: 'module_ready' }) : this.#pollForModule()),
        () => this.#pollForModule(),
      );
    }, MODULE_POLL_MS);
  }
}
