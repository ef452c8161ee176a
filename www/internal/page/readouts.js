/** @import { Store } from './store.js' */
import { byId, el } from './dom.js';
import { formatCount, formatFixed, formatMeasure, formatRate } from './format.js';
import { t } from './i18n.js';

/** @typedef {import('../messages.js').Figures} Figures */

const SUMMARY_MS = 10_000;

/** @type {[string, (figures: Figures) => string][]} */
const READOUTS = [
  ['iteration', (figures) => formatCount(figures.iteration)],
  ['images', (figures) => formatCount(figures.images_seen)],
  ['epoch', (figures) => formatCount(figures.epoch)],
  ['rate', (figures) => formatRate(figures.iterations_per_second)],
];

/** @param {Store} store */
export function showReadouts(store) {
  const values = READOUTS.map(([name, format]) => {
    const value = el('dd', { id: `readout-${name}` }, '–');
    byId('readouts').append(el('div', {}, el('dt', {}, t(`ui.${name}`)), value));
    return /** @type {const} */ ([value, format]);
  });
  store.watch(['figures'], ({ figures }) => {
    for (const [value, format] of values) value.textContent = figures ? format(figures) : '–';
  });
  tellNowAndThen(store);
}

/**
 * A screen reader would read every change of the readouts and curves, so it gets a sentence now and then.
 * @param {Store} store
 */
function tellNowAndThen(store) {
  const summary = byId('summary');
  let toldAt = -Infinity;
  store.watch(['figures', 'playing'], ({ figures, playing }) => {
    const last = figures?.points.at(-1);
    const now = performance.now();
    if (!figures || !last || (playing && now - toldAt < SUMMARY_MS)) return;
    toldAt = now;
    const { iteration, d_loss, g_loss, d_real, d_fake } = last;
    const sentences = [
      t('ui.summary', {
        iteration: formatCount(iteration),
        d_loss: formatFixed(d_loss, 2),
        g_loss: formatFixed(g_loss, 2),
        d_real: formatFixed(d_real, 2),
        d_fake: formatFixed(d_fake, 2),
      }),
    ];
    if (figures.measure && !Number.isNaN(last.measure)) sentences.push(t('ui.summary.measure', { label: t(`measure.${figures.measure}.label`), value: formatMeasure(last.measure) }));
    const { modes } = store.state.scatter ?? {};
    if (modes) sentences.push(t('ui.summary.modes', { captured: modes.captured, modes: modes.modes }));
    summary.textContent = sentences.join(' ');
  });
}
