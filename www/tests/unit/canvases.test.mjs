import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Canvases } from '../../internal/client/canvases.js';

class OffscreenCanvas {
  getContext() {
    return {};
  }
}

/** Of another kind of context, one that is given away once, or one that is drawn on here. */
class HTMLCanvasElement {
  /** @param {'free' | 'webgl' | '2d'} state */
  constructor(state) {
    this.state = state;
  }

  transferControlToOffscreen() {
    if (this.state !== 'free') throw new Error('InvalidStateError');
    this.state = 'webgl';
    return new OffscreenCanvas();
  }

  getContext() {
    return this.state === '2d' ? {} : null;
  }
}
Object.assign(globalThis, { OffscreenCanvas, HTMLCanvasElement });

/** @param {'free' | 'webgl' | '2d'} state */
const canvas = (state) => /** @type {any} */ (new HTMLCanvasElement(state));

test('canvases are taken together: beside one that cannot be had, the others can be attached again', () => {
  const canvases = new Canvases();
  const [good, taken, own] = [canvas('free'), canvas('webgl'), canvas('2d')];
  assert.throws(() => canvases.take({ generated: good, real: taken }), { code: 'canvas_taken', params: { name: 'real' } });
  const away = new Canvases().take({ generated: good, real: own, view: null, chosen: undefined });
  assert.ok(away.generated instanceof OffscreenCanvas);
  assert.deepEqual([away.real, away.view, Object.keys(away)], [null, null, ['generated', 'real', 'view']]);
  assert.throws(() => canvases.take({ generated: good }), { code: 'canvas_taken' }, 'now it is in the hands of a worker');
});

test('what is no canvas is told before any is touched', () => {
  const good = canvas('free');
  for (const other of ['', 'a canvas', 0, {}]) assert.throws(() => new Canvases().take({ generated: good, real: /** @type {any} */ (other) }), { code: 'wrong_argument', params: { reason: 'canvas', name: 'real' } });
  assert.equal(good.state, 'free');
});

test('one canvas shows one picture', () => {
  const twice = canvas('free');
  assert.throws(() => new Canvases().take({ generated: twice, real: twice }), { code: 'canvas_taken', params: { name: 'real' } });
  assert.ok(new Canvases().take({ real: twice }).real);
});
