/**
 * An element of index.html.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [kind]
 * @returns {T}
 */
export function byId(id, kind) {
  return elementIn(document, id, kind);
}

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {Document | ShadowRoot} root
 * @param {string} id
 * @param {new () => T} [kind]
 * @returns {T}
 */
export function elementIn(root, id, kind) {
  const element = root.getElementById(id);
  if (!element || (kind && !(element instanceof kind))) throw new Error(`there is no fitting #${id}`);
  return /** @type {T} */ (element);
}

/**
 * A new element. Keys with a dash or in lower case are attributes, `on…` are listeners, the rest are properties.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (key in element && !key.includes('-')) Reflect.set(element, key, value);
    else element.setAttribute(key, String(value));
  }
  element.append(...children);
  return element;
}
