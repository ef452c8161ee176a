/** @import { Numbers } from './format.js' */
/** @import { Ui } from './ui.js' */
import { el } from './dom.js';

/** @typedef {import('../messages.js').Figures} Figures */

const SUMMARY_MS = 10_000;

/** Identifier, key of the catalogue, and value. @type {[string, string, (figures: Figures, numbers: Numbers) => string][]} */
const READOUTS = [
  ['iteration', 'ui.iteration', (figures, numbers) => numbers.count(figures.iteration)],
  ['images', 'ui.images', (figures, numbers) => numbers.count(figures.images_seen)],
  ['epoch', 'ui.epoch', (figures, numbers) => numbers.count(figures.epoch)],
  ['rate', 'ui.rate', (figures, numbers) => numbers.rate(figures.iterations_per_second)],
];

/**
 * @param {Ui} ui
 * @param {string[]} [names] those that are shown, where there is no room for all
 */
export function showReadouts(ui, names) {
  const values = READOUTS.filter(([name]) => names?.includes(name) ?? true).map(([name, key, format]) => {
    const value = el('dd', { id: `readout-${name}` }, '–');
    ui.byId('readouts').append(el('div', {}, el('dt', { 'data-i18n': key }), value));
    return /** @type {const} */ ([value, format]);
  });
  ui.texts.translate(ui.byId('readouts'));
  ui.store.watch(['figures', 'texts'], ({ figures }) => {
    for (const [value, format] of values) value.textContent = figures ? format(figures, ui.numbers) : '–';
  });
  tellNowAndThen(ui);
}

/**
 * A screen reader would read every change of the readouts and curves, so it gets a sentence now and then.
 * @param {Ui} ui
 */
function tellNowAndThen(ui) {
  const summary = ui.byId('summary');
  let toldAt = -Infinity;
  ui.store.watch(['figures', 'playing'], ({ figures, playing }) => {
    const last = figures?.points.at(-1);
    const now = performance.now();
    if (!figures || !last || (playing && now - toldAt < SUMMARY_MS)) return;
    toldAt = now;
    const { iteration, d_loss, g_loss, d_real, d_fake } = last;
    const sentences = [
      ui.t('ui.summary', {
        iteration,
        d_loss: ui.numbers.fixed(d_loss, 2),
        g_loss: ui.numbers.fixed(g_loss, 2),
        d_real: ui.numbers.fixed(d_real, 2),
        d_fake: ui.numbers.fixed(d_fake, 2),
      }),
    ];
    if (figures.measure && !Number.isNaN(last.measure)) sentences.push(ui.t('ui.summary.measure', { label: ui.t(`measure.${figures.measure}.label`), value: ui.numbers.measure(last.measure) }));
    const { modes } = ui.store.state.scatter ?? {};
    if (modes) sentences.push(ui.t('ui.summary.modes', { captured: modes.captured, modes: modes.modes }));
    summary.textContent = sentences.join(' ');
  });
}
