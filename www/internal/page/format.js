/** Numbers as one language writes them. */
export class Numbers {
  #locale;
  #whole;
  /** @type {Map<number, Intl.NumberFormat>} */
  #fixed = new Map();

  /** @param {string} locale */
  constructor(locale) {
    this.#locale = locale;
    this.#whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  }

  /** @param {number} n */
  count(n) {
    return this.#whole.format(n);
  }

  /**
   * Always the same number of decimals: a readout that changes its width is hard to read.
   * @param {number} n
   * @param {number} decimals
   */
  fixed(n, decimals) {
    if (!Number.isFinite(n)) return Number.isNaN(n) ? 'NaN' : n > 0 ? '∞' : '−∞';
    let format = this.#fixed.get(decimals);
    if (!format) {
      format = new Intl.NumberFormat(this.#locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: false });
      this.#fixed.set(decimals, format);
    }
    return format.format(n).replace('-', '−');
  }

  /**
   * Measures are of any size: three digits tell enough.
   * @param {number} n
   */
  measure(n) {
    if (Number.isNaN(n)) return '–';
    const size = Math.abs(n);
    return this.fixed(n, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4);
  }

  /** @param {number} n iterations per second, from one in many seconds to thousands */
  rate(n) {
    if (n <= 0) return '–';
    return this.fixed(n, n < 10 ? 2 : n < 100 ? 1 : 0);
  }

  /**
   * @param {number} bytes
   * @returns {{ n: string, unit: 'kb' | 'mb' }}
   */
  bytes(bytes) {
    if (bytes < 950_000) return { n: this.count(bytes / 1000), unit: 'kb' };
    return { n: this.fixed(bytes / 1e6, 1), unit: 'mb' };
  }
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
