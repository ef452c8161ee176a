/** @import { Gantry } from '../../public/gantry.js' */
/** @import { CommandName, Commands } from '../messages.js' */

/** @typedef {{ [Name in CommandName]?: (takes: Commands[Name]['takes']) => Promise<any> }} Calls */

/**
 * A headless lab in the place of the page's own line to the worker: parts that were made for that one work with it.
 * @param {Gantry} gantry
 */
export function callsOf(gantry) {
  /** @type {Calls} */
  const calls = {
    play: () => gantry.play(),
    pause: () => gantry.pause(),
    step: ({ what }) => gantry.step(what),
    reset: ({ settings }) => gantry.reset(settings),
    set_option: ({ key, value }) => gantry.set(key, value),
    resolve: ({ settings }) => gantry.resolve(settings),
    look: ({ wanted }) => gantry.look(wanted),
    set_drawn: ({ points }) => gantry.drawPoints(points),
    weights: () => gantry.weights(),
    log: () => gantry.log(),
    sheet: () => gantry.sample(),
    checkpoint: () => gantry.save(),
    restore: ({ bytes }) => gantry.restore(bytes),
  };
  return {
    /**
     * @template {CommandName} Name
     * @param {Name} name
     * @param {Commands[Name]['takes']} takes
     * @returns {Promise<Commands[Name]['answers']>}
     */
    call(name, takes) {
      const call = calls[name];
      return call ? call(takes) : Promise.reject(new TypeError(name));
    },
  };
}
