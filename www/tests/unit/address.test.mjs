import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Address } from '../../internal/page/address.js';
import { Store } from '../../internal/page/store.js';

const common = { group: /** @type {const} */ ('run'), live: true, unit: null, when: null };
const number = /** @type {const} */ ({ type: 'float', min: 0, max: 1, scale: 'linear' });
/** @type {import('../../internal/protocol.js').Registry} */
const registry = {
  version: '0',
  conflicts: [],
  options: [
    { ...common, key: 'variant', default: 'mlp', kind: { type: 'choice', choices: ['mlp', 'dcgan', 'cgan'] } },
    { ...common, key: 'seed', default: 7, kind: { type: 'int', min: 0, max: 99 } },
    { ...common, key: 'lr_d', default: 0.1, kind: number },
    { ...common, key: 'lr_g', default: 0.1, kind: number },
  ],
  variants: [],
};

/** The steps of a browser that allows only so many. */
const browser = new EventTarget();
let steps = [''];
let allowed = Infinity;

beforeEach(() => {
  steps = [''];
  allowed = Infinity;
  const go = (/** @type {string} */ hash, /** @type {boolean} */ isNew) => {
    if (allowed === 0) throw new DOMException('too often', 'SecurityError');
    allowed -= 1;
    if (isNew) steps.push(hash);
    else steps[steps.length - 1] = hash;
  };
  Object.assign(globalThis, {
    addEventListener: browser.addEventListener.bind(browser),
    location: {
      get hash() {
        return steps.at(-1) ?? '';
      },
    },
    history: { pushState: (/** @type {any} */ _, /** @type {any} */ __, /** @type {string} */ hash) => go(hash, true), replaceState: (/** @type {any} */ _, /** @type {any} */ __, /** @type {string} */ hash) => go(hash, false) },
  });
});

function place() {
  const store = new Store();
  store.set({ registry });
  /** @type {import('../../internal/protocol.js').Settings} */
  const shown = { variant: 'mlp', seed: 7, lr_d: 0.1, lr_g: 0.1 };
  const run = { shown, onAimed: /** @type {(key: string | null) => void} */ (() => {}), follow: async () => {}, report: async () => {} };
  const address = new Address(store, /** @type {any} */ (run), /** @type {any} */ ({}));
  /** @param {string} key @param {import('../../internal/protocol.js').Value} value */
  const change = (key, value) => {
    shown[key] = value;
    run.onAimed(key);
  };
  return { address, change };
}

test('a number that is turned further is one step of the history; other changes are steps of their own', () => {
  const { change } = place();
  for (const value of [0.2, 0.3, 0.4]) change('lr_d', value);
  change('lr_g', 0.5);
  change('lr_d', 0.5);
  for (const variant of ['dcgan', 'cgan']) change('variant', variant);
  assert.deepEqual(steps, [
    '',
    '#variant=mlp&seed=7&lr_d=0.4',
    '#variant=mlp&seed=7&lr_d=0.4&lr_g=0.5',
    '#variant=mlp&seed=7&lr_d=0.5&lr_g=0.5',
    '#variant=dcgan&seed=7&lr_d=0.5&lr_g=0.5',
    '#variant=cgan&seed=7&lr_d=0.5&lr_g=0.5',
  ]);
});

test('after Back a number begins a step again', () => {
  const { change } = place();
  change('seed', 8);
  change('seed', 9);
  browser.dispatchEvent(new Event('popstate'));
  change('seed', 10);
  assert.deepEqual(steps, ['', '#variant=mlp&seed=9', '#variant=mlp&seed=10']);
});

test('a browser that has had enough is no trouble of the visitor, and loses no step later', () => {
  const { change } = place();
  allowed = 1;
  change('seed', 8);
  change('lr_d', 0.2);
  change('lr_d', 0.3);
  assert.deepEqual(steps, ['', '#variant=mlp&seed=8']);
  allowed = Infinity;
  change('lr_d', 0.4);
  assert.deepEqual(steps, ['', '#variant=mlp&seed=8', '#variant=mlp&seed=8&lr_d=0.4']);
});
