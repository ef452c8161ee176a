/** @import { Sheet } from '../protocol.js' */
import { PageError } from '../shared/failure.js';

/** Whether the worker can draw on a canvas of the page: some browsers cannot give one away, or not draw on it there. */
export function workersCanDraw() {
  if (!('transferControlToOffscreen' in HTMLCanvasElement.prototype) || typeof OffscreenCanvas === 'undefined') return false;
  return new OffscreenCanvas(1, 1).getContext('2d') !== null;
}

/**
 * @param {unknown} canvas
 * @returns {canvas is OffscreenCanvas}
 */
export function isOffscreen(canvas) {
  return typeof OffscreenCanvas !== 'undefined' && canvas instanceof OffscreenCanvas;
}

/**
 * The canvas in the worker's hands, for good; null where the page has to draw on it.
 * @param {string} name said in errors
 * @param {HTMLCanvasElement} canvas
 * @returns {OffscreenCanvas | null}
 */
export function givenAway(name, canvas) {
  if (workersCanDraw()) {
    try {
      return canvas.transferControlToOffscreen();
    } catch {
      // It has a context already, which may be one that can be used here.
    }
  }
  if (!context2d(canvas)) throw new PageError('canvas_taken', { name });
  return null;
}

/** @param {HTMLCanvasElement} canvas */
function context2d(canvas) {
  try {
    return canvas.getContext('2d');
  } catch {
    return null;
  }
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
 * The sheet as a picture file, each pixel `scale` pixels wide.
 * @param {Sheet} sheet
 * @param {number} scale
 * @param {string} [type] PNG where the browser does not know it
 * @returns {Promise<Blob>}
 */
export function sheetBlob(sheet, scale, type) {
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
  return canvasBlob(large, type);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string} [type]
 * @returns {Promise<Blob>}
 */
export function canvasBlob(canvas, type = 'image/png') {
  return new Promise((resolve, reject) => void canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob'))), type));
}
