/** Everything that the package offers, without defining the element: that does `gantry-gan/gan-try`. */
export { Gantry } from './gantry.js';
export { GantryError } from './gantry-error.js';
export { GanTry, defineGanTry } from '../internal/element/gan-try-element.js';
