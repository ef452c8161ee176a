/** @import { Value } from '../protocol.js' */
/** @import { Run } from './run.js' */
/** @import { Store } from './store.js' */
import { familyOf, refusedVariants } from './conflicts.js';
import { Control } from './control.js';
import { byId, el } from './dom.js';
import { optionalText, t } from './i18n.js';
import { BAR_KEYS, findOption } from './settings.js';

const STEPS = /** @type {const} */ (['discriminator', 'generator', 'iteration']);
const SEEDS = 1_000_000;

/**
 * The bar at the top: play, steps, reset, and which run it is.
 * @param {Store} store
 * @param {Run} run
 */
export function buildTransport(store, run) {
  const play = byId('play', HTMLButtonElement);
  play.addEventListener('click', () => void run.toggle());
  store.watch(['playing', 'phase'], ({ playing, phase }) => {
    play.classList.toggle('is-playing', playing);
    play.disabled = phase === 'broken';
    byId('play-text').textContent = t(playing ? 'ui.pause' : 'ui.play');
  });

  for (const what of STEPS) {
    const key = what.charAt(0).toUpperCase();
    const button = el(
      'button',
      { type: 'button', id: `step-${what}`, className: `quiet step step-${what}`, title: t(`ui.step.${what}.help`), 'aria-keyshortcuts': key, onclick: () => void run.step(what) },
      t(`ui.step.${what}`),
    );
    byId('steps').append(button);
    store.watch(['phase'], ({ phase }) => void (button.disabled = phase !== 'ready'));
  }

  const reset = byId('reset', HTMLButtonElement);
  reset.addEventListener('click', () => void run.reset());
  store.watch(['pending', 'phase'], ({ pending, phase }) => {
    const waits = Object.keys(pending).length > 0;
    reset.classList.toggle('is-wanted', waits);
    reset.disabled = phase !== 'ready';
    byId('reset-text').textContent = t(waits ? 'ui.reset.apply' : 'ui.reset');
  });

  byId('copy-link').addEventListener('click', () => void run.copyLink());
  buildRunChoices(store, run);
}

/**
 * Variant, seed and device.
 * @param {Store} store
 * @param {Run} run
 */
function buildRunChoices(store, run) {
  const row = byId('transport-run');
  const stop = store.watch(['registry'], ({ registry }) => {
    if (!registry) return;
    const change = (/** @type {string} */ key, /** @type {Value} */ value) => run.change(key, value);
    for (const key of BAR_KEYS) {
      const option = findOption(registry, key);
      if (!option) continue;
      const groupOf = (/** @type {string} */ choice) => optionalText(`ui.family.${familyOf(registry, choice)}`);
      const control = new Control(option, change, { compact: true, groupOf: key === 'variant' ? groupOf : undefined });
      if (key === 'seed') control.field.after(newSeedButton(run));
      row.append(control.root);
      store.watch(['settings', 'pending'], ({ settings, pending }) => control.show(settings, pending));
      if (key === 'variant') store.watch(['dataset'], ({ dataset }) => control.refuse(refusedVariants(registry, dataset?.labelled ?? true), ''));
    }
    queueMicrotask(() => stop());
  });
}

/** @param {Run} run */
function newSeedButton(run) {
  const pick = () => void run.change('seed', Math.floor(Math.random() * SEEDS));
  return el('button', { type: 'button', className: 'dice', title: t('ui.seed.new'), 'aria-label': t('ui.seed.new'), onclick: pick }, '⚄');
}
