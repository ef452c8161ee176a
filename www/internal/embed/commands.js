/** @import { Failure } from '../messages.js' */
/** @import { GanTry } from '../element/gan-try-element.js' */
import { PageError, toFailure } from '../shared/failure.js';

/** What the page around may ask for. @type {Record<string, (tag: GanTry, command: Record<string, any>) => unknown>} */
const COMMANDS = {
  play: (tag) => tag.play(),
  pause: (tag) => tag.pause(),
  step: (tag, { what }) => tag.step(what),
  reset: (tag, { settings }) => tag.reset(settings),
  set: (tag, { key, value }) => tag.set(key, value),
  save: (tag) => tag.save(),
  restore: (tag, { bytes }) => tag.restore(bytes),
  picture: (tag, { format }) => tag.toBlob(format),
  settings: (tag) => tag.settings,
};

/**
 * @param {GanTry} tag
 * @param {{ type: string } & Record<string, unknown>} command
 * @param {(failure: Failure) => Promise<string>} word what has no words yet
 * @returns {Promise<{ type: 'answer', value: unknown } | { type: 'refusal', code: string, message: string, params: Record<string, string | number> }>}
 */
export async function obey(tag, command, word) {
  try {
    const known = Object.hasOwn(COMMANDS, command.type) ? COMMANDS[command.type] : undefined;
    if (!known) throw new PageError('unknown_command', { name: command.type });
    return { type: 'answer', value: await known(tag, command) };
  } catch (error) {
    const failure = toFailure(error);
    return { type: 'refusal', code: failure.code, message: failure.message || (await word(failure)), params: failure.params };
  }
}
