/**
 * The density of numbers in equal bins over ± `extent`; those outside count, but are not shown.
 * @param {ArrayLike<number>} values
 * @param {number} extent
 * @param {number} count
 */
export function histogram(values, extent, count) {
  const bins = Array.from({ length: count }, () => 0);
  for (let i = 0; i < values.length; i += 1) {
    const bin = Math.floor((((values[i] ?? 0) / extent + 1) / 2) * count);
    if (bin >= 0 && bin < count) bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const width = (2 * extent) / count;
  return bins.map((n) => n / Math.max(values.length, 1) / width);
}

/**
 * Round numbers within ± `extent`, not at its ends.
 * @param {number} extent
 */
export function ticks(extent) {
  const step = [0.5, 1, 2, 5, 10].find((candidate) => extent / candidate <= 4) ?? 20;
  const most = Math.ceil(extent / step) - 1;
  return Array.from({ length: 2 * most + 1 }, (_, i) => (i - most) * step);
}
