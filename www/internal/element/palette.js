import { el } from '../page/dom.js';

const NAMES = ['d', 'g', 'm', 'd-faint', 'g-faint', 'm-faint', 'grid', 'ink', 'muted', 'rule', 'paper'];

/**
 * The colours of the style sheets for what is drawn by scripts. A page may set them in any notation, and may turn dark
 * at any time without saying so: each colour is worn by an element, whose transition tells of a change.
 */
export class Palette {
  #probes = new Map(NAMES.map((name) => [`--${name}`, el('i', { className: `ink-${name}` })]));
  /** @type {Map<string, string>} */
  #known = new Map();
  #pixel = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });

  /**
   * @param {HTMLElement} base
   * @param {() => void} onChange
   */
  constructor(base, onChange) {
    const worn = el('div', { className: 'palette', 'aria-hidden': 'true' }, ...this.#probes.values());
    let isDue = false;
    worn.addEventListener('transitionend', () => {
      if (isDue) return;
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        this.#known.clear();
        onChange();
      });
    });
    base.append(worn);
  }

  /** @param {string} name such as `--d` */
  color(name) {
    let color = this.#known.get(name);
    if (color === undefined) {
      color = this.#read(name);
      this.#known.set(name, color);
    }
    return color;
  }

  /** @param {string} name */
  #read(name) {
    const probe = this.#probes.get(name);
    if (!probe || !this.#pixel) return 'gray';
    this.#pixel.clearRect(0, 0, 1, 1);
    this.#pixel.fillStyle = getComputedStyle(probe).color;
    this.#pixel.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 255] = this.#pixel.getImageData(0, 0, 1, 1).data;
    return `rgb(${r} ${g} ${b} / ${a / 255})`;
  }
}
