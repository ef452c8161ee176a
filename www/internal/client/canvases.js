/** @import { GantryCanvases } from '../../public/gantry.types.js' */
/** @import { SheetName } from '../messages.js' */
/** @import { Sheet } from '../protocol.js' */
import { PageError } from '../shared/failure.js';
import { drawSheet, givenAway, isOffscreen } from './drawing.js';

/**
 * What was taken of canvases beside which another one could not be had. It cannot be taken twice, so it waits here for
 * the next try.
 * @type {WeakMap<HTMLCanvasElement, OffscreenCanvas | null>}
 */
const kept = new WeakMap();

/** The canvases of a lab. */
export class Canvases {
  /** @type {Map<SheetName, HTMLCanvasElement>} those that this thread draws on */
  #own = new Map();

  /**
   * All of these, or none.
   * @param {GantryCanvases} canvases
   * @returns {Partial<Record<SheetName, OffscreenCanvas | null>>} what the worker draws on from now on; null: nothing any more
   * @throws {PageError} at what is no canvas, or is in other hands
   */
  take(canvases) {
    const given = /** @type {[SheetName, unknown][]} */ (Object.entries(canvases)).filter(([, canvas]) => canvas !== undefined).map(([name, canvas]) => ({ name, canvas: checked(name, canvas) }));
    const taken = given.map(({ name, canvas }, i) => {
      if (canvas && given.findIndex((other) => other.canvas === canvas) < i) throw new PageError('canvas_taken', { name });
      return { name, canvas, away: canvas instanceof HTMLCanvasElement ? controlOf(name, canvas) : canvas };
    });
    for (const { name, canvas, away } of taken) {
      this.#own.delete(name);
      if (!(canvas instanceof HTMLCanvasElement)) continue;
      kept.delete(canvas);
      if (!away) this.#own.set(name, canvas);
    }
    return Object.fromEntries(taken.map(({ name, away }) => [name, away]));
  }

  /**
   * @param {SheetName} name
   * @param {Sheet} sheet
   */
  draw(name, sheet) {
    const canvas = this.#own.get(name);
    if (canvas) drawSheet(canvas, sheet);
  }

  clear() {
    this.#own.clear();
  }
}

/**
 * @param {SheetName} name said in errors
 * @param {unknown} canvas
 */
function checked(name, canvas) {
  if (canvas === null || canvas instanceof HTMLCanvasElement || isOffscreen(canvas)) return canvas;
  throw new PageError('wrong_argument', { reason: 'canvas', name });
}

/**
 * @param {SheetName} name
 * @param {HTMLCanvasElement} canvas
 */
function controlOf(name, canvas) {
  const control = kept.get(canvas) ?? givenAway(name, canvas);
  kept.set(canvas, control);
  return control;
}
