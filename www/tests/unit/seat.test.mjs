import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deferred } from '../../internal/shared/deferred.js';
import { Seat } from '../../internal/worker/seat.js';

/** A lab whose images come when a test lets them. */
async function seated() {
  const sheet = () => ({ width: 1, height: 1, rgba: new Uint8ClampedArray(4) });
  const lab = {
    steps: 0,
    dataset: () => ({}),
    report: async () => ({ iteration: 0, points: [], finite: true }),
    step: async () => {
      lab.steps += 1;
      return true;
    },
    run: async () => 0,
    settings: () => ({}),
    set_drawn: () => {},
    scatter: async () => undefined,
    samples: sheet,
    real_images: sheet,
    device: () => ({ adapter: '' }),
    equations: () => ({}),
    has_exam: () => false,
    begin_dataset: () => {},
    add_shard: () => {},
    restore: () => {},
    free: () => {},
  };
  const instance = {
    module: { registry: () => ({}), Lab: { create: async () => lab } },
    call: async (/** @type {() => unknown} */ task) => task(),
    onLost: () => () => {},
    release: async () => {},
    threads: Promise.resolve(1),
  };
  const shard = deferred();
  const supply = {
    modules: { index: async () => ({ cpu: {}, webgpu: null }), gpuFailure: null, load: async () => instance },
    data: { onProgress: () => () => {}, expect: () => {}, manifest: async () => ({ name: '', train: { count: 1, shards: [{ images: {} }] } }), shard: () => shard.promise },
  };
  const start = { type: /** @type {const} */ ('start'), id: 0, lab: 1, settings: { device: 'cpu' }, tolerant: false, assets: '', canvases: {}, sheets: false };
  let playing = false;
  const seat = new Seat(start, /** @type {any} */ (supply), (event) => void (event.type === 'playing' && (playing = event.playing)), () => 1);
  const ask = (/** @type {string} */ type, more = {}) => seat.obey(/** @type {any} */ ({ type, id: 1, lab: 1, ...more }));
  await seat.obey(start);
  return { ask, lab, arrive: () => shard.resolve({ images: new Uint8Array(), labels: new Uint8Array() }), isPlaying: () => playing };
}

test('a step waits a little for the first images, and stops the training that was asked for before it', async () => {
  const { ask, lab, arrive, isPlaying } = await seated();
  await ask('play');
  const step = ask('step', { what: 'iteration' });
  arrive();
  assert.equal(await step, true);
  assert.deepEqual([lab.steps, isPlaying()], [1, false]);
  await ask('dispose');
});

test('a step that waits is overtaken by whoever plays, or begins another run', async () => {
  for (const [overtaking, more] of /** @type {[string, object][]} */ ([['play', {}], ['reset', { settings: { device: 'cpu' } }], ['restore', { bytes: new Uint8Array(64) }]])) {
    const { ask, lab, arrive, isPlaying } = await seated();
    const step = ask('step', { what: 'iteration' });
    await ask(overtaking, more);
    arrive();
    assert.equal(await step, false, overtaking);
    assert.deepEqual([lab.steps, isPlaying()], [0, overtaking === 'play']);
    await ask('dispose');
  }
});
