/** @import { Failure } from '../messages.js' */

/** An error that the page words from the catalogue (`error.<code>`). */
export class PageError extends Error {
  /**
   * @param {string} code
   * @param {Record<string, string | number>} [params]
   */
  constructor(code, params = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/**
 * What crosses the thread boundary: classes and extra fields of an Error do not survive structured cloning.
 * @param {unknown} error
 * @returns {Failure}
 */
export function toFailure(error) {
  if (error instanceof PageError) return { code: error.code, message: '', params: error.params };
  const code = errorCode(error);
  const text = error instanceof Error ? error.message : String(error);
  if (code) return { code, message: text, params: paramsOf(error) };
  return { code: 'unexpected', message: '', params: { detail: text } };
}

/**
 * What an error of the module is about.
 * @param {unknown} error
 * @returns {Record<string, string | number>}
 */
function paramsOf(error) {
  if (typeof error !== 'object' || error === null || !('params' in error)) return {};
  const { params } = error;
  return typeof params === 'object' && params !== null ? /** @type {Record<string, string | number>} */ ({ ...params }) : {};
}

/**
 * @param {unknown} error
 * @returns {string} the stable code, or nothing
 */
export function errorCode(error) {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}

/**
 * Whether the module refused a setting, or one beside another.
 * @param {unknown} error
 */
export function isRefusal(error) {
  return ['unknown_option', 'option_value', 'option_not_live', 'conflict', 'incompatible'].includes(errorCode(error));
}
