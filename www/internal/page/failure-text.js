/** @import { Failure } from '../messages.js' */
import { optionalText, t } from './i18n.js';

/**
 * The module's own words where there are some, ours otherwise.
 * @param {Failure} failure
 */
export function failureText(failure) {
  const reason = failure.code === 'conflict' ? conflictReason(failure.message) : '';
  if (reason) return optionalText(`conflict.${reason}`, failure.message);
  const text = failure.message || t(`error.${failure.code}`, failure.params);
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
