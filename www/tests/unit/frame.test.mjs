import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GantryFrame } from '../../public/frame.js';
import { GantryError } from '../../public/gantry-error.js';

/** A frame that no look through the page would find, as in a shadow tree, and what is sent to it. */
function framed() {
  const page = new EventTarget();
  Object.assign(globalThis, { addEventListener: page.addEventListener.bind(page), document: { baseURI: 'https://school.example/', querySelectorAll: () => [] } });
  /** @type {any[]} */
  const sent = [];
  const iframe = { src: 'https://gantry.example/?embed', style: { height: '' }, contentWindow: { postMessage: (/** @type {any} */ message) => void sent.push(message) } };
  const frame = new GantryFrame(/** @type {any} */ (iframe));
  /** @param {object} message @param {unknown} [source] @param {string} [origin] */
  const say = (message, source = iframe.contentWindow, origin = 'https://gantry.example') =>
    void page.dispatchEvent(Object.assign(new Event('message'), { data: { source: 'gantry', ...message }, source, origin }));
  return { frame, iframe, sent, say };
}

test('a frame in a shadow tree is heard, and gets its height', async () => {
  const { frame, iframe, sent, say } = framed();
  const asked = frame.settings();
  say({ type: 'height', height: 700 });
  say({ type: 'answer', id: sent[0].id, value: { seed: 3 } });
  assert.deepEqual(await asked, { seed: 3 });
  assert.equal(iframe.style.height, '700px');
});

test('who is not the frame, or not of its origin, is not heard', () => {
  const { frame, iframe, say } = framed();
  iframe.style.height = '5px';
  let heard = 0;
  frame.addEventListener('height', () => void (heard += 1));
  say({ type: 'height', height: 1 }, {});
  say({ type: 'height', height: 2 }, null);
  say({ type: 'height', height: 3 }, iframe.contentWindow, 'https://other.example');
  assert.deepEqual([heard, iframe.style.height], [0, '5px']);
});

test('what a frame refuses has a code; what is unanswered at the end is refused, and so is what comes later', async () => {
  const { frame, sent, say } = framed();
  const refused = frame.restore(new Uint8Array(1));
  say({ type: 'refusal', id: sent[0].id, code: 'checkpoint_unusable', message: 'No.', params: { reason: 'short' } });
  await assert.rejects(refused, (error) => error instanceof GantryError && error.code === 'checkpoint_unusable' && error.message === 'No.' && error.params.reason === 'short');
  const waiting = frame.play();
  frame.dispose();
  for (const call of [waiting, frame.pause()]) await assert.rejects(call, (error) => error instanceof GantryError && error.code === 'disposed' && error.message.length > 10);
});
