/** @import { Registry, Settings, Value } from '../protocol.js' */
/** @import { Limits } from '../shared/limits.js' */
import { writeLimits } from '../shared/limits.js';
import { formatNumber } from '../page/format.js';
import { differences } from '../page/settings.js';
import { formatHash } from '../page/url-state.js';

/**
 * What a page that embeds a lab says about it.
 * @typedef {object} Embedding
 * @property {Settings} settings full
 * @property {Limits} limits
 * @property {boolean} mattering knobs that matter to the variant, instead of a list of them
 * @property {boolean} autoplay
 * @property {string} lang empty: that of the page around
 * @property {string} theme empty: that of the page around
 * @property {number} width px; 0: as wide as there is room
 */

/** Where things lie. @typedef {{ site: URL, script: URL }} Places */

/** Tall enough for pictures, charts and a few knobs; scripts of the host can follow the height that is told. */
const IFRAME_HEIGHT = 760;

/**
 * The attributes of the element that are not at their defaults.
 * @param {Registry} registry
 * @param {Embedding} embedding
 * @returns {Map<string, string>} a flag has an empty value
 */
export function attributesOf(registry, { settings, limits, mattering, autoplay, lang, theme }) {
  const attributes = new Map(settingsOf(registry, settings).map(([key, value]) => [key.replaceAll('_', '-'), written(value)]));
  for (const [name, list] of listsOf(limits, mattering)) attributes.set(name === 'hidden' ? 'hide' : name, list.replaceAll('_', '-').replaceAll(',', ' '));
  if (autoplay) attributes.set('autoplay', '');
  if (lang) attributes.set('lang', lang);
  if (theme) attributes.set('theme', theme);
  return attributes;
}

/**
 * The script and the element.
 * @param {Registry} registry
 * @param {Embedding} embedding
 * @param {Places} places
 */
export function tagSnippet(registry, embedding, { script }) {
  const attributes = [...attributesOf(registry, embedding)];
  if (embedding.width > 0) attributes.push(['style', `max-width: ${embedding.width}px`]);
  const text = attributes.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`)).join('');
  return `<script type="module" src="${escaped(script.href)}"></script>\n<gan-try${text}></gan-try>`;
}

/**
 * @param {Registry} registry
 * @param {Embedding} embedding
 * @param {Places} places
 * @param {string} title
 */
export function iframeSnippet(registry, embedding, { site }, title) {
  const url = new URL(site);
  url.search = 'embed';
  const params = new URLSearchParams([...attributesOf(registry, embedding)].map(([name, value]) => [name === 'hide' ? 'hidden' : name, value.replaceAll(' ', ',')]));
  url.hash = readable(params);
  const width = embedding.width > 0 ? String(embedding.width) : '100%';
  return `<iframe src="${escaped(url.href)}" title="${escaped(title)}" width="${width}" height="${IFRAME_HEIGHT}" loading="lazy"></iframe>`;
}

/**
 * The whole page, with what is locked and hidden there.
 * @param {Registry} registry
 * @param {Embedding} embedding
 * @param {Places} places
 */
export function linkSnippet(registry, { settings, limits, lang }, { site }) {
  const url = new URL(site);
  if (lang) url.searchParams.set('lang', lang);
  url.hash = formatHash(registry, settings, limits);
  return url.href;
}

/**
 * @param {Registry} registry
 * @param {Settings} settings
 * @returns {[string, Value][]}
 */
function settingsOf(registry, settings) {
  const standard = Object.fromEntries(registry.options.map((option) => [option.key, option.default]));
  const isStandard = (/** @type {string} */ key, /** @type {Value} */ value) => (key === 'variant' || key === 'seed') && value === standard[key];
  return Object.entries(differences(registry, settings)).filter(([key, value]) => !isStandard(key, value));
}

/**
 * @param {Limits} limits
 * @param {boolean} mattering
 * @returns {[string, string][]}
 */
function listsOf(limits, mattering) {
  return mattering ? [['controls', ''], ...writeLimits({ ...limits, controls: null })] : writeLimits(limits);
}

/** @param {Value} value */
function written(value) {
  return typeof value === 'number' ? formatNumber(value) : String(value);
}

/** @param {URLSearchParams} params */
function readable(params) {
  return String(params).replaceAll('%2C', ',');
}

/** @param {string} text in an attribute between double quotes */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
