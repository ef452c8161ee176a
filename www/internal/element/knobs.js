/** @import { OptionSpec, Value } from '../protocol.js' */
/** @import { Run } from '../page/run.js' */
/** @import { State } from '../page/store.js' */
/** @import { Ui } from '../page/ui.js' */
import { refusals } from '../page/conflicts.js';
import { Control } from '../page/control.js';
import { el } from '../page/dom.js';
import { LOCK, icon } from './icons.js';
import { wantedOptions } from './knobs-wanted.js';
import { isLocked } from '../shared/limits.js';

/** The knobs that the author shows, in his order. */
export class Knobs {
  #ui;
  #run;
  #place;
  #onChange;
  /** @type {Map<string, { control: Control, reason: HTMLElement }>} */
  #made = new Map();
  #shown = '';
  #note = el('p', { className: 'locked-note', hidden: true }, icon(LOCK), el('span', { 'data-i18n': 'ui.lock.reason' }));

  /**
   * @param {Ui} ui
   * @param {Run} run
   * @param {(key: string, value: Value) => void} onChange a visitor has turned a knob
   */
  constructor(ui, run, onChange) {
    this.#ui = ui;
    this.#run = run;
    this.#onChange = onChange;
    this.#place = ui.byId('knobs');
    ui.texts.translate(this.#note);
    ui.store.watch(['registry', 'settings', 'pending', 'limits'], (state) => this.#show(state));
    ui.store.watch(['texts'], (state) => {
      for (const { control } of this.#made.values()) control.speak();
      state.texts.translate(this.#note);
      this.#show(state);
    });
  }

  /** @param {Readonly<State>} state */
  #show({ registry, settings, pending, limits }) {
    const shown = { ...settings, ...pending };
    if (!registry || shown.variant === undefined) return;
    const options = wantedOptions(registry, shown, limits.controls).filter(({ key }) => !limits.hidden.includes(key));
    this.#arrange(options);
    this.#note.hidden = !options.some(({ key }) => isLocked(limits, key));
    for (const option of options) {
      const { control, reason } = this.#make(option);
      control.lock(isLocked(limits, option.key));
      control.show(settings, pending);
      const refused = refusals(registry, shown, option);
      control.refuse(refused, reason.id);
      reason.hidden = refused.all === null;
      reason.textContent = refused.all === null ? '' : this.#ui.t(`conflict.${refused.all}`);
    }
  }

  /** @param {OptionSpec[]} options */
  #arrange(options) {
    const names = options.map(({ key }) => key).join();
    if (names === this.#shown && this.#place.querySelector('.is-reserved') === null) return;
    this.#shown = names;
    this.#place.replaceChildren(...options.map((option) => this.#make(option).control.root), ...(options.length > 0 ? [this.#note] : []));
  }

  /** @param {OptionSpec} option */
  #make(option) {
    let made = this.#made.get(option.key);
    if (!made) {
      const change = async (/** @type {string} */ key, /** @type {Value} */ value) => {
        await this.#run.change(key, value);
        this.#onChange(key, value);
      };
      const control = new Control(this.#ui, option, change);
      const reason = el('p', { className: 'knob-reason', id: `reason-${option.key}`, hidden: true });
      control.root.setAttribute('part', 'knob');
      control.root.append(reason);
      made = { control, reason };
      this.#made.set(option.key, made);
    }
    return made;
  }
}
