/** @import { Command, SheetName, WorkerEvent } from './messages.js' */
import { toFailure } from './shared/failure.js';
import { DataStream } from './worker/data-stream.js';
import { watchGpuDevices } from './worker/gpu-watch.js';
import { LabOpener } from './worker/lab-opener.js';
import { ModuleLoader } from './worker/module-loader.js';
import { Painter } from './worker/painter.js';
import { Session } from './worker/session.js';
import { Training } from './worker/training.js';
import { Turns } from './worker/turns.js';
import { Views } from './worker/views.js';

const siteRoot = new URL('../../', import.meta.url);

/** @param {WorkerEvent} event */
const post = (event) => self.postMessage(event);

/** @param {'module' | 'data'} phase */
const progressOf = (phase) => (/** @type {number} */ loaded, /** @type {number} */ total, /** @type {boolean} */ done) =>
  post({ type: 'progress', phase, loaded, total, done });

/** @param {Extract<Command, { type: 'start' }>} start */
function assemble(start) {
  const turns = new Turns();
  const data = new DataStream(siteRoot, progressOf('data'));
  const modules = new ModuleLoader(siteRoot, progressOf('module'));
  const painter = (/** @type {SheetName} */ name) => new Painter(name, start.canvases?.[name], post);
  const real = painter('real');
  const session = new Session({
    opener: new LabOpener(modules, post),
    data,
    turns,
    post,
    drawReal: (lab) => {
      real.draw(lab.real_images());
      training.dataChanged();
    },
    onRun: (iteration) => training.begin(iteration),
  });
  const views = new Views(session, { generated: painter('generated'), view: painter('view'), chosen: painter('chosen') }, post);
  const training = new Training(session, turns, post, views);
  // Data and module are fetched side by side; an error of this one is told when the data is needed.
  data.shard(0).catch(() => {});
  void training.loop();
  return { turns, session, training, views };
}

/**
 * @param {ReturnType<typeof assemble>} parts
 * @param {Command} command
 */
async function obey({ session, training, views }, command) {
  switch (command.type) {
    case 'start':
      await session.startTolerant(command.settings);
      return session.settings;
    case 'play':
      return training.play();
    case 'pause':
      return training.pause();
    case 'step':
      return training.step(command.what);
    case 'reset':
      await session.start(command.settings);
      return session.settings;
    case 'set_option':
      await session.call((lab) => lab.set_option(command.key, command.value));
      return session.settings;
    case 'resolve':
      return session.resolve(command.settings);
    case 'look':
      return views.look(command.wanted);
    case 'set_drawn':
      await session.setDrawn(command.points);
      return training.dataChanged();
    case 'sheet':
      return session.call((lab) => lab.samples());
    case 'weights':
      return session.call((lab) => lab.generator_safetensors());
    case 'log':
      return session.call((lab) => lab.log_csv());
    case 'checkpoint':
      return session.call((lab) => lab.checkpoint());
    case 'restore':
      await session.restore(command.bytes);
      return session.settings;
    case 'use_files':
      await session.use({ type: 'own', name: command.name, images: command.images, labels: command.labels });
      return session.lab.dataset();
    case 'use_mnist':
      return session.use({ type: 'mnist' });
  }
}

watchGpuDevices();

/** @type {ReturnType<typeof assemble> | null} */
let parts = null;

self.addEventListener('message', (event) => {
  const command = /** @type {MessageEvent<Command>} */ (event).data;
  if (command.type === 'start') parts = assemble(command);
  if (!parts) return;
  const ready = parts;
  ready.turns
    .add(() => obey(ready, command))
    .then((value) => post({ type: 'answer', id: command.id, value }))
    .catch((error) => post({ type: 'refusal', id: command.id, failure: toFailure(error) }));
});
