/** @import { Language } from './i18n.js' */
/** @import { Alerts } from './alerts.js' */
/** @import { Store } from './store.js' */
import { byId, el } from './dom.js';
import { LANGUAGES, loadTexts } from './i18n.js';
import { remember, remembered } from './remembered.js';

const STORED = 'gantry-lang';
const PARAMETER = 'lang';

/**
 * The first wish that can be met: `ru-RU` gets Russian, `zh-TW` gets Chinese.
 * @param {Iterable<string | null | undefined>} wishes the strongest first
 * @returns {Language}
 */
export function pickLanguage(wishes) {
  for (const wish of wishes) {
    const primary = wish?.toLowerCase().split(/[-_]/)[0];
    const found = LANGUAGES.find((lang) => lang === primary);
    if (found) return found;
  }
  return 'en';
}

/** What the address asks for, else what was chosen here before, else what the browser is set to. */
export function wantedLanguage() {
  return pickLanguage([new URLSearchParams(location.search).get(PARAMETER), remembered(STORED), ...navigator.languages]);
}

/**
 * The switch in the masthead. A change puts other texts into the store; whatever shows texts watches them.
 * @param {Store} store
 * @param {URL} root of the site
 * @param {Alerts} alerts
 */
export function startLanguages(store, root, alerts) {
  const select = byId('language', HTMLSelectElement);
  // Everybody finds the name of his own language, whichever the page speaks.
  select.append(...LANGUAGES.map((lang) => el('option', { value: lang, 'data-i18n': `ui.language.${lang}` })));
  // What was built before has named its keys; later changes reach the whole page.
  store.state.texts.translate(document);
  let wanted = store.state.texts.lang;
  select.addEventListener('change', async () => {
    const lang = pickLanguage([select.value]);
    wanted = lang;
    try {
      const texts = await loadTexts(root, lang);
      // Who changes his mind meanwhile gets the later choice.
      if (lang !== wanted) return;
      store.set({ texts });
      keep(lang);
    } catch (error) {
      select.value = store.state.texts.lang;
      alerts.show(error);
    }
  });
  store.watch(['texts'], ({ texts }) => {
    document.documentElement.lang = texts.tag;
    document.title = texts.t('ui.title');
    select.value = texts.lang;
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('a[data-lesson]'))) link.setAttribute('href', lessonPath(texts.lang, link.dataset.lesson ?? ''));
  });
}

/**
 * @param {Language} lang
 * @param {string} lesson
 */
function lessonPath(lang, lesson) {
  return `www/lessons/${lang === 'en' ? '' : `${lang}/`}${lesson}.html`;
}

/** @param {Language} lang */
function keep(lang) {
  const url = new URL(location.href);
  if (url.searchParams.has(PARAMETER)) {
    // Else a reload would bring the link's language back.
    url.searchParams.set(PARAMETER, lang);
    history.replaceState(history.state, '', url);
  }
  remember(STORED, lang);
}
