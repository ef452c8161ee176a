/**
 * For the page around a frame of Gantry (`…/?embed#variant=…`): makes each such frame as tall as what is in it, and lets
 * scripts talk with it.
 *
 * ```html
 * <iframe src="https://example.org/gantry/?embed#variant=cgan" title="A GAN"></iframe>
 * <script type="module" src="https://example.org/gantry/www/public/frame.js"></script>
 * ```
 */

/** @typedef {{ source: 'gantry', type: string, id?: unknown } & Record<string, any>} FrameMessage */

/**
 * @param {MessageEvent} event
 * @returns {{ iframe: HTMLIFrameElement, message: FrameMessage } | null} null: not from a frame of ours
 */
function heard({ data, origin, source }) {
  if (typeof data !== 'object' || data === null || data.source !== 'gantry') return null;
  const iframe = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source);
  return iframe && new URL(iframe.src, document.baseURI).origin === origin ? { iframe, message: data } : null;
}

// Servers that render pages import this, too, and hear nothing.
globalThis.addEventListener?.('message', (event) => {
  const { iframe, message } = heard(event) ?? {};
  if (iframe && message?.type === 'height' && message.height > 0) iframe.style.height = `${message.height}px`;
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
    this.#origin = new URL(iframe.src, document.baseURI).origin;
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

  /** Listens no more; the frame itself stays. */
  dispose() {
    this.#end.abort();
  }

  /**
   * @param {string} type
   * @param {Record<string, unknown>} [rest]
   * @returns {Promise<any>}
   */
  #ask(type, rest = {}) {
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
    const { iframe, message } = heard(event) ?? {};
    if (iframe !== this.#iframe || !message) return;
    const { type, ...detail } = message;
    // The frame hears from now on: what was asked too early is asked again.
    if (type === 'hello') for (const { command } of this.#open.values()) this.#send(command);
    if (type !== 'answer' && type !== 'refusal') return void this.dispatchEvent(new CustomEvent(type, { detail }));
    const outcome = this.#open.get(String(detail.id));
    this.#open.delete(String(detail.id));
    if (type === 'answer') outcome?.resolve(detail.value);
    else outcome?.reject(Object.assign(new Error(detail.message || detail.code), { code: detail.code, params: detail.params }));
  }
}
