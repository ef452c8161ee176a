import { byId, el } from './dom.js';

const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);

/**
 * The custom properties are registered as colours, so that their computed value is one, and not the `light-dark()` it
 * came from.
 * @returns {import('./ui.js').Look}
 */
export function pageLook() {
  const style = getComputedStyle(document.documentElement);
  return { color: (name) => style.getPropertyValue(name).trim(), heading: 'h2', chartHeight: 168 };
}

/** @param {() => void} onChange colours that scripts draw with must be read again */
export function startTheme(onChange) {
  const current = document.documentElement.dataset.theme ?? 'auto';
  for (const theme of THEMES) {
    const input = el('input', { type: 'radio', name: 'theme', value: theme, checked: theme === current, onchange: () => choose(theme, onChange) });
    byId('theme').append(el('label', {}, input, el('span', { 'data-i18n': `ui.theme.${theme}` })));
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
  try {
    localStorage.setItem('gantry-theme', theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  onChange();
}
