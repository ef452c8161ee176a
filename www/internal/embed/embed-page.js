/** @import { GanTry } from '../element/gan-try-element.js' */
/** @import { Failure } from '../messages.js' */
/** The site as a frame in somebody else's page: the element alone, and a line to that page. */
import { assetsFolder } from '../client/assets.js';
import { Words } from '../client/words.js';
import { defineGanTry } from '../element/gan-try-element.js';
import { sheetOf } from '../element/style/sheet.js';
import { wantedLanguage } from '../page/language.js';
import { obey } from './commands.js';
import { attributesOfHash, putAttributes } from './hash-attributes.js';
import { Partner, partnerOrigin } from './partner.js';

const TOLD = /** @type {const} */ (['ready', 'progress', 'iteration', 'sample', 'change', 'device', 'exam', 'error']);

const sheet = sheetOf(`
html { color-scheme: light dark; }
html[data-theme='light'] { color-scheme: light; }
html[data-theme='dark'] { color-scheme: dark; }
body { margin: 0; visibility: visible; }
gan-try { --gantry-border: 0; --gantry-radius: 0; --gantry-padding: 12px; }
`);

defineGanTry();
const tag = /** @type {GanTry} */ (document.createElement('gan-try'));

const partner = new Partner(partnerOrigin(location.search, document.referrer), async (command) => {
  partner.tell(...answerTo(command, await obey(tag, command, inWords)));
});

for (const type of TOLD) {
  tag.addEventListener(type, (event) => partner.tell(type, /** @type {CustomEvent} */ (event).detail));
}
followHash();
addEventListener('hashchange', followHash);

// The page's own sheets are not for this.
for (const link of document.querySelectorAll('link[rel=stylesheet]')) link.remove();
document.adoptedStyleSheets = [sheet()];
document.body.replaceChildren(tag);

// Whoever has asked before there was anybody to hear may ask again.
partner.tell('hello');
new ResizeObserver(() => partner.tell('height', { height: Math.ceil(tag.getBoundingClientRect().height) })).observe(tag);

function followHash() {
  const { attributes, unknown } = attributesOfHash(location.hash);
  document.documentElement.lang = attributes.get('lang') || wantedLanguage();
  document.documentElement.dataset.theme = attributes.get('theme') ?? 'auto';
  putAttributes(tag, attributes);
  if (unknown.length > 0) void tellUnknown(unknown.join(', '));
}

/** @param {string} names */
async function tellUnknown(names) {
  const failure = { code: 'link_unknown', message: '', params: { names } };
  partner.tell('error', { ...failure, message: await inWords(failure) });
}

/** @param {Failure} failure */
function inWords(failure) {
  return new Words(assetsFolder(), document.documentElement.lang).of(failure);
}

/**
 * @param {{ type: string, id?: unknown }} command
 * @param {Awaited<ReturnType<typeof obey>>} outcome
 * @returns {[string, Record<string, unknown>]}
 */
function answerTo({ type: command, id = null }, { type, ...rest }) {
  return [type, { command, id, ...rest }];
}
