/** @import { Lab, Sheet } from '../protocol.js' */
/** @import { Post, Wanted } from '../messages.js' */
/** @import { Painter } from './painter.js' */
/** @import { Session } from './session.js' */
import { errorCode } from '../shared/failure.js';

/** @type {Wanted} */
const NOTHING = { view: null, chosen: null };
/** Some variants draw from real images, whose pictures follow with the first ones; and the variant may have changed. */
const MEANWHILE = ['dataset_unusable', 'incompatible'];

/** What a run shows beside its figures: samples or points, and the variant's own view where it is on the screen. */
export class Views {
  #session;
  #painters;
  #post;
  #wanted = NOTHING;

  /**
   * @param {Session} session
   * @param {{ generated: Painter, view: Painter, chosen: Painter }} painters
   * @param {Post} post
   */
  constructor(session, painters, post) {
    this.#session = session;
    this.#painters = painters;
    this.#post = post;
  }

  /** A run begins, perhaps of a variant that has no such view: the page will say what it wants of this one. */
  begin() {
    this.#wanted = NOTHING;
  }

  async draw() {
    const scatter = (await this.#session.call((lab) => lab.scatter())) ?? null;
    this.#post({ type: 'scatter', scatter: scatter && { ...scatter, drawn: this.#session.drawn } });
    if (!scatter) await this.#paint(this.#painters.generated, (lab) => lab.samples());
    await this.#drawWanted();
  }

  /** @param {Wanted} wanted drawn at once, and with the samples from now on */
  async look(wanted) {
    this.#wanted = wanted;
    await this.#drawWanted();
  }

  async #drawWanted() {
    const { view, chosen } = this.#wanted;
    if (view) await this.#paint(this.#painters.view, (lab) => lab.view(view));
    if (chosen) await this.#paint(this.#painters.chosen, (lab) => lab.view(chosen));
  }

  /**
   * @param {Painter} painter
   * @param {(lab: Lab) => Promise<Sheet>} picture
   */
  async #paint(painter, picture) {
    try {
      painter.draw(await this.#session.call(picture));
    } catch (error) {
      if (!MEANWHILE.includes(errorCode(error))) throw error;
    }
  }
}
