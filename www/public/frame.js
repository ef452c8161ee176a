/**
 * For the page around a frame of Gantry (`…/?embed#variant=…`): makes each such frame as tall as what is in it, and lets
 * scripts talk with it.
 *
 * ```html
 * <iframe src="https://example.org/gantry/?embed#variant=cgan" title="A GAN"></iframe>
 * <script type="module" src="https://example.org/gantry/www/public/frame.js"></script>
 * ```
 */

import { FIRST_WORDS } from '../internal/client/first-words.js';
import { GantryError } from './gantry-error.js';

/** @typedef {{ source: 'gantry', type: string, id?: unknown } & Record<string, any>} FrameMessage */

/**
 * What a frame says to its page.
 * @param {MessageEvent} event
 * @param {HTMLIFrameElement} iframe
 * @returns {FrameMessage | null} null: it is somebody else who speaks
 */
function saidBy({ data, origin, source }, iframe) {
  if (typeof data !== 'object' || data === null || data.source !== 'gantry') return null;
  return source !== null && source === iframe.contentWindow && originOf(iframe) === origin ? data : null;
}

/** @param {HTMLIFrameElement} iframe */
function originOf({ src }) {
  return new URL(src, document.baseURI).origin;
}

/**
 * @param {HTMLIFrameElement} iframe
 * @param {FrameMessage | null} message
 */
function fit(iframe, message) {
  if (message?.type === 'height' && message.height > 0) iframe.style.height = `${message.height}px`;
}

// Servers that render pages import this, too, and hear nothing.
globalThis.addEventListener?.('message', (event) => {
  for (const iframe of document.querySelectorAll('iframe')) fit(iframe, saidBy(event, iframe));
});

/** A frame that scripts talk with. Its events are those of the element: `ready`, `iteration`, `error`… */
export class GantryFrame extends EventTarget {
  #iframe;
  #origin;
  #name = Math.random().toString(36).slice(2);
  #lastId = 0;
  #end = new AbortController();
  /** @type {Map<string, { command: object, resolve: (value: any) => void, reject: (error: Error) => void }>} */
  #open = new Map();

  /** @param {HTMLIFrameElement} iframe */
  constructor(iframe) {
    super();
    this.#iframe = iframe;
    this.#origin = originOf(iframe);
    addEventListener('message', (event) => this.#receive(event), { signal: this.#end.signal });
  }

  play() {
    return this.#ask('play');
  }

  pause() {
    return this.#ask('pause');
  }

  /** @param {'iteration' | 'discriminator' | 'generator'} [what] */
  step(what) {
    return this.#ask('step', { what });
  }

  /** @param {Record<string, boolean | number | string>} [settings] */
  reset(settings) {
    return this.#ask('reset', { settings });
  }

  /**
   * @param {string} key
   * @param {boolean | number | string} value
   */
  set(key, value) {
    return this.#ask('set', { key, value });
  }

  /** @returns {Promise<Uint8Array>} */
  save() {
    return this.#ask('save');
  }

  /** @param {Uint8Array} bytes */
  restore(bytes) {
    return this.#ask('restore', { bytes });
  }

  /**
   * @param {string} [format] such as `image/png`
   * @returns {Promise<Blob>}
   */
  toBlob(format) {
    return this.#ask('picture', { format });
  }

  /** @returns {Promise<Record<string, boolean | number | string>>} */
  settings() {
    return this.#ask('settings');
  }

  /** Listens no more, and what was not answered yet is refused; the frame itself stays. */
  dispose() {
    this.#end.abort();
    for (const { reject } of this.#open.values()) reject(disposed());
    this.#open.clear();
  }

  /**
   * @param {string} type
   * @param {Record<string, unknown>} [rest]
   * @returns {Promise<any>}
   */
  #ask(type, rest = {}) {
    if (this.#end.signal.aborted) return Promise.reject(disposed());
    this.#lastId += 1;
    const id = `${this.#name}-${this.#lastId}`;
    const command = { target: 'gantry', type, id, ...rest };
    return new Promise((resolve, reject) => {
      this.#open.set(id, { command, resolve, reject });
      this.#send(command);
    });
  }

  /** @param {object} command */
  #send(command) {
    this.#iframe.contentWindow?.postMessage(command, this.#origin);
  }

  /** @param {MessageEvent} event */
  #receive(event) {
    const message = saidBy(event, this.#iframe);
    if (!message) return;
    // A frame in a shadow tree is not found from outside.
    fit(this.#iframe, message);
    const { type, ...detail } = message;
    // The frame hears from now on: what was asked too early is asked again.
    if (type === 'hello') for (const { command } of this.#open.values()) this.#send(command);
    if (type !== 'answer' && type !== 'refusal') return void this.dispatchEvent(new CustomEvent(type, { detail }));
    const outcome = this.#open.get(String(detail.id));
    this.#open.delete(String(detail.id));
    if (type === 'answer') outcome?.resolve(detail.value);
    else outcome?.reject(new GantryError(detail.code, detail.message || detail.code, detail.params));
  }
}

/** Without a lab there is no catalogue to ask. */
function disposed() {
  return new GantryError('disposed', FIRST_WORDS['error.disposed']);
}
