import { byId, el } from './dom.js';
import { remember } from './remembered.js';

const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);

/** Half a disc, a sun and a moon: a phone has no room for the words. */
const ICONS = {
  auto: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 3v10A5 5 0 0 1 8 3z',
  light: 'M8 4.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8zM7.2.8h1.6v2.4H7.2zM7.2 12.8h1.6v2.4H7.2zM.8 7.2h2.4v1.6H.8zM12.8 7.2h2.4v1.6h-2.4zM2.3 3.5l1.2-1.2 1.6 1.6-1.2 1.2zM10.9 12.1l1.2-1.2 1.6 1.6-1.2 1.2zM12.5 2.3l1.2 1.2-1.6 1.6-1.2-1.2zM3.9 10.9l1.2 1.2-1.6 1.6-1.2-1.2z',
  dark: 'M13.8 10.2A6.2 6.2 0 0 1 5.8 2.2a6.3 6.3 0 1 0 8 8z',
};

/**
 * The custom properties are registered as colours, so that their computed value is one, and not the `light-dark()` it
 * came from.
 * @returns {import('./ui.js').Look}
 */
export function pageLook() {
  const style = getComputedStyle(document.documentElement);
  return { color: (name) => style.getPropertyValue(name).trim(), heading: 'h2', chartHeight: 168, isCompact: false };
}

/** @param {() => void} onChange colours that scripts draw with must be read again */
export function startTheme(onChange) {
  const current = document.documentElement.dataset.theme ?? 'auto';
  for (const theme of THEMES) {
    const input = el('input', { type: 'radio', name: 'theme', value: theme, checked: theme === current, onchange: () => choose(theme, onChange) });
    byId('theme').append(el('label', {}, input, el('span', {}, icon(ICONS[theme]), el('span', { 'data-i18n': `ui.theme.${theme}` }))));
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onChange);
}

/**
 * @param {typeof THEMES[number]} theme
 * @param {() => void} onChange
 */
function choose(theme, onChange) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  remember('gantry-theme', theme);
  onChange();
}

/** @param {string} d */
function icon(d) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', d);
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}
