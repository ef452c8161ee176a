/** How threads agree upon who makes which piece of a job: numbers in memory that all of them see. */

/** Places of the numbers. */
const JOB = 0;
const NEXT = 1;
const LIMIT = 2;
const DONE = 3;
const TURN = 4;
const KIND = 5;
const NUMBERS = 6;

/** A ticket is the number of its job, of which these bits are kept, and below them a piece. */
const PIECE_BITS = 16;
const JOBS = 2 ** 15;
/** Looks at a number before its thread sleeps, which costs more than the wait for the next job mostly takes. */
const LOOKS = 5000;
/** Twice as long without an answer, and somebody has gone with a piece in his hands. */
const GONE_MS = 5000;

/** @param {number} ticket */
const pieceOf = (ticket) => ticket & (2 ** PIECE_BITS - 1);
/** @param {number} ticket */
const jobOf = (ticket) => ticket >>> PIECE_BITS;

/** A view of the numbers: one for the thread that has the jobs, and one for each that helps. */
export class Ledger {
  #numbers;
  #job = 0;
  #taken = 0;
  #pieces = 0;
  #turn = 0;

  /** @param {SharedArrayBuffer} [buffer] the one that the others have */
  constructor(buffer = new SharedArrayBuffer(NUMBERS * Int32Array.BYTES_PER_ELEMENT)) {
    this.#numbers = new Int32Array(buffer);
  }

  get buffer() {
    return /** @type {SharedArrayBuffer} */ (this.#numbers.buffer);
  }

  /**
   * Tells of a job.
   * @param {number} kind
   * @param {number} address
   * @param {number} pieces
   */
  begin(kind, address, pieces) {
    const numbers = this.#numbers;
    this.#job = (this.#job + 1) % JOBS;
    this.#taken = 0;
    this.#pieces = pieces;
    Atomics.store(numbers, KIND, kind);
    Atomics.store(numbers, JOB, address);
    Atomics.store(numbers, DONE, 0);
    Atomics.store(numbers, LIMIT, (this.#job << PIECE_BITS) | pieces);
    // Last: whoever holds a ticket of this job finds all of the above.
    Atomics.store(numbers, NEXT, this.#job << PIECE_BITS);
    Atomics.add(numbers, TURN, 1);
    Atomics.notify(numbers, TURN);
  }

  /** A piece that nobody else will take, or -1. */
  take() {
    const ticket = Atomics.add(this.#numbers, NEXT, 1);
    const limit = Atomics.load(this.#numbers, LIMIT);
    // A ticket that was drawn between two jobs is of neither.
    if (jobOf(ticket) !== jobOf(limit) || pieceOf(ticket) >= pieceOf(limit)) return -1;
    this.#taken += 1;
    return pieceOf(ticket);
  }

  /**
   * Waits for the pieces that others have taken.
   * @param {number} [goneMs]
   */
  end(goneMs = GONE_MS) {
    const missing = this.#pieces - this.#taken;
    // Waits are counted, and not the time: a browser may freeze all threads for as long as it likes.
    for (let unanswered = 0; unanswered < 2; unanswered += 1) {
      const done = this.#watch(DONE, (number) => number === missing);
      if (done === missing) return;
      if (Atomics.wait(this.#numbers, DONE, done, goneMs) !== 'timed-out') unanswered = -1;
    }
    // What a panic throws: the job is not done, and the instance must not go on with it.
    throw new WebAssembly.RuntimeError('a thread that helped does not answer');
  }

  /** Kind of the job that a ticket was drawn for. */
  get kind() {
    return Atomics.load(this.#numbers, KIND);
  }

  /** Its address. */
  get address() {
    return Atomics.load(this.#numbers, JOB);
  }

  /** A piece that was taken is done. */
  tick() {
    Atomics.add(this.#numbers, DONE, 1);
    Atomics.notify(this.#numbers, DONE);
  }

  /** Sleeps until there is another job than last time. */
  sleep() {
    const turn = this.#watch(TURN, (number) => number !== this.#turn);
    if (turn === this.#turn) Atomics.wait(this.#numbers, TURN, turn);
    this.#turn = Atomics.load(this.#numbers, TURN);
  }

  /**
   * @param {number} place
   * @param {(number: number) => boolean} isWanted
   * @returns what is there, wanted or not, after some looks
   */
  #watch(place, isWanted) {
    let number = Atomics.load(this.#numbers, place);
    for (let look = 0; look < LOOKS && !isWanted(number); look += 1) number = Atomics.load(this.#numbers, place);
    return number;
  }
}
