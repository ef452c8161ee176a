/** @import { DeviceName, GantryModule, Lab } from '../protocol.js' */
/** @import { Team } from './team.js' */
import { Gate } from '../shared/gate.js';
import { Alarm, LabGone } from './alarm.js';
import { onDeviceLost, watchOpening } from './gpu-watch.js';

/** Instances that are inside a call: one of them has panicked when the browser reports a panic. */
const busy = new Set();

/** A module that runs, with the one device that it opened. Labs share it, and their calls take turns. */
export class Instance {
  #gate = new Gate();
  #alarm = new Alarm();
  #team;
  /** @type {Set<string>} */
  #known = new Set();
  /** Ends the listening to the GPU's device; null as long as none has been opened. @type {(() => void) | null} */
  #unwatch = null;

  /**
   * @param {DeviceName} device
   * @param {GantryModule} module
   * @param {Team | null} [team] who may help it
   */
  constructor(device, module, team = null) {
    this.device = device;
    this.module = module;
    this.#team = team;
    /** How many threads work, once all are there. */
    this.threads = team?.gather(module) ?? Promise.resolve(1);
    self.addEventListener('error', this.#onError);
    self.addEventListener('unhandledrejection', this.#onRejection);
  }

  get isLost() {
    return this.#alarm.problem !== null;
  }

  /**
   * Whether its programs are those of a run that was here before.
   * @param {string} kind
   */
  knows(kind) {
    return this.#known.has(kind);
  }

  /** @param {string} kind of a run whose programs it has now */
  learn(kind) {
    this.#known.add(kind);
  }

  /**
   * @template T
   * @param {() => T | Promise<T>} task
   * @returns {Promise<T>}
   */
  call(task) {
    return this.#gate.run(async () => {
      const { problem } = this.#alarm;
      if (problem !== null) throw new LabGone(problem, true);
      const inside = () => this.#inside(task);
      return this.device === 'webgpu' && !this.#unwatch ? watchOpening(inside, this.#onDevice) : inside();
    });
  }

  /**
   * @template T
   * @param {() => T | Promise<T>} task
   * @returns {Promise<T>}
   */
  async #inside(task) {
    busy.add(this);
    try {
      return await this.#alarm.race(task());
    } finally {
      busy.delete(this);
    }
  }

  /**
   * @param {() => void} listener called once, when the instance is lost
   * @returns {() => void} ends the listening
   */
  onLost(listener) {
    return this.#alarm.listen(listener);
  }

  /** @param {Lab} lab that nobody will call any more */
  release(lab) {
    return this.#gate.run(() => {
      try {
        lab.free();
      } catch {
        // A call that will never settle still borrows the Lab; its memory goes with the instance.
      }
    });
  }

  /** @param {string} problem */
  lose(problem) {
    self.removeEventListener('error', this.#onError);
    self.removeEventListener('unhandledrejection', this.#onRejection);
    this.#unwatch?.();
    this.#alarm.ring(problem);
    this.#team?.dispose();
  }

  /** @param {GPUDevice} device */
  #onDevice = (device) => {
    this.#unwatch?.();
    this.#unwatch = onDeviceLost(device, (problem) => this.lose(problem));
  };

  /** @param {ErrorEvent} event */
  #onError = (event) => this.#onPanic(event.error);

  /** @param {PromiseRejectionEvent} event */
  #onRejection = (event) => this.#onPanic(event.reason);

  /** @param {unknown} error */
  #onPanic(error) {
    if (error instanceof WebAssembly.RuntimeError && (busy.size === 0 || busy.has(this))) this.lose(error.message);
  }
}
