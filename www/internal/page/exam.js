/** @import { Mark } from '../protocol.js' */
/** @import { Ui } from './ui.js' */
import { el } from './dom.js';
import { findVariant } from './settings.js';

const MNIST = 'mnist';
/** Stands in a text where a share will be written. */
const SHARE = '\u0000';

/**
 * How the discriminator did on images that it has not been trained on.
 * @param {Ui} ui
 */
export function showExam(ui) {
  const root = ui.byId('exam');
  ui.store.watch(['registry', 'settings', 'dataset', 'mark', 'texts'], ({ registry, settings, dataset, mark }) => {
    const exam = (registry && findVariant(registry, settings.variant)?.exam) ?? null;
    // A visitor's own images come without others to be asked about, and so do points.
    root.hidden = exam === null || settings.dataset !== MNIST || (dataset !== null && dataset.name !== MNIST);
    if (exam !== null) root.replaceChildren(...(mark ? answer(ui, mark) : [ui.t(`exam.${exam}.about`)]));
  });
}

/**
 * @param {Ui} ui
 * @param {Mark} mark
 */
function answer(ui, { exam, iteration, accuracy, pixels, learned, asked }) {
  const { numbers } = ui;
  const text = ui.t(`exam.${exam}.result`, { share: SHARE, iteration, learned, asked, pixels: pixels === null ? '' : numbers.share(pixels) });
  const [before = '', after = ''] = text.split(SHARE);
  return [before, el('b', {}, numbers.share(accuracy)), after];
}
