/** @import { Command } from './messages.js' */
import { watchGpuDevices } from './worker/gpu-watch.js';
import { Host } from './worker/host.js';

watchGpuDevices();

const host = new Host((event, transfer = []) => self.postMessage(event, { transfer }));

self.addEventListener('message', (event) => void host.obey(/** @type {MessageEvent<Command>} */ (event).data));
