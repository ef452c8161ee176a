/** @import { OptionSpec, Registry, Settings, Value } from '../protocol.js' */

/** These stand in the bar at the top, outside the panel. */
export const BAR_KEYS = ['variant', 'seed', 'device'];

/**
 * @param {Registry} registry
 * @param {string} key
 * @returns {OptionSpec | undefined}
 */
export function findOption(registry, key) {
  return registry.options.find((option) => option.key === key);
}

/**
 * @param {Registry} registry
 * @param {unknown} id
 */
export function findVariant(registry, id) {
  return registry.variants.find((variant) => variant.id === id);
}

/**
 * What the module would make of a variant and nothing else.
 * @param {Registry} registry
 * @param {Value | undefined} variant
 * @returns {Settings}
 */
export function defaultsOf(registry, variant) {
  /** @type {Settings} */
  const defaults = Object.fromEntries(registry.options.map((option) => [option.key, option.default]));
  const id = variant ?? defaults.variant ?? '';
  return { ...defaults, ...findVariant(registry, id)?.defaults, variant: id };
}

/**
 * The settings that differ from the variant's defaults, with the variant and the seed.
 * @param {Registry} registry
 * @param {Settings} settings
 * @returns {Settings}
 */
export function differences(registry, settings) {
  const defaults = defaultsOf(registry, settings.variant);
  return Object.fromEntries(
    registry.options
      .map(({ key }) => /** @type {const} */ ([key, settings[key] ?? defaults[key] ?? '']))
      .filter(([key, value]) => key === 'variant' || key === 'seed' || value !== defaults[key]),
  );
}

/**
 * Whether an option has an effect beside these settings.
 * @param {OptionSpec} option
 * @param {Settings} settings full
 */
export function applies({ when }, settings) {
  return !when || when.any_of.includes(String(settings[when.key]));
}

/**
 * Those that have a value.
 * @param {Record<string, Value | undefined>} values
 * @returns {Settings}
 */
export function defined(values) {
  return /** @type {Settings} */ (Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)));
}

/**
 * @param {Settings} settings
 * @param {string} key
 * @returns {Settings}
 */
export function without(settings, key) {
  return Object.fromEntries(Object.entries(settings).filter(([other]) => other !== key));
}
