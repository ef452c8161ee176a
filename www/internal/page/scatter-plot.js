/** @import { Scatter } from '../protocol.js' */
import { histogram, ticks } from './bins.js';

/**
 * @typedef {object} Look
 * @property {(name: string) => string} color of the style sheets
 * @property {number} width in CSS pixels
 * @property {number} height
 * @property {(n: number) => string} number as the language writes it
 * @property {boolean} [isOptimal] whether the map is what the best discriminator believes
 */

/** At most so opaque is the map: the points over it must be seen. */
const MAP_ALPHA = 0.55;
const REAL_RADIUS = 2.6;
const GENERATED_RADIUS = 2;
const FONT = '11px system-ui, sans-serif';
const BINS = 60;
const FOOT = 18;

/**
 * @param {CanvasRenderingContext2D} context scaled to CSS pixels
 * @param {Scatter} scatter
 * @param {ArrayLike<number>} real x and y in turn, or x alone
 * @param {Look} look
 */
export function plot(context, scatter, real, look) {
  context.clearRect(0, 0, look.width, look.height);
  if (scatter.dimensions === 1) plotLine(context, scatter, real, look);
  else plotPlane(context, scatter, real, look);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scatter} scatter
 * @param {ArrayLike<number>} real
 * @param {Look} look
 */
function plotPlane(context, { generated, belief, optimal, cells, extent }, real, look) {
  const { width, height, color, number } = look;
  const map = (look.isOptimal && optimal) || belief;
  const x = (/** @type {number} */ value) => ((value / extent + 1) / 2) * width;
  const y = (/** @type {number} */ value) => ((1 - value / extent) / 2) * height;
  if (map) paintMap(context, map, cells, look);
  context.font = FONT;
  context.lineWidth = 1;
  for (const tick of ticks(extent)) {
    context.strokeStyle = color('--grid');
    context.beginPath();
    context.moveTo(x(tick), 0);
    context.lineTo(x(tick), height);
    context.moveTo(0, y(tick));
    context.lineTo(width, y(tick));
    context.stroke();
    context.fillStyle = color('--muted');
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    context.fillText(number(tick), x(tick), height - 3);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    if (tick !== 0) context.fillText(number(tick), 4, y(tick));
  }
  context.strokeStyle = color('--d');
  context.lineWidth = 1.2;
  context.globalAlpha = 0.75;
  dots(context, real, x, y, REAL_RADIUS, 'stroke');
  context.globalAlpha = 0.85;
  context.fillStyle = color('--g');
  dots(context, generated, x, y, GENERATED_RADIUS, 'fill');
  context.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ArrayLike<number>} points
 * @param {(value: number) => number} x
 * @param {(value: number) => number} y
 * @param {number} radius
 * @param {'stroke' | 'fill'} how rings and discs: the colours are not the only difference
 */
function dots(context, points, x, y, radius, how) {
  for (let i = 0; i + 1 < points.length; i += 2) {
    context.beginPath();
    context.arc(x(points[i] ?? 0), y(points[i + 1] ?? 0), radius, 0, 2 * Math.PI);
    context[how]();
  }
}

/**
 * Blue where D believes in real points, orange where it does not, nothing where it cannot tell.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} belief of D, or of the best
 * @param {number} cells
 * @param {Look} look
 */
function paintMap(context, belief, cells, { width, height, color }) {
  const small = document.createElement('canvas');
  small.width = cells;
  small.height = cells;
  const inner = small.getContext('2d');
  if (!inner) return;
  const real = rgb(color('--d'));
  const fake = rgb(color('--g'));
  const image = inner.createImageData(cells, cells);
  belief.forEach((value, i) => {
    const lean = 2 * value - 1;
    const [r, g, b] = lean > 0 ? real : fake;
    image.data.set([r, g, b, 255 * MAP_ALPHA * Math.min(1, Math.abs(lean))], 4 * i);
  });
  inner.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, width, height);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scatter} scatter
 * @param {ArrayLike<number>} real
 * @param {Look} look
 */
function plotLine(context, { generated, belief, optimal, cells, extent }, real, { width, height, color, number }) {
  const floor = height - FOOT;
  const x = (/** @type {number} */ value) => ((value / extent + 1) / 2) * width;
  const bars = [
    { bins: histogram(real, extent, BINS), ink: color('--d'), wash: color('--d-faint'), dash: [] },
    { bins: histogram(generated, extent, BINS), ink: color('--g'), wash: color('--g-faint'), dash: [5, 3] },
  ];
  const top = Math.max(...bars.flatMap(({ bins }) => bins), 1e-9);
  const y = (/** @type {number} */ density) => floor - (density / top) * floor * 0.86;
  context.font = FONT;
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  context.lineWidth = 1;
  for (const tick of ticks(extent)) {
    context.strokeStyle = color('--grid');
    context.beginPath();
    context.moveTo(x(tick), 0);
    context.lineTo(x(tick), floor);
    context.stroke();
    context.fillStyle = color('--muted');
    context.fillText(number(tick), x(tick), height - 2);
  }
  for (const { bins, ink, wash, dash } of bars) {
    const path = new Path2D();
    path.moveTo(0, floor);
    bins.forEach((density, i) => {
      path.lineTo((i / BINS) * width, y(density));
      path.lineTo(((i + 1) / BINS) * width, y(density));
    });
    path.lineTo(width, floor);
    context.fillStyle = wash;
    context.fill(path);
    context.strokeStyle = ink;
    context.lineWidth = 1.8;
    context.setLineDash(dash);
    context.stroke(path);
  }
  const share = (/** @type {number} */ value) => 4 + (1 - value) * (floor - 8);
  context.setLineDash([2, 3]);
  context.strokeStyle = color('--muted');
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, share(0.5));
  context.lineTo(width, share(0.5));
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = color('--muted');
  context.textAlign = 'left';
  context.fillText('½', 4, share(0.5) - 2);
  const curve = (/** @type {number[]} */ values) => {
    context.beginPath();
    values.forEach((value, i) => context.lineTo(((i + 0.5) / cells) * width, share(value)));
    context.stroke();
  };
  context.strokeStyle = color('--ink');
  if (optimal) {
    context.lineWidth = 1.4;
    context.setLineDash([7, 4]);
    curve(optimal);
    context.setLineDash([]);
  }
  if (!belief) return;
  context.lineWidth = 2.2;
  curve(belief);
}

/**
 * @param {string} color `rgb(…)`, as computed styles have it
 * @returns {[number, number, number]}
 */
function rgb(color) {
  const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return [r, g, b];
}
