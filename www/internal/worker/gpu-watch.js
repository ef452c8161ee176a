/**
 * The module opens its GPU device by itself, so the only place where one can be seen is `requestDevice`, where nothing
 * says for which module it is.
 */
import { Gate } from '../shared/gate.js';

/** One module opens its device at a time: the one that is seen meanwhile is its own. */
const opening = new Gate();
/** @type {((device: GPUDevice) => void) | null} */
let taker = null;

export function watchGpuDevices() {
  if (typeof GPUAdapter === 'undefined') return;
  const original = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function requestDevice(descriptor) {
    const device = await original.call(this, descriptor);
    // Kept where a developer's console, and the tests, can destroy it.
    Reflect.set(globalThis, 'gantryGpuDevice', device);
    taker?.(device);
    return device;
  };
}

/**
 * @template T
 * @param {() => T | Promise<T>} task that may open a device
 * @param {(device: GPUDevice) => void} onDevice
 * @returns {Promise<T>}
 */
export function watchOpening(task, onDevice) {
  return opening.run(async () => {
    taker = onDevice;
    try {
      return await task();
    } finally {
      taker = null;
    }
  });
}

/**
 * @param {GPUDevice} device
 * @param {(problem: string) => void} listener told what the browser says when the device is lost, or cannot go on
 * @returns {() => void} ends the listening, and keeps nothing alive
 */
export function onDeviceLost(device, listener) {
  /** @type {typeof listener | null} */
  let told = listener;
  void device.lost.then((info) => told?.(info.message || info.reason));
  device.addEventListener('uncapturederror', (event) => told?.(event.error.message));
  return () => void (told = null);
}
