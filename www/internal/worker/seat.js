/** @import { Command, Post, SheetName } from '../messages.js' */
/** @import { Supply } from './supply.js' */
import { learnsImages } from '../shared/learned.js';
import { Exams } from './exams.js';
import { LabOpener } from './lab-opener.js';
import { Painter } from './painter.js';
import { Session } from './session.js';
import { Training } from './training.js';
import { Turns } from './turns.js';
import { Views } from './views.js';

/** Longer, and the answer is that there is no data yet. */
const STEP_WAITS_MS = 3000;
/** Whoever asks for these after a step does not want it any more. */
const OVERTAKING = ['play', 'reset', 'restore'];

/** Everything that belongs to one lab of this worker. */
export class Seat {
  #turns = new Turns();
  #session;
  #training;
  #views;
  #painters;
  #stopProgress;
  /** How often a step that still waited would have been overtaken. */
  #overtaken = 0;

  /**
   * @param {Extract<Command, { type: 'start' }>} start
   * @param {Supply} supply
   * @param {Post} post
   * @param {() => number} sharers how many labs are training
   */
  constructor(start, supply, post, sharers) {
    const { data, modules } = supply;
    const painter = (/** @type {SheetName} */ name) => new Painter(name, start.canvases[name] ?? null, post, start.sheets);
    this.#painters = { generated: painter('generated'), real: painter('real'), view: painter('view'), chosen: painter('chosen') };
    this.#session = new Session({
      opener: new LabOpener(modules, post),
      data,
      turns: this.#turns,
      post,
      drawReal: (lab) => {
        this.#painters.real.draw(lab.real_images());
        this.#training.dataChanged();
      },
      onRun: (iteration) => this.#training.begin(iteration),
    });
    this.#views = new Views(this.#session, this.#painters, post);
    const exams = new Exams(this.#session, data, post);
    this.#training = new Training(this.#session, this.#turns, post, this.#views, exams, sharers);
    this.#stopProgress = data.onProgress((loaded, total, done) => {
      if (!this.#session.isOfPoints) post({ type: 'progress', phase: 'data', loaded, total, done });
    });
    // Data and module are fetched side by side.
    if (learnsImages(start.settings.variant)) data.expect();
    void this.#training.loop();
  }

  get isRunning() {
    return this.#training.isRunning;
  }

  /** @param {Command} command */
  obey(command) {
    // A run that will be thrown away takes no more turns while the task waits for its own.
    if (command.type === 'dispose') this.#training.suspend();
    if (OVERTAKING.includes(command.type)) this.#overtaken += 1;
    const turn = () => this.#turns.add(() => this.#do(command));
    return command.type === 'step' && this.#session.lacksData ? this.#withData(turn) : turn();
  }

  /**
   * Who is quicker than the first images waits a little for them.
   * @param {() => Promise<unknown>} step
   */
  async #withData(step) {
    const before = this.#overtaken;
    await this.#session.someData(STEP_WAITS_MS);
    return this.#overtaken === before ? step() : false;
  }

  /** @param {Command} command */
  async #do(command) {
    const session = this.#session;
    const training = this.#training;
    switch (command.type) {
      case 'start':
        await (command.tolerant ? session.startTolerant(command.settings) : session.start(command.settings));
        return session.settings;
      case 'play':
        return training.play();
      case 'pause':
        return training.pause();
      case 'suspend':
        return training.suspend();
      case 'resume':
        return training.resume();
      case 'step':
        return training.step(command.what);
      case 'reset':
        await session.start(command.settings);
        return session.settings;
      case 'set_option':
        await session.setOption(command.key, command.value);
        return session.settings;
      case 'resolve':
        return session.resolve(command.settings);
      case 'look':
        return this.#views.look(command.wanted);
      case 'attach':
        return this.#attach(command.canvases);
      case 'set_drawn':
        await session.setDrawn(command.points);
        return training.dataChanged();
      case 'sheet':
        return session.call((lab) => lab.samples());
      case 'picture':
        return this.#picture();
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
      case 'dispose':
        return this.#dispose();
    }
  }

  async #picture() {
    const scatter = (await this.#session.call((lab) => lab.scatter())) ?? null;
    return { scatter, sheet: scatter ? null : await this.#session.call((lab) => lab.samples()) };
  }

  /** @param {Partial<Record<SheetName, OffscreenCanvas | null>>} canvases */
  async #attach(canvases) {
    for (const [name, canvas] of Object.entries(canvases)) this.#painters[/** @type {SheetName} */ (name)].use(canvas);
    if (!this.#session.isOpen) return;
    const { lab } = this.#session;
    if (lab.dataset()) this.#painters.real.draw(lab.real_images());
    await this.#training.show();
  }

  async #dispose() {
    this.#stopProgress();
    this.#turns.dispose();
    for (const painter of Object.values(this.#painters)) painter.use(null);
    await this.#session.dispose();
  }
}
