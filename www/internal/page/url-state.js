/** @import { Limits } from '../shared/limits.js' */
/** @import { Registry, Settings, Value } from '../protocol.js' */
import { NO_LIMITS, isLimit, optionKey, readLimits, writeLimits } from '../shared/limits.js';
import { formatNumber } from './format.js';
import { differences } from './settings.js';

/**
 * What a link such as `#variant=mlp&seed=7&lr_d=0.0003&locked=seed` says. Numbers and flags get their type here;
 * whether a key exists and a value is allowed is for the module to say.
 * @param {string} hash with or without `#`
 * @returns {{ settings: Settings, limits: Limits }}
 */
export function parseLink(hash) {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  // The module names unknown keys, but a plain anchor such as #stage is not a setting.
  const given = [...params].filter(([name, value]) => value !== '' && !isLimit(name));
  return {
    settings: Object.fromEntries(given.map(([name, value]) => [optionKey(name), parseValue(value)])),
    limits: readLimits((name) => params.get(name)),
  };
}

/**
 * @param {Registry} registry
 * @param {Settings} settings
 * @param {Limits} [limits]
 * @returns {string} with `#`
 */
export function formatHash(registry, settings, limits = NO_LIMITS) {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(differences(registry, settings))) {
    params.set(key, typeof value === 'number' ? formatNumber(value) : String(value));
  }
  for (const [name, list] of writeLimits(limits)) params.set(name, list);
  // A comma may stand in a fragment as it is, and people read and write these links.
  return `#${params}`.replaceAll('%2C', ',');
}

/**
 * @param {string} text
 * @returns {Value}
 */
function parseValue(text) {
  if (text === 'true') return true;
  if (text === 'false') return false;
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : text;
}
