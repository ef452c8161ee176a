/** @import { Canvases, SheetName } from '../messages.js' */
/** @import { Ui } from './ui.js' */
import { workersCanDraw } from '../client/drawing.js';

export { canvasBlob as canvasPng, drawSheet, sheetBlob as sheetPng } from '../client/drawing.js';

/**
 * @param {Ui} ui
 * @param {SheetName} name
 */
export function canvasOf(ui, name) {
  return ui.byId(name === 'view' ? 'view-sheet' : name, HTMLCanvasElement);
}

/**
 * The canvases in the worker's hands, for good; null where the browser cannot give them away, or not draw on them there.
 * @param {Ui} ui
 * @returns {Canvases | null}
 */
export function transferCanvases(ui) {
  if (!workersCanDraw()) return null;
  const away = (/** @type {SheetName} */ name) => canvasOf(ui, name).transferControlToOffscreen();
  return { generated: away('generated'), real: away('real'), view: away('view'), chosen: away('chosen') };
}
