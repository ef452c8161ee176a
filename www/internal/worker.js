/** @import { Announcement, Command } from './messages.js' */
import { watchGpuDevices } from './worker/gpu-watch.js';
import { HELPER, help } from './worker/helper.js';
import { Host } from './worker/host.js';

if (self.name === HELPER) help();
else serve();

function serve() {
  watchGpuDevices();
  const host = new Host((event, transfer = []) => self.postMessage(event, { transfer }));
  self.addEventListener('message', (event) => {
    const { data } = /** @type {MessageEvent<Announcement | Command>} */ (event);
    if (data.type === 'expect') host.expect(data.assets, data.variant);
    else void host.obey(data);
  });
}
