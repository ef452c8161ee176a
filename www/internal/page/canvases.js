/** @import { Canvases, SheetName } from '../messages.js' */
/** @import { Sheet } from '../protocol.js' */
/** @import { Ui } from './ui.js' */

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
  if (!('transferControlToOffscreen' in HTMLCanvasElement.prototype) || typeof OffscreenCanvas === 'undefined') return null;
  if (!new OffscreenCanvas(1, 1).getContext('2d')) return null;
  const away = (/** @type {SheetName} */ name) => canvasOf(ui, name).transferControlToOffscreen();
  return { generated: away('generated'), real: away('real'), view: away('view'), chosen: away('chosen') };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Sheet} sheet
 */
export function drawSheet(canvas, { width, height, rgba }) {
  // Setting a size clears the canvas and the page would flicker.
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
}

/**
 * The sheet as a PNG, each pixel `scale` pixels wide.
 * @param {Sheet} sheet
 * @param {number} scale
 * @returns {Promise<Blob>}
 */
export async function sheetPng(sheet, scale) {
  const small = document.createElement('canvas');
  drawSheet(small, sheet);
  const large = document.createElement('canvas');
  large.width = sheet.width * scale;
  large.height = sheet.height * scale;
  const context = large.getContext('2d');
  if (context) {
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, large.width, large.height);
  }
  return canvasPng(large);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
export function canvasPng(canvas) {
  return new Promise((resolve, reject) => void canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob'))), 'image/png'));
}
