/** @import { Scatter } from '../protocol.js' */
import { plot } from '../page/scatter-plot.js';

/** CSS pixels of one side. */
const SIDE = 490;
const SCALE = 2;
/** The light colours of the page, where no style sheet says others. */
const COLORS = /** @type {Record<string, string>} */ ({
  '--d': '#1d5fa6',
  '--g': '#b4490f',
  '--d-faint': '#1d5fa63d',
  '--g-faint': '#b4490f3d',
  '--grid': '#1b1f2716',
  '--ink': '#1b1f27',
  '--muted': '#5a6070',
});
const PAPER = '#ffffff';

/**
 * A run on points as a picture.
 * @param {Scatter} scatter
 * @param {(n: number) => string} number as the language writes it
 * @returns {HTMLCanvasElement}
 */
export function pointsPicture(scatter, number) {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE * SCALE;
  canvas.height = SIDE * SCALE;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.scale(SCALE, SCALE);
  plot(context, scatter, scatter.real, { width: SIDE, height: SIDE, number, color: (name) => COLORS[name] ?? '#000000' });
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = PAPER;
  context.fillRect(0, 0, SIDE, SIDE);
  return canvas;
}
