const SVG = 'http://www.w3.org/2000/svg';

/**
 * A picture of a button, without a name of its own.
 * @param {Record<string, string>} paths class → path
 * @param {string} [className]
 */
export function icon(paths, className = '') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', className === 'mark' ? '0 0 32 32' : '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  if (className) svg.setAttribute('class', className);
  for (const [name, d] of Object.entries(paths)) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

export const PLAY = { 'icon-play': 'M7 4.5v15l12.5-7.5z', 'icon-pause': 'M6.5 5h4v14h-4zM13.5 5h4v14h-4z' };
export const LOCK = { 'icon-lock': 'M7 10V7a5 5 0 0 1 10 0v3h1.5v11h-13V10zm2.2 0h5.6V7a2.8 2.8 0 0 0-5.6 0z' };
export const RESET = { 'icon-reset': 'M12 5V1.5L7 6.5l5 5V8a5 5 0 1 1-5 5H4a8 8 0 1 0 8-8z' };
export const MARK = { 'mark-d': 'M4 27 11 5h5L9 27z', 'mark-g': 'M28 27 21 5h-5l7 22z', 'mark-beam': 'M2 5h28v4H2z' };
