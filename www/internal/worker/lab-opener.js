/** @import { DeviceName, GantryModule, Lab, Settings } from '../protocol.js' */
/** @import { DeviceReason, WorkerEvent } from '../messages.js' */
/** @import { ModuleLoader } from './module-loader.js' */
import { isRefusal } from '../shared/failure.js';
import { Alarm } from './alarm.js';
import { chooseDevice } from './device-choice.js';

/** @typedef {{ module: GantryModule, lab: Lab, device: DeviceName, reason: DeviceReason, alarm: Alarm }} Opened */

const MODULE_POLL_MS = 5000;

/** Chooses a device, loads its module and creates a Lab there, or on the processor where that fails. */
export class LabOpener {
  #modules;
  #post;
  /** @type {DeviceReason | null} */
  #gpuFailure = null;
  #registryTold = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #poll;

  /**
   * @param {ModuleLoader} modules
   * @param {(event: WorkerEvent) => void} post
   */
  constructor(modules, post) {
    this.#modules = modules;
    this.#post = post;
  }

  /**
   * @param {Settings} settings
   * @returns {Promise<{ device: DeviceName, reason: DeviceReason }>}
   */
  async choose(settings) {
    clearTimeout(this.#poll);
    const index = await this.#modules.index();
    if (this.#gpuFailure && settings.device !== 'webgpu' && settings.device !== 'cpu') return { device: 'cpu', reason: this.#gpuFailure };
    const choice = await chooseDevice(settings.device, index.webgpu !== null);
    if (choice.reason === 'module_missing' && settings.device === 'webgpu') this.#pollForModule();
    return choice;
  }

  /** @param {DeviceName} device */
  async module(device) {
    const module = await this.#modules.load(device);
    if (!this.#registryTold) {
      this.#registryTold = true;
      this.#post({ type: 'registry', registry: module.registry() });
    }
    return module;
  }

  /**
   * @param {Settings} settings
   * @param {DeviceName} device
   * @param {DeviceReason} reason
   * @returns {Promise<Opened>}
   */
  async create(settings, device, reason) {
    try {
      const module = await this.module(device);
      const alarm = new Alarm();
      try {
        const lab = await alarm.race(module.Lab.create({ ...settings, device }));
        return { module, lab, device, reason, alarm };
      } catch (error) {
        alarm.dispose();
        throw error;
      }
    } catch (error) {
      // A setting that is refused here would be refused on the processor too.
      if (device === 'cpu' || isRefusal(error)) throw error;
      this.#gpuFailure = 'failed_at_start';
      this.#modules.discard(device);
      return this.create(settings, 'cpu', 'failed_at_start');
    }
  }

  /**
   * What the module's instance remembers cannot be trusted any more.
   * @param {DeviceName} device
   */
  giveUp(device) {
    this.#modules.discard(device);
    if (device === 'webgpu') this.#gpuFailure = 'lost_in_flight';
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
