import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { Ledger } from '../../internal/worker/ledger.js';
import { helpersFor } from '../../internal/worker/team.js';

const JOBS = 3000;
const MOST_PIECES = 9;
const KINDS = 2;
/** From the count of a piece of one kind to that of the same piece of the next. */
const APART = JOBS * MOST_PIECES;

/** What a helper does, except that it counts each piece that it takes. */
const HELPER = `
  import { parentPort, workerData } from 'node:worker_threads';
  const { Ledger } = await import(workerData.script);
  const ledger = new Ledger(workerData.ledger);
  const counts = new Int32Array(workerData.counts);
  parentPort.postMessage('ready');
  for (;;) {
    ledger.sleep();
    for (let piece = ledger.take(); piece >= 0; piece = ledger.take()) {
      Atomics.add(counts, ledger.address + piece + ledger.kind * workerData.apart, 1);
      ledger.tick();
    }
  }
`;

test('every piece of every job is made once, and none is left when the job ends', { timeout: 60_000 }, async () => {
  const ledger = new Ledger();
  const counts = new SharedArrayBuffer(4 * APART * KINDS);
  const script = new URL('../../internal/worker/ledger.js', import.meta.url).href;
  const source = new URL(`data:text/javascript,${encodeURIComponent(HELPER)}`);
  const helpers = [1, 2, 3].map(() => new Worker(source, { workerData: { script, ledger: ledger.buffer, counts, apart: APART } }));
  await Promise.all(helpers.map((helper) => once(helper, 'message')));
  const seen = new Int32Array(counts);
  let helped = 0;
  for (let job = 0; job < JOBS; job += 1) {
    const pieces = 1 + ((job * 7) % MOST_PIECES);
    const address = job * MOST_PIECES;
    ledger.begin(job % KINDS, address, pieces);
    let own = 0;
    for (let piece = ledger.take(); piece >= 0; piece = ledger.take()) {
      Atomics.add(seen, address + piece + (job % KINDS) * APART, 1);
      own += 1;
    }
    ledger.end();
    helped += pieces - own;
    const made = Array.from({ length: MOST_PIECES }, (_, piece) => Atomics.load(seen, address + piece + (job % KINDS) * APART));
    assert.deepEqual(made, Array.from({ length: MOST_PIECES }, (_, piece) => (piece < pieces ? 1 : 0)), `job ${job}`);
  }
  assert.ok(helped > 0, 'nobody has helped');
  await Promise.all(helpers.map((helper) => helper.terminate()));
});

test('a thread that goes with a piece in its hands is missed', () => {
  const ledger = new Ledger();
  new Ledger(ledger.buffer).take();
  ledger.begin(0, 0, 2);
  assert.equal(new Ledger(ledger.buffer).take(), 0);
  assert.equal(ledger.take(), 1);
  assert.throws(() => ledger.end(5), WebAssembly.RuntimeError);
});

test('half of the processors that a browser counts help', () => {
  assert.deepEqual([1, 2, 3, 4, 8, 12, 64].map(helpersFor), [0, 1, 1, 2, 4, 6, 7]);
});
