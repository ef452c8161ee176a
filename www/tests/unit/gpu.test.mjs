import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deferred } from '../../internal/shared/deferred.js';
import { watchGpuDevices } from '../../internal/worker/gpu-watch.js';
import { Instance } from '../../internal/worker/instance.js';

class GPUAdapter {
  async requestDevice() {
    const lost = deferred();
    return Object.assign(new EventTarget(), { lost: lost.promise, destroy: () => lost.resolve({ message: '', reason: 'destroyed' }) });
  }
}
Object.assign(globalThis, { self: new EventTarget(), GPUAdapter });
watchGpuDevices();

const adapter = /** @type {any} */ (new GPUAdapter());

/** An instance that opens its device in its first call, and takes its time. @returns {Promise<{ instance: Instance, device: any }>} */
async function opened() {
  const instance = new Instance('webgpu', /** @type {any} */ ({}));
  const device = await instance.call(async () => {
    await new Promise((resolve) => void setTimeout(resolve, 2));
    return adapter.requestDevice();
  });
  return { instance, device };
}

const turn = () => new Promise((resolve) => void setTimeout(resolve));

test('a device that is lost takes the instance that opened it, whichever was opened last', async () => {
  const [first, second] = await Promise.all([opened(), opened()]);
  assert.notEqual(first.device, second.device);
  const stuck = first.instance.call(() => new Promise(() => {}));
  first.device.destroy();
  await assert.rejects(stuck, { message: 'destroyed' });
  assert.deepEqual([first.instance.isLost, second.instance.isLost], [true, false]);
  assert.equal(await second.instance.call(() => 7), 7);
  second.device.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: { message: 'out of memory' } }));
  assert.equal(second.instance.isLost, true);
});

test('an instance that has been given up hears nothing more of its device', async () => {
  const { instance, device } = await opened();
  instance.lose('a panic');
  device.destroy();
  await turn();
  await assert.rejects(instance.call(() => 1), { message: 'a panic' });
});

test('who waits for the turn to open a device is not inside its module when another one panics', async () => {
  const [slow, waiting] = [new Instance('webgpu', /** @type {any} */ ({})), new Instance('webgpu', /** @type {any} */ ({}))];
  const stuck = slow.call(() => new Promise(() => {}));
  const next = waiting.call(() => 'opened');
  await turn();
  self.dispatchEvent(Object.assign(new Event('error'), { error: new WebAssembly.RuntimeError('unreachable') }));
  await assert.rejects(stuck, { message: 'unreachable' });
  assert.equal(await next, 'opened');
  assert.equal(waiting.isLost, false);
});
