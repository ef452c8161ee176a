/** @import { OptionSpec, Registry, Settings } from '../protocol.js' */
import { refusals } from '../page/conflicts.js';
import { applies, defaultsOf, findOption } from '../page/settings.js';

/** Groups whose live options matter to every game. */
const OF_EVERY_GAME = ['objective', 'optimisation'];

/**
 * @param {Registry} registry
 * @param {Settings} settings full
 * @param {readonly string[] | null} named null: those that matter
 * @returns {OptionSpec[]} only such as have an effect
 */
export function wantedOptions(registry, settings, named) {
  const options = named ? named.flatMap((key) => findOption(registry, key) ?? []) : registry.options.filter((option) => matters(registry, settings, option));
  return options.filter((option) => applies(option, settings));
}

/**
 * Whether an option is what this variant is about: it is there for its sake, the variant gives it a value of its own, or
 * it can be turned while training and belongs to every game.
 * @param {Registry} registry
 * @param {Settings} settings
 * @param {OptionSpec} option
 */
function matters(registry, settings, option) {
  const { key, group, live, when } = option;
  if (group === 'run' || refusals(registry, settings, option).all !== null) return false;
  return when?.key === 'variant' || defaultsOf(registry, settings.variant)[key] !== option.default || (live && OF_EVERY_GAME.includes(group));
}
