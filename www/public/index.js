/** Everything that the package offers, without defining the element: that does `gantry-gan/gan-try`. */
export { Gantry } from './gantry.js';
export { GantryError } from './gantry-error.js';
export { GanTry, defineGanTry } from '../internal/element/gan-try-element.js';

/** @typedef {import('./gan-try.types.js').GanTryEventMap} GanTryEventMap */
/** @typedef {import('./gantry.types.js').GantryCanvases} GantryCanvases */
/** @typedef {import('./gantry.types.js').GantryEvents} GantryEvents */
/** @typedef {import('./gantry.types.js').GantryOptions} GantryOptions */
/** @typedef {import('./gantry.types.js').Registry} Registry */
/** @typedef {import('./gantry.types.js').Settings} Settings */
/** @typedef {import('./gantry.types.js').Sheet} Sheet */
