/** @import { Sheet } from '../protocol.js' */
/** @import { Post, SheetName } from '../messages.js' */

/** Draws sheets on a canvas of the page, and hands them over where the page draws them itself. */
export class Painter {
  #which;
  #canvas;
  #post;
  #handsOver;

  /**
   * @param {SheetName} which
   * @param {OffscreenCanvas | null} canvas
   * @param {Post} post
   * @param {boolean} handsOver whether the page wants every sheet
   */
  constructor(which, canvas, post, handsOver) {
    this.#which = which;
    this.#canvas = canvas;
    this.#post = post;
    this.#handsOver = handsOver;
  }

  /** @param {OffscreenCanvas | null} canvas from now on */
  use(canvas) {
    this.#canvas = canvas;
  }

  /** @param {Sheet} sheet */
  draw(sheet) {
    if (this.#canvas) drawOn(this.#canvas, sheet);
    // The pixels move instead of being copied, so they are handed over last.
    if (this.#handsOver) this.#post({ type: 'sheet', which: this.#which, sheet }, [sheet.rgba.buffer]);
  }
}

/**
 * @param {OffscreenCanvas} canvas
 * @param {Sheet} sheet
 */
function drawOn(canvas, { width, height, rgba }) {
  // Setting a size clears the canvas, so it is set only when it differs.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
}
