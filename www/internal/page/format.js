const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** @param {number} n */
export function formatCount(n) {
  return whole.format(n);
}

/**
 * Always the same number of decimals: a readout that changes its width is hard to read.
 * @param {number} n
 * @param {number} decimals
 */
export function formatFixed(n, decimals) {
  if (!Number.isFinite(n)) return Number.isNaN(n) ? 'NaN' : n > 0 ? '∞' : '−∞';
  return n.toFixed(decimals).replace('-', '−');
}

/**
 * Measures are of any size: three digits tell enough.
 * @param {number} n
 */
export function formatMeasure(n) {
  if (Number.isNaN(n)) return '–';
  const size = Math.abs(n);
  return formatFixed(n, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4);
}

/** @param {number} n iterations per second, from one in many seconds to thousands */
export function formatRate(n) {
  if (n <= 0) return '–';
  return formatFixed(n, n < 10 ? 2 : n < 100 ? 1 : 0);
}

/**
 * A number as it is written in fields and links: short, and read back as the same number.
 * @param {number} n
 */
export function formatNumber(n) {
  if (n !== 0 && Math.abs(n) < 1e-4) return n.toExponential();
  return String(n);
}

/**
 * Slider positions would give numbers such as 0.00021134890398366466.
 * @param {number} n
 */
export function roundToTwoDigits(n) {
  return n === 0 ? 0 : Number(n.toPrecision(2));
}

/**
 * @param {number} bytes
 * @returns {{ n: string, unit: 'kb' | 'mb' }}
 */
export function bytesParts(bytes) {
  if (bytes < 950_000) return { n: formatCount(bytes / 1000), unit: 'kb' };
  return { n: formatFixed(bytes / 1e6, 1), unit: 'mb' };
}
