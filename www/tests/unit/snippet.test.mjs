import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributesOf, iframeSnippet, linkSnippet, tagSnippet } from '../../internal/builder/snippet.js';
import { defaultsOf } from '../../internal/page/settings.js';
import { parseLink } from '../../internal/page/url-state.js';
import { NO_LIMITS } from '../../internal/shared/limits.js';

/** @type {Omit<import('../../internal/protocol.js').OptionSpec, 'key' | 'default' | 'kind'>} */
const common = { group: 'run', live: true, unit: null, when: null };
/** @type {Omit<import('../../internal/protocol.js').VariantSpec, 'id' | 'defaults'>} */
const plain = { papers: [], equations: { d_loss: '', g_loss: '' }, view: null, exam: null, needs_labels: false, fixed: {} };

/** @type {import('../../internal/protocol.js').Registry} */
const registry = {
  version: '0',
  conflicts: [],
  options: [
    { ...common, key: 'variant', default: 'mlp', kind: { type: 'choice', choices: ['mlp', 'cgan'] } },
    { ...common, key: 'seed', default: 7, kind: { type: 'int', min: 0, max: 99 } },
    { ...common, key: 'steps', default: 0, kind: { type: 'int', min: 0, max: 99 } },
    { ...common, key: 'lr_g', default: 2e-4, kind: { type: 'float', min: 0, max: 1, scale: 'log' } },
    { ...common, key: 'feature_matching', default: false, kind: { type: 'bool' } },
  ],
  variants: [
    { ...plain, id: 'mlp', defaults: {} },
    { ...plain, id: 'cgan', defaults: { lr_g: 1e-3 } },
  ],
};
const places = { site: new URL('https://gantry.example/lab/'), script: new URL('https://gantry.example/lab/www/public/gan-try.js') };

/** @param {Partial<import('../../internal/builder/snippet.js').Embedding>} [differing] */
const embedding = (differing) => ({ settings: defaultsOf(registry, 'mlp'), limits: NO_LIMITS, mattering: false, autoplay: false, lang: '', theme: '', width: 0, ...differing });

test('what equals its default is left out: of the table, and of the variant', () => {
  assert.deepEqual([...attributesOf(registry, embedding())], []);
  assert.deepEqual([...attributesOf(registry, embedding({ settings: defaultsOf(registry, 'cgan') }))], [['variant', 'cgan']]);
  const settings = { ...defaultsOf(registry, 'cgan'), seed: 3, lr_g: 5e-5, feature_matching: true };
  assert.deepEqual([...attributesOf(registry, embedding({ settings }))], [
    ['variant', 'cgan'],
    ['seed', '3'],
    ['lr-g', '5e-5'],
    ['feature-matching', 'true'],
  ]);
});

test('a tag names the script, and its lists as HTML does', () => {
  const limits = { controls: ['lr_g', 'seed'], locked: ['lr_g'], hidden: ['charts', 'card'] };
  const text = tagSnippet(registry, embedding({ limits, lang: 'zh', theme: 'dark', autoplay: true, width: 480 }), places);
  assert.equal(
    text,
    '<script type="module" src="https://gantry.example/lab/www/public/gan-try.js"></script>\n' +
      '<gan-try controls="lr-g seed" locked="lr-g" hide="charts card" autoplay lang="zh" theme="dark" style="max-width: 480px"></gan-try>',
  );
  assert.match(tagSnippet(registry, embedding({ mattering: true, limits: { ...NO_LIMITS, locked: ['*'] } }), places), /<gan-try controls locked="\*"><\/gan-try>/);
});

test('an iframe says the same in its address, without markup that ends it', () => {
  const limits = { controls: ['seed'], locked: ['seed'], hidden: ['charts', 'card'] };
  const text = iframeSnippet(registry, embedding({ settings: { ...defaultsOf(registry, 'mlp'), seed: 3 }, limits, theme: 'dark' }), places, 'A "lab" <here>');
  const src = /src="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const url = new URL(src);
  assert.equal(url.search, '?embed');
  assert.deepEqual(parseLink(url.hash).limits, limits);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(url.hash.slice(1))), { seed: '3', controls: 'seed', locked: 'seed', hidden: 'charts,card', theme: 'dark' });
  assert.match(text, /title="A &quot;lab&quot; &lt;here>"/);
});

test('a link opens the page with the same run and limits', () => {
  const limits = { controls: null, locked: ['seed'], hidden: ['charts'] };
  const url = new URL(linkSnippet(registry, embedding({ settings: { ...defaultsOf(registry, 'cgan'), seed: 3, steps: 50 }, limits, lang: 'ru' }), places));
  assert.equal(url.href, 'https://gantry.example/lab/?lang=ru#variant=cgan&seed=3&steps=50&locked=seed&hidden=charts');
});
