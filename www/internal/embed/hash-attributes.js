import { OPTIONS } from '../../public/attributes.js';

/** Attributes of the element that are no options; `hidden` is a list here, as in every link. */
const OWN = ['autoplay', 'controls', 'locked', 'hide', 'lang', 'theme'];
/** Those of them that are set by being there, whatever they say; an option that is not wanted says so itself. */
const FLAGS = ['autoplay'];
const OPTION_ATTRIBUTES = OPTIONS.map(({ attribute }) => attribute);

/**
 * What a link such as `#variant=cgan&lr_g=0.001&locked=seed` says, as attributes of the element.
 * @param {string} hash with or without `#`
 * @returns {{ attributes: Map<string, string>, unknown: string[] }}
 */
export function attributesOfHash(hash) {
  /** @type {Map<string, string>} */
  const attributes = new Map();
  /** @type {string[]} */
  const unknown = [];
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
    const attribute = name === 'hidden' ? 'hide' : name.trim().replaceAll('_', '-');
    // A link that somebody reads says `false` and means it.
    if (FLAGS.includes(attribute) && value.trim() === 'false') continue;
    if (OWN.includes(attribute) || OPTION_ATTRIBUTES.includes(attribute)) attributes.set(attribute, value);
    else if (value !== '') unknown.push(name);
  }
  return { attributes, unknown };
}

/**
 * @param {Element} element
 * @param {Map<string, string>} attributes all that it should have
 */
export function putAttributes(element, attributes) {
  for (const name of element.getAttributeNames()) {
    if (!attributes.has(name) && (OWN.includes(name) || OPTION_ATTRIBUTES.includes(name))) element.removeAttribute(name);
  }
  for (const [name, value] of attributes) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
