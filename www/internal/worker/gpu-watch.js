/**
 * The module opens its GPU device by itself, so the only place where its loss can be heard is `requestDevice`.
 */

/** Says `lost`, with what the browser said as detail. */
export const gpuLosses = new EventTarget();

export function watchGpuDevices() {
  if (typeof GPUAdapter === 'undefined') return;
  const original = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function requestDevice(descriptor) {
    const device = await original.call(this, descriptor);
    // Kept where a developer's console, and the tests, can destroy it.
    Reflect.set(globalThis, 'gantryGpuDevice', device);
    const tell = (/** @type {string} */ detail) => {
      const isCurrent = Reflect.get(globalThis, 'gantryGpuDevice') === device;
      if (isCurrent) gpuLosses.dispatchEvent(new CustomEvent('lost', { detail }));
    };
    void device.lost.then((info) => tell(info.message || info.reason));
    device.addEventListener('uncapturederror', (event) => tell(event.error.message));
    return device;
  };
}
