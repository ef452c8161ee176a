/**
 * Something that Gantry refuses or cannot do. `code` is stable, `message` says in the lab's language what is wrong and
 * what to do about it.
 */
export class GantryError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {Record<string, string | number>} params
   */
  constructor(code, message, params = {}) {
    super(message);
    this.name = 'GantryError';
    /** @readonly */
    this.code = code;
    /** @readonly */
    this.params = params;
  }
}
