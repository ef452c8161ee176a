/** @import { Shape } from './shape.js' */
import { el } from '../page/dom.js';
import { MARK, PLAY, RESET, icon } from './icons.js';

/**
 * The element's tree as it is before anything is loaded, with the places that the parts will fill. Everything has its
 * size already, so that nothing jumps.
 * @param {Shape} shape
 * @param {(key: string) => string} word
 */
export function buildFrame(shape, word) {
  return el(
    'div',
    { id: 'base', className: `base is-waiting${shape.isOfPoints ? ' expects-points' : ''}`, part: 'base', role: 'region', 'aria-label': 'Gantry' },
    el('div', { className: 'head' }, transport(word), el('p', { id: 'title', className: 'title', part: 'title' })),
    el(
      'div',
      { id: 'statusbar', className: 'statusbar' },
      el('div', { className: 'status', part: 'status' }, el('p', { id: 'status-text' }), el('progress', { id: 'status-bar', className: 'is-idle', max: 1, value: 0, 'aria-hidden': 'true' })),
      el('dl', { id: 'readouts', className: 'readouts', part: 'readouts', 'data-part': 'readouts' }),
    ),
    el('div', { id: 'stage', className: 'stage' }, pictures(word), points(), charts()),
    el('div', { id: 'knobs', className: 'knobs', part: 'knobs' }, ...shape.knobs.map(() => el('div', { className: 'control is-reserved' }))),
    foot(),
    el('p', { id: 'summary', className: 'visually-hidden', 'aria-live': 'polite' }),
    el('div', { id: 'alerts', className: 'alerts', role: 'alert' }),
    el('div', { id: 'toast', className: 'toast', role: 'status' }),
    el('slot', { name: 'caption' }),
  );
}

/** @param {(key: string) => string} word */
function transport(word) {
  const play = el('button', { type: 'button', id: 'play', className: 'play', part: 'play', 'aria-keyshortcuts': 'Space' }, icon(PLAY), el('span', { id: 'play-text' }, word('ui.play')));
  const reset = el(
    'button',
    { type: 'button', id: 'reset', className: 'quiet reset', part: 'reset', 'data-part': 'reset', 'data-i18n-title': 'ui.reset.help', disabled: true, 'aria-keyshortcuts': 'R' },
    icon(RESET),
    el('span', { id: 'reset-text' }, word('ui.reset')),
  );
  const steps = el('div', { id: 'steps', className: 'steps', role: 'group', 'data-part': 'step', 'data-i18n-label': 'ui.step' });
  return el('div', { id: 'transport', className: 'transport', part: 'transport', 'data-part': 'transport' }, play, steps, reset);
}

/** @param {(key: string) => string} word */
function pictures(word) {
  const picture = (/** @type {'generated' | 'real'} */ name, /** @type {string} */ player, /** @type {string} */ part, /** @type {string} */ math) =>
    el(
      'figure',
      { className: `picture picture-${player}`, part, 'data-part': part },
      el('figcaption', {}, el('b', { 'data-i18n': `ui.${name}` }, word(`ui.${name}`)), ' ', el('i', { className: 'math' }, math)),
      el('canvas', { id: name, width: 238, height: 238, role: 'img', 'aria-label': word(`ui.${name}`), 'data-i18n-label': `ui.${name}.label` }),
    );
  return el('div', { id: 'pictures', className: 'pictures' }, picture('generated', 'g', 'samples', 'G(z)'), picture('real', 'd', 'real', 'x'), el('div', { className: 'poster' }, el('slot', { name: 'poster' })));
}

/** What stands instead of the pictures where the data is points. */
function points() {
  return el(
    'section',
    { id: 'points', className: 'points', part: 'points', 'data-part': 'samples', hidden: true },
    el('div', { className: 'caption' }, el('b', { id: 'points-title', 'data-i18n': 'view.scatter.label' }), el('p', { id: 'points-about' })),
    el(
      'div',
      { id: 'points-frame', className: 'points-frame' },
      el('canvas', { id: 'scatter', width: 490, height: 490 }),
      el('p', { id: 'points-hint', className: 'points-hint', 'data-i18n': 'ui.points.hint', 'aria-hidden': 'true' }),
    ),
    el('ul', { id: 'points-legend', className: 'points-legend' }),
  );
}

function charts() {
  const chart = (/** @type {string} */ name) => el('section', { id: `chart-${name}`, className: 'chart', hidden: name === 'measure' });
  return el('div', { id: 'charts', className: 'charts', part: 'charts', 'data-part': 'charts' }, chart('losses'), chart('outputs'), chart('measure'), el('p', { id: 'exam', className: 'exam', hidden: true }));
}

function foot() {
  return el(
    'div',
    { id: 'foot', className: 'foot' },
    el('div', { id: 'about', className: 'about', part: 'card', 'data-part': 'card' }),
    el('div', { id: 'save-place', className: 'save-place', part: 'save', 'data-part': 'save' }),
    el('p', { className: 'brand' }, icon(MARK, 'mark'), 'Gantry'),
  );
}
