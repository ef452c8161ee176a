/** @import { Sheet } from '../protocol.js' */
/** @import { SheetName } from '../messages.js' */

/** Draws sheets on one canvas of the page, or hands them over where a canvas cannot leave the page's thread. */
export class Painter {
  #which;
  #canvas;
  #post;

  /**
   * @param {SheetName} which
   * @param {OffscreenCanvas | undefined} canvas
   * @param {(event: import('../messages.js').WorkerEvent) => void} post
   */
  constructor(which, canvas, post) {
    this.#which = which;
    this.#canvas = canvas;
    this.#post = post;
  }

  /** @param {Sheet} sheet */
  draw(sheet) {
    if (!this.#canvas) return this.#post({ type: 'sheet', which: this.#which, sheet });
    // Setting a size clears the canvas, so it is set only when it differs.
    if (this.#canvas.width !== sheet.width) this.#canvas.width = sheet.width;
    if (this.#canvas.height !== sheet.height) this.#canvas.height = sheet.height;
    const context = this.#canvas.getContext('2d');
    context?.putImageData(new ImageData(sheet.rgba, sheet.width, sheet.height), 0, 0);
  }
}
