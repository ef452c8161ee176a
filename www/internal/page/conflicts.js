/** @import { OptionSpec, Registry, Settings, Test, Value } from '../protocol.js' */
import { defaultsOf, findVariant } from './settings.js';

/**
 * What may not be chosen beside the other settings, each with its reason: a key of the catalogue, `conflict.<reason>`.
 * @typedef {object} Refusals
 * @property {string | null} all why the option cannot leave its value at all
 * @property {Map<string, string>} choices refused choice → reason
 */

/**
 * Whether a value is one of those that a test names; as in the module.
 * @param {Test} test
 * @param {Value | undefined} value
 */
export function holds(test, value) {
  if (test === 'on') return value === true || (typeof value === 'number' && value > 0);
  if ('below' in test) return typeof value === 'number' && value < test.below;
  if (typeof value !== 'string') return false;
  return 'is' in test ? test.is.includes(value) : !test.is_not.includes(value);
}

/**
 * @param {Registry} registry
 * @param {Settings} settings full
 * @param {OptionSpec} option
 * @returns {Refusals}
 */
export function refusals(registry, settings, option) {
  const { key, kind } = option;
  const fixed = findVariant(registry, settings.variant)?.fixed[key];
  if (fixed) return { all: fixed, choices: new Map() };
  // A pair of values is refused, whichever of the two was there first.
  const refused = registry.conflicts.flatMap((conflict) => {
    if (conflict.key === key && holds(conflict.while_test, settings[conflict.while_key])) return [{ test: conflict.refused, reason: conflict.reason }];
    if (conflict.while_key === key && holds(conflict.refused, settings[conflict.key])) return [{ test: conflict.while_test, reason: conflict.reason }];
    return [];
  });
  /** @param {Value} value */
  const reasonAgainst = (value) => refused.find(({ test }) => holds(test, value))?.reason ?? null;
  if (kind.type === 'choice') {
    const choices = new Map(kind.choices.flatMap((choice) => /** @type {[string, string][]} */ ([[choice, reasonAgainst(choice)]].filter(([, reason]) => reason !== null))));
    return { all: choices.size >= kind.choices.length - 1 && choices.size > 0 ? ([...choices.values()][0] ?? null) : null, choices };
  }
  if (kind.type === 'bool') return { all: reasonAgainst(settings[key] !== true), choices: new Map() };
  return { all: allButOne(kind, refused), choices: new Map() };
}

/**
 * Why a number has only one value left, if so.
 * @param {{ min: number, max: number }} range
 * @param {{ test: Test, reason: string }[]} refused
 */
function allButOne({ min, max }, refused) {
  const highest = refused.find(({ test }) => test === 'on');
  if (highest && min >= 0) return highest.reason;
  const lowest = refused.find(({ test }) => typeof test === 'object' && 'below' in test && test.below >= max);
  return lowest?.reason ?? null;
}

/**
 * Variants that the present images are no good for.
 * @param {Registry} registry
 * @param {boolean} isLabelled
 * @returns {Refusals}
 */
export function refusedVariants(registry, isLabelled) {
  const needy = isLabelled ? [] : registry.variants.filter(({ needs_labels }) => needs_labels);
  return { all: null, choices: new Map(needy.map(({ id }) => [id, 'needs_labels'])) };
}

/** Where a variant stands in the menu. @typedef {'plain' | 'objective' | 'techniques' | import('../protocol.js').View} Family */

/**
 * By what the registry says of it: what it shows, whether it learns from labels, and in what its settings differ.
 * @param {Registry} registry
 * @param {string} id
 * @returns {Family}
 */
export function familyOf(registry, id) {
  const variant = findVariant(registry, id);
  if (!variant) return 'plain';
  if (variant.view) return variant.view;
  if (variant.needs_labels) return 'classes';
  const defaults = defaultsOf(registry, id);
  const differs = (/** @type {string} */ group) => registry.options.some((option) => option.group === group && defaults[option.key] !== option.default);
  if (differs('techniques')) return 'techniques';
  return differs('objective') || 'objective' in variant.fixed ? 'objective' : 'plain';
}
