/** @import { Failure } from '../messages.js' */
/** @import { Params, Texts } from './i18n.js' */
import { toFailure } from '../shared/failure.js';
import { Refusal } from './worker-client.js';

/**
 * What any error says to people.
 * @param {Texts} texts
 * @param {unknown} error
 */
export function errorText(texts, error) {
  return failureText(texts, failureOf(error));
}

/** @param {unknown} error */
export function failureOf(error) {
  return error instanceof Refusal ? error.failure : toFailure(error);
}

/**
 * The catalogue's words; the module's own where the catalogue has none.
 * @param {Texts} texts
 * @param {Failure} failure
 */
export function failureText(texts, { code, message, params }) {
  const reason = params.reason ?? (code === 'conflict' ? conflictReason(message) : '');
  const key = code === 'conflict' ? `conflict.${reason}` : reason ? `error.${code}.${reason}` : `error.${code}`;
  const text = texts.optionalText(key, message, inWords(texts, params)) || texts.t(key);
  // The module's texts begin like a part of a sentence; a file's name stays as it is.
  return /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/**
 * What has a name in the catalogue is called by it.
 * @param {Texts} texts
 * @param {Params} params
 * @returns {Params}
 */
function inWords(texts, params) {
  const { key, keys, device } = params;
  const labelOf = (/** @type {string} */ name) => texts.optionalText(`option.${name}.label`, name);
  return {
    ...params,
    ...(key === undefined ? {} : { label: labelOf(String(key)) }),
    ...(keys === undefined ? {} : { labels: texts.list(String(keys).split(',').map(labelOf)) }),
    ...(device === undefined ? {} : { device: texts.optionalText(`choice.device.${device}`, String(device)) }),
  };
}

/**
 * The module names the reason at the end, in parentheses; the catalogue says it better.
 * @param {string} message
 */
export function conflictReason(message) {
  return /\((\w+)\)\s*$/.exec(message)?.[1] ?? '';
}
