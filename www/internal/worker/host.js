/** @import { Command, WorkerEvent } from '../messages.js' */
import { PageError, toFailure } from '../shared/failure.js';
import { learnsImages } from '../shared/learned.js';
import { Seat } from './seat.js';
import { Supply } from './supply.js';

/** The labs of this worker, by their number. */
export class Host {
  #send;
  /** @type {Map<number, Seat>} */
  #seats = new Map();
  /** @type {Map<string, Supply>} */
  #supplies = new Map();

  /** @param {(event: WorkerEvent, transfer?: Transferable[]) => void} send */
  constructor(send) {
    this.#send = send;
  }

  /**
   * @param {string} root the folder of the assets
   * @param {string | null} variant what will be trained, where that is known
   */
  expect(root, variant) {
    const { data } = this.#supply(root);
    if (learnsImages(variant)) data.expect();
  }

  /** @param {Command} command */
  async obey(command) {
    const { id, lab } = command;
    try {
      const value = await this.#seat(command).obey(command);
      if (command.type === 'dispose') this.#seats.delete(lab);
      this.#send({ type: 'answer', lab, id, value });
    } catch (error) {
      this.#send({ type: 'refusal', lab, id, failure: toFailure(error) });
    }
  }

  /** @param {Command} command */
  #seat(command) {
    const { lab } = command;
    const seat = this.#seats.get(lab);
    if (seat) return seat;
    if (command.type !== 'start') throw new PageError('disposed');
    const sharers = () => [...this.#seats.values()].filter(({ isRunning }) => isRunning).length;
    const fresh = new Seat(command, this.#supply(command.assets), (event, transfer) => this.#send({ ...event, lab }, transfer), sharers);
    this.#seats.set(lab, fresh);
    return fresh;
  }

  /** @param {string} root */
  #supply(root) {
    let supply = this.#supplies.get(root);
    if (!supply) {
      supply = new Supply(new URL(root));
      this.#supplies.set(root, supply);
    }
    return supply;
  }
}
