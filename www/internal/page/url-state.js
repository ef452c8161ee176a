/** @import { Registry, Settings, Value } from '../protocol.js' */
import { formatNumber } from './format.js';
import { differences } from './settings.js';

/**
 * The settings of a link such as `#variant=mlp&seed=7&lr_d=0.0003`. Numbers and flags get their type here; whether
 * a key exists and a value is allowed is for the module to say.
 * @param {string} hash with or without `#`
 * @returns {Settings}
 */
export function parseHash(hash) {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  // The module names unknown keys, but a plain anchor such as #stage is not a setting.
  return Object.fromEntries([...params].filter(([, value]) => value !== '').map(([key, value]) => [key, parseValue(value)]));
}

/**
 * @param {Registry} registry
 * @param {Settings} settings
 * @returns {string} with `#`
 */
export function formatHash(registry, settings) {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(differences(registry, settings))) {
    params.set(key, typeof value === 'number' ? formatNumber(value) : String(value));
  }
  return `#${params}`;
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
