/** @import { Value } from '../protocol.js' */
/** @import { Run } from './run.js' */
/** @import { Ui } from './ui.js' */
import { isLocked, isOptionShown } from '../shared/limits.js';
import { familyOf, refusedVariants } from './conflicts.js';
import { Control } from './control.js';
import { byId, el } from './dom.js';
import { BAR_KEYS, findOption } from './settings.js';

const STEPS = /** @type {const} */ (['discriminator', 'generator', 'iteration']);
const SEEDS = 1_000_000;

/**
 * Play, steps and reset.
 * @param {Ui} ui
 * @param {Pick<Run, 'toggle' | 'step' | 'reset'>} run
 */
export function buildTransport(ui, run) {
  const { store } = ui;
  const play = ui.byId('play', HTMLButtonElement);
  play.addEventListener('click', () => void run.toggle());
  store.watch(['playing', 'phase', 'texts'], ({ playing, phase }) => {
    play.classList.toggle('is-playing', playing);
    play.disabled = phase === 'broken';
    ui.byId('play-text').textContent = ui.t(playing ? 'ui.pause' : 'ui.play');
  });

  for (const what of STEPS) {
    const key = what.charAt(0).toUpperCase();
    const button = el('button', {
      type: 'button',
      id: `step-${what}`,
      className: `quiet step step-${what}`,
      'data-i18n': `ui.step.${what}`,
      'data-i18n-title': `ui.step.${what}.help`,
      'aria-keyshortcuts': key,
      onclick: () => void run.step(what),
    });
    ui.byId('steps').append(button);
    store.watch(['phase'], ({ phase }) => void (button.disabled = phase !== 'ready'));
  }
  ui.texts.translate(ui.byId('steps'));

  const reset = ui.byId('reset', HTMLButtonElement);
  reset.addEventListener('click', () => void run.reset());
  store.watch(['pending', 'phase', 'texts'], ({ pending, phase }) => {
    const waits = Object.keys(pending).length > 0;
    reset.classList.toggle('is-wanted', waits);
    reset.disabled = phase !== 'ready';
    ui.byId('reset-text').textContent = ui.t(waits ? 'ui.reset.apply' : 'ui.reset');
  });
}

/**
 * Which run it is: variant, seed and device.
 * @param {Ui} ui
 * @param {Run} run
 */
export function buildRunChoices(ui, run) {
  const { store } = ui;
  const row = byId('transport-run');
  const stop = store.watch(['registry'], ({ registry }) => {
    if (!registry) return;
    const change = (/** @type {string} */ key, /** @type {Value} */ value) => run.change(key, value);
    for (const key of BAR_KEYS) {
      const option = findOption(registry, key);
      if (!option) continue;
      const groupOf = (/** @type {string} */ choice) => `ui.family.${familyOf(registry, choice)}`;
      const control = new Control(ui, option, change, { compact: true, groupOf: key === 'variant' ? groupOf : undefined });
      if (key === 'seed') control.field.after(newSeedButton(run));
      row.append(control.root);
      store.watch(['texts'], () => control.speak());
      store.watch(['settings', 'pending', 'texts'], ({ settings, pending }) => control.show(settings, pending));
      store.watch(['limits'], ({ limits }) => {
        control.root.hidden = !isOptionShown(limits, key);
        control.lock(isLocked(limits, key));
      });
      if (key === 'variant') store.watch(['dataset', 'texts'], ({ dataset }) => control.refuse(refusedVariants(registry, dataset?.labelled ?? true), ''));
    }
    ui.texts.translate(row);
    queueMicrotask(() => stop());
  });
}

/** @param {Run} run */
function newSeedButton(run) {
  const pick = () => void run.change('seed', Math.floor(Math.random() * SEEDS));
  return el('button', { type: 'button', className: 'dice', 'data-i18n-title': 'ui.seed.new', 'data-i18n-label': 'ui.seed.new', onclick: pick }, '⚄');
}
