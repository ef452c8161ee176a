/** @import { OptionSpec, Registry } from '../protocol.js' */
/** @import { Run } from './run.js' */
/** @import { Store } from './store.js' */
import { Control } from './control.js';
import { byId, el } from './dom.js';
import { optionalText, t } from './i18n.js';
import { BAR_KEYS, applies, differences } from './settings.js';

/**
 * The settings, made from the registry: the page knows no option by name.
 * @param {Store} store
 * @param {Run} run
 */
export function buildPanel(store, run) {
  const stop = store.watch(['registry'], ({ registry }) => {
    if (!registry) return;
    build(store, run, registry);
    queueMicrotask(() => stop());
  });
  const defaults = byId('defaults', HTMLButtonElement);
  defaults.addEventListener('click', () => void run.backToDefaults());
  store.watch(['settings', 'pending', 'registry'], ({ registry }) => {
    const changed = registry ? Object.keys(differences(registry, run.shown)).filter((key) => !BAR_KEYS.includes(key)) : [];
    defaults.hidden = changed.length === 0;
  });
}

/**
 * @param {Store} store
 * @param {Run} run
 * @param {Registry} registry
 */
function build(store, run, registry) {
  const options = registry.options.filter((option) => !BAR_KEYS.includes(option.key));
  const controls = options.map((option) => ({ option, control: new Control(option, (key, value) => run.change(key, value)) }));
  const groups = [...new Set(options.map((option) => option.group))].map((group) => {
    const members = controls.filter(({ option }) => option.group === group);
    const section = el('section', { className: 'group' }, el('h3', {}, t(`group.${group}`)), ...members.map(({ control }) => control.root));
    return { section, members };
  });
  const unused = el('p', { className: 'unused' });
  byId('settings-groups').replaceChildren(...groups.map(({ section }) => section), unused);
  store.watch(['settings', 'pending'], ({ settings, pending }) => {
    for (const { option, control } of controls) {
      control.root.hidden = !applies(option, { ...settings, ...pending });
      control.show(settings, pending);
    }
    for (const { section, members } of groups) section.hidden = members.every(({ control }) => control.root.hidden);
    unused.textContent = unusedText(options.filter((option) => !applies(option, { ...settings, ...pending })));
  });
}

/** @param {OptionSpec[]} options */
function unusedText(options) {
  if (options.length === 0) return '';
  return t('ui.settings.unused', { labels: options.map(({ key }) => optionalText(`option.${key}.label`, key)).join(', ') });
}
