/** Defines `<gan-try>`: import this script, and write the tag. */
import { GanTry, defineGanTry } from '../internal/element/gan-try-element.js';

export { GanTry, defineGanTry };

/** @typedef {import('./gan-try.types.js').GanTryEventMap} GanTryEventMap */

defineGanTry();
