/** @import { OptionSpec } from '../protocol.js' */
import { roundToTwoDigits } from './format.js';

const POSITIONS = 1000;
/** Beyond this a slider cannot hit a whole number, and a field alone is better. */
const LARGEST_INT_RANGE = 1000;

/**
 * @typedef {object} SliderScale
 * @property {number} max the slider runs from 0 to here, in steps of 1
 * @property {(value: number) => number} toPosition
 * @property {(position: number) => number} toValue
 */

/**
 * @param {OptionSpec} option
 * @returns {SliderScale | null} null where a slider makes no sense
 */
export function sliderScale({ kind }) {
  if (kind.type === 'int') {
    if (kind.max - kind.min > LARGEST_INT_RANGE) return null;
    if (kind.min > 0 && kind.max / kind.min > 100) return logScale(kind.min, kind.max, Math.round);
    return { max: kind.max - kind.min, toPosition: (value) => value - kind.min, toValue: (position) => position + kind.min };
  }
  if (kind.type !== 'float') return null;
  if (kind.scale === 'log') return logScale(kind.min, kind.max, roundToTwoDigits);
  const range = kind.max - kind.min;
  return {
    max: POSITIONS,
    toPosition: (value) => Math.round((POSITIONS * (value - kind.min)) / range),
    toValue: (position) => (position >= POSITIONS ? kind.max : Number((kind.min + (range * position) / POSITIONS).toFixed(3))),
  };
}

/**
 * @param {number} min
 * @param {number} max
 * @param {(value: number) => number} round
 * @returns {SliderScale}
 */
function logScale(min, max, round) {
  const span = Math.log(max / min);
  return {
    max: POSITIONS,
    toPosition: (value) => Math.round((POSITIONS * Math.log(Math.max(value, min) / min)) / span),
    toValue: (position) => Math.min(max, Math.max(min, round(min * Math.exp((span * position) / POSITIONS)))),
  };
}
