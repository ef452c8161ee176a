/**
 * @param {number[]} values
 * @param {number} share 0 to 1
 */
function quantile(values, share) {
  const sorted = values.slice().sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
  return low + (high - low) * (at - Math.floor(at));
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/**
 * Median and quartiles.
 * @param {number[]} values
 */
export const spread = (values) => ({
  median: median(values),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
  count: values.length,
});
