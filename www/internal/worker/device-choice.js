/** @import { DeviceName } from '../protocol.js' */
/** @import { DeviceReason } from '../messages.js' */

const ADAPTER_PATIENCE_MS = 5000;
const SOFTWARE_ADAPTER = /swiftshader|llvmpipe|software|basic render/i;

/**
 * Which device to train on, and why.
 * @param {unknown} wanted `auto`, `webgpu` or `cpu`
 * @param {boolean} hasWebgpuModule
 * @returns {Promise<{ device: DeviceName, reason: DeviceReason }>}
 */
export async function chooseDevice(wanted, hasWebgpuModule) {
  if (wanted === 'cpu') return { device: 'cpu', reason: 'forced' };
  if (!navigator.gpu) return { device: 'cpu', reason: 'no_webgpu' };
  const adapter = await requestAdapter();
  if (!adapter) return { device: 'cpu', reason: 'no_adapter' };
  // A GPU imitated on the processor is slower than the processor's own module.
  if (wanted !== 'webgpu' && isSoftware(adapter)) return { device: 'cpu', reason: 'fallback_adapter' };
  if (!hasWebgpuModule) return { device: 'cpu', reason: 'module_missing' };
  if (wanted !== 'webgpu') return { device: 'webgpu', reason: 'chosen' };
  return { device: 'webgpu', reason: isSoftware(adapter) ? 'forced_fallback' : 'forced' };
}

async function requestAdapter() {
  const nothing = new Promise((resolve) => void setTimeout(resolve, ADAPTER_PATIENCE_MS, null));
  try {
    // Some drivers never answer.
    return /** @type {GPUAdapter | null} */ (await Promise.race([navigator.gpu.requestAdapter(), nothing]));
  } catch {
    return null;
  }
}

/** @param {GPUAdapter} adapter */
function isSoftware(adapter) {
  const info = /** @type {GPUAdapterInfo & { isFallbackAdapter?: boolean }} */ (adapter.info ?? {});
  const legacy = Reflect.get(adapter, 'isFallbackAdapter') === true;
  return legacy || info.isFallbackAdapter === true || SOFTWARE_ADAPTER.test(`${info.vendor} ${info.architecture} ${info.device} ${info.description}`);
}
