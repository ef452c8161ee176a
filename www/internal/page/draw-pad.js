/** More would not be told apart, and the oldest make room. */
const MOST_POINTS = 1500;
/** Least distance of two points of one stroke, as a share of the picture. */
const SPACING = 0.012;
const PEN_STEP = 0.04;

/** A square on which a visitor draws points in ±1: by mouse, finger, pen or keyboard. */
export class DrawPad {
  #canvas;
  #onPoints;
  #onPen;
  /** @type {number[]} */
  #points = [];
  #pen = { x: 0, y: 0 };
  #isOn = false;
  #isDrawing = false;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {() => void} onPoints the visitor has put one, or taken some away
   * @param {() => void} onPen it has moved, came, or went
   */
  constructor(canvas, onPoints, onPen) {
    this.#canvas = canvas;
    this.#onPoints = onPoints;
    this.#onPen = onPen;
    canvas.addEventListener('pointerdown', (event) => this.#press(event));
    canvas.addEventListener('pointermove', (event) => this.#move(event));
    for (const end of /** @type {const} */ (['pointerup', 'pointercancel'])) canvas.addEventListener(end, () => void (this.#isDrawing = false));
    canvas.addEventListener('keydown', (event) => this.#key(event));
    for (const change of /** @type {const} */ (['focus', 'blur'])) canvas.addEventListener(change, () => onPen());
  }

  /** x and y in turn, in ±1 */
  get points() {
    return this.#points;
  }

  /** Points that were not put here. */
  set points(points) {
    this.#points = points;
  }

  /** Where the keyboard would put a point; null while it is not at work. */
  get pen() {
    return this.#isOn && this.#canvas.matches(':focus-visible') ? this.#pen : null;
  }

  /** @param {boolean} isOn */
  turn(isOn) {
    this.#isOn = isOn;
  }

  clear() {
    this.#change([]);
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (!this.#isOn || event.button !== 0) return;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#isDrawing = true;
    this.#put(this.#at(event));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#isOn || !this.#isDrawing) return;
    // A fast stroke has more places than events.
    const parts = event.getCoalescedEvents?.() ?? [];
    for (const part of parts.length > 0 ? parts : [event]) {
      const place = this.#at(part);
      const [x = Infinity, y = Infinity] = this.#points.slice(-2);
      if (Math.hypot(place.x - x, place.y - y) >= 2 * SPACING) this.#put(place);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.#isOn || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] });
    const move = moves[event.key];
    if (move) this.#movePen(move);
    else if (event.key === 'Enter') this.#put(this.#pen);
    else if (event.key === 'Backspace' || event.key === 'Delete') this.#change(this.#points.slice(0, -2));
    else return;
    event.preventDefault();
  }

  /** @param {[number, number]} steps */
  #movePen([x, y]) {
    this.#pen = { x: inside(this.#pen.x + PEN_STEP * x), y: inside(this.#pen.y + PEN_STEP * y) };
    this.#onPen();
  }

  /** @param {MouseEvent} event */
  #at(event) {
    const box = this.#canvas.getBoundingClientRect();
    return { x: inside((2 * (event.clientX - box.left)) / box.width - 1), y: inside(1 - (2 * (event.clientY - box.top)) / box.height) };
  }

  /** @param {{ x: number, y: number }} place */
  #put({ x, y }) {
    this.#change([...this.#points, x, y].slice(-2 * MOST_POINTS));
  }

  /** @param {number[]} points */
  #change(points) {
    this.#points = points;
    this.#onPoints();
  }
}

/** @param {number} n */
function inside(n) {
  return Math.min(1, Math.max(-1, n));
}
