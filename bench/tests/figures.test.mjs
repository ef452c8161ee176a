/** What is made of the measurements. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOLERANCE, agreement } from '../harness/agreement.mjs';
import { parse } from '../harness/args.mjs';
import { contest } from '../harness/contest.mjs';
import { ENTRANTS, entrantNamed } from '../harness/contestants.mjs';
import { NO_GPU } from '../harness/seat.mjs';
import { spread } from '../harness/statistics.mjs';
import { table } from '../harness/table.mjs';

test('a contestant that does not exist is refused, with the names of those that do', () => {
  assert.equal(entrantNamed('native').title, 'Gantry, native');
  assert.throws(() => entrantNamed('gantry-native'), /no contestant is called gantry-native: there are gantry-cpu, /);
});

test('median and quartiles', () => {
  assert.deepEqual(spread([4, 1, 3, 2, 5]), { median: 3, low: 2, high: 4, count: 5 });
});

test('losses agree as far as both go, and NaN agrees with nothing', () => {
  const same = agreement([[1, 2], [1, 2.1]], [[1, 2], [1, 2], [1, 2]]);
  assert.equal(same?.iterations, 2);
  assert.ok(Math.abs((same?.deviation ?? 0) - 0.05) < 1e-9 && 0.05 > TOLERANCE);
  assert.equal(agreement([[NaN, 1]], [[1, 1]])?.deviation, Infinity);
  assert.equal(agreement([], [[1, 1]]), null);
});

test('flags', () => {
  assert.deepEqual(parse(['--site', 's', '--workloads', 'mlp', '--budget', '5']).budgetMs, 5000);
  assert.throws(() => parse([]), /--site DIR/);
  assert.throws(() => parse(['--site', 's', '--rounds', 'many']), /whole number/);
});

/**
 * @param {string} id
 * @param {number} msEach
 * @param {{ fails?: boolean }} [how]
 * @returns {import('../harness/seat.mjs').Seat}
 */
function seat(id, msEach, { fails = false } = {}) {
  const entrant = ENTRANTS.find((known) => known.id === id);
  assert.ok(entrant);
  return {
    entrant,
    chunkMs: 100,
    mostPerChunk: 100,
    restarts: false,
    async open() {},
    async chunk(first, count) {
      if (fails) throw new Error('no such kernel');
      const losses = Array.from({ length: count }, (_, i) => /** @type {[number, number]} */ ([1 + first + i, 2]));
      return { iterations: count, ms: msEach * count, cpuMs: (msEach / 2) * count, pageCpuMs: null, losses, hostMs: null, gpu: NO_GPU };
    },
    async close() {},
  };
}

test('contestants train in turns, and one that fails tells why', async () => {
  const seats = [seat('gantry-cpu', 10), seat('jax-wasm', 20), seat('tfjs-wasm', 1, { fails: true })];
  const results = await contest(seats, { rounds: 3, budgetMs: 10_000, say: () => {} });
  assert.deepEqual(results[0]?.msPerIteration, [10, 10, 10]);
  assert.deepEqual(results[1]?.losses.at(-1), [20, 2]);
  assert.equal(results[2]?.cannot, 'no such kernel');
  const text = table({ workload: 'mlp_small', reference: { title: 'Gantry', losses: results[0]?.losses ?? [] }, results, visits: new Map() });
  assert.match(text, /\| jax-js wasm \| 20 \| 20–20 \(3\) \| 2 \| 10 \| 2 \|/);
  assert.match(text, /TensorFlow.js wasm cannot: no such kernel/);
});

test('who has no time left is judged by the proof', async () => {
  const [result] = await contest([seat('gantry-cpu', 400)], { rounds: 3, budgetMs: 1000, say: () => {} });
  assert.deepEqual(result?.msPerIteration, [400, 400, 400]);
  assert.equal(result?.losses.length, 4);
});
