/** Counts what is asked of WebGPU. It must be evaluated before the library that asks. */
/** @import { GpuCounts } from '../types.js' */

/** @type {GpuCounts} */
const counts = { launches: 0, submits: 0, pipelines: 0, writtenBytes: 0, readBytes: 0 };
let submittedAt = 0;

/** Calls so far. */
export const gpuCounts = () => ({ ...counts });
/** When the last submit returned, on the clock of `performance.now()`; 0 before the first. */
export const lastSubmitAt = () => submittedAt;

/**
 * @param {GpuCounts} before
 * @returns {GpuCounts} what has been added since
 */
export function since(before) {
  return {
    launches: counts.launches - before.launches,
    submits: counts.submits - before.submits,
    pipelines: counts.pipelines - before.pipelines,
    writtenBytes: counts.writtenBytes - before.writtenBytes,
    readBytes: counts.readBytes - before.readBytes,
  };
}

/**
 * Calls `note` after each call of a method.
 * @param {{ prototype: object } | undefined} owner absent where there is no WebGPU
 * @param {string} name
 * @param {(self: any, args: any[]) => void} note
 */
function watch(owner, name, note) {
  if (!owner) return;
  const prototype = /** @type {Record<string, Function>} */ (owner.prototype);
  const method = /** @type {Function} */ (prototype[name]);
  prototype[name] = function watched(/** @type {any[]} */ ...args) {
    const result = method.apply(this, args);
    note(this, args);
    return result;
  };
}

watch(globalThis.GPUComputePassEncoder, 'dispatchWorkgroups', () => void (counts.launches += 1));
watch(globalThis.GPUComputePassEncoder, 'dispatchWorkgroupsIndirect', () => void (counts.launches += 1));
watch(globalThis.GPUDevice, 'createComputePipeline', () => void (counts.pipelines += 1));
watch(globalThis.GPUDevice, 'createComputePipelineAsync', () => void (counts.pipelines += 1));
watch(globalThis.GPUQueue, 'submit', () => {
  counts.submits += 1;
  submittedAt = performance.now();
});
watch(globalThis.GPUQueue, 'writeBuffer', (_, [, , data, offset = 0, size]) => {
  const unit = data.BYTES_PER_ELEMENT ?? 1;
  counts.writtenBytes += size === undefined ? data.byteLength - offset * unit : size * unit;
});
watch(globalThis.GPUDevice, 'createBuffer', (_, [{ size, mappedAtCreation }]) => {
  if (mappedAtCreation) counts.writtenBytes += size;
});
watch(globalThis.GPUBuffer, 'mapAsync', (buffer, [mode, offset = 0, size]) => {
  if (mode & GPUMapMode.READ) counts.readBytes += size ?? buffer.size - offset;
});
