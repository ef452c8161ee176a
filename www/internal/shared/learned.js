import { VIEWS } from '../../public/attributes.js';

/** The data set of points that a visitor draws. */
export const DRAWN = 'drawn';

/**
 * Whether a run of this variant, or of one that nobody knows yet, learns images, so that they are worth fetching before
 * it exists; the others learn points.
 * @param {unknown} variant
 */
export const learnsImages = (variant) => VIEWS[String(variant)] !== 'scatter';
