/**
 * A number as it is written in fields and links, the same in every language: short, and read back as the same number.
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

const ABSENT = '–';

/** Numbers as a language writes them. */
export class Numbers {
  #locale;
  /** @type {Map<string, Intl.NumberFormat>} making one takes longer than using it */
  #formats = new Map();

  /** @param {string} locale */
  constructor(locale) {
    this.#locale = locale;
  }

  /**
   * A number of any kind in a sentence or on an axis.
   * @param {number} n
   */
  number(n) {
    return Number.isInteger(n) ? this.count(n) : this.#write(n, { maximumSignificantDigits: 6 });
  }

  /** @param {number} n */
  count(n) {
    return this.#write(n, { maximumFractionDigits: 0 });
  }

  /**
   * Always the same number of decimals: a readout that changes its width is hard to read.
   * @param {number} n
   * @param {number} decimals
   */
  fixed(n, decimals) {
    return this.#write(n, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  }

  /**
   * Measures are of any size: three digits tell enough.
   * @param {number} n
   */
  measure(n) {
    if (Number.isNaN(n)) return ABSENT;
    const size = Math.abs(n);
    return this.fixed(n, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4);
  }

  /** @param {number} n iterations per second, from one in many seconds to thousands */
  rate(n) {
    if (n <= 0) return ABSENT;
    return this.fixed(n, n < 10 ? 2 : n < 100 ? 1 : 0);
  }

  /** @param {number} share from 0 to 1 */
  percent(share) {
    return this.#write(share, { style: 'percent', maximumFractionDigits: 0 });
  }

  /** @param {number} share the same, where a tenth of a percent matters */
  share(share) {
    return this.#write(share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  }

  /** @param {number} n the size of a file or a download */
  bytes(n) {
    const [size, unit, decimals] = n < 950_000 ? /** @type {const} */ ([n / 1000, 'kilobyte', 0]) : /** @type {const} */ ([n / 1e6, 'megabyte', 1]);
    return this.#write(size, { style: 'unit', unit, minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  }

  /**
   * @param {number} n
   * @param {Intl.NumberFormatOptions} options
   */
  #write(n, options) {
    if (Number.isNaN(n)) return 'NaN';
    const name = JSON.stringify(options);
    let format = this.#formats.get(name);
    if (!format) this.#formats.set(name, (format = new Intl.NumberFormat(this.#locale, { ...options, signDisplay: 'negative' })));
    // A minus as wide as a digit, where most languages settle for a hyphen; and a number is not torn from its unit.
    return format.format(n).replace('-', '−').replaceAll(' ', '\u00a0');
  }
}
