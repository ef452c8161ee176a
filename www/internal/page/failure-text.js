/** @import { Failure } from '../messages.js' */
/** @import { Texts } from './i18n.js' */

/**
 * The module's own words where there are some, ours otherwise.
 * @param {Texts} texts
 * @param {Failure} failure
 */
export function failureText(texts, failure) {
  const reason = failure.code === 'conflict' ? conflictReason(failure.message) : '';
  if (reason) return texts.optionalText(`conflict.${reason}`, failure.message);
  const text = failure.message || texts.t(`error.${failure.code}`, failure.params);
  // The module's texts begin like a part of a sentence; a file's name stays as it is.
  return /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/**
 * The module names the reason at the end, in parentheses; the catalogue says it better.
 * @param {string} message
 */
export function conflictReason(message) {
  return /\((\w+)\)\s*$/.exec(message)?.[1] ?? '';
}
