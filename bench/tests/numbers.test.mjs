/** The numbers that make contestants comparable are those of Gantry and of its test fixtures. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BATCH, WORKLOADS, workloadNamed } from '../nets/index.js';
import { parametersOf, volume } from '../nets/parameters.js';
import { flopsOf, productsOf } from '../nets/products.js';
import { ChaCha8 } from '../numbers/chacha8.js';
import { signed } from '../numbers/hash.js';
import { withWeights } from '../numbers/safetensors.js';
import { hashedWeights, packed, unpacked } from '../numbers/weights.js';

test('hashes are those of the fixtures', () => {
  const file = new URL('../../tests/fixtures/golden/hash.json', import.meta.url);
  /** @type {{ probes: { name: string, j: string, signed: number }[] }} */
  const { probes } = JSON.parse(readFileSync(file, 'utf8'));
  const small = probes.filter(({ j }) => Number(j) < 2 ** 17);
  assert.ok(small.length > 20);
  for (const probe of small) {
    assert.equal(signed(probe.name, Number(probe.j) + 1)[Number(probe.j)], Math.fround(probe.signed), `${probe.name} ${probe.j}`);
  }
});

test('ChaCha8 gives the published stream for a key of zeros', () => {
  const rng = new ChaCha8(new Uint32Array(8), 0n);
  const bytes = new Uint8Array(Uint32Array.from({ length: 16 }, () => rng.word()).buffer);
  assert.equal(Buffer.from(bytes).toString('hex').slice(0, 64), '3e00ef2f895f40d67f5bb8e81f09a5a12c840ec3ce9a7f3b181be188ef711a1e');
});

test('weights survive packing', () => {
  for (const workload of WORKLOADS) {
    const weights = hashedWeights(workload);
    assert.equal(weights.size, parametersOf(workload).length);
    assert.deepEqual(unpacked(workload, packed(workload, weights)), weights);
    for (const { name, shape } of parametersOf(workload)) assert.equal(weights.get(name)?.length, volume(shape));
  }
});

test('a checkpoint gets other weights and keeps the rest', () => {
  const header = new TextEncoder().encode(
    JSON.stringify({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] }, b: { dtype: 'F32', shape: [2], data_offsets: [4, 12] } }),
  );
  const file = new Uint8Array(8 + header.length + 12);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  const edited = withWeights(file, new Map([['b', new Float32Array([1, 2])]]));
  assert.deepEqual([...new Float32Array(edited.slice(8 + header.length).buffer)], [0, 1, 2]);
  assert.throws(() => withWeights(file, new Map([['c', new Float32Array(1)]])), /no tensor c/);
});

test('the arithmetic of mlp_small, counted by hand', () => {
  const [g1, g2, d1, d2] = [100 * 128, 128 * 784, 784 * 128, 128];
  const dStep = g1 + g2 + 2 * (2 * (d1 + d2) + d2);
  const gStep = 2 * (g1 + g2) + g2 + 2 * (d1 + d2);
  assert.equal(flopsOf(workloadNamed('mlp_small'), BATCH), 2 * BATCH * (dStep + gStep));
});

test('the floor reads and writes each weight matrix and gradient that a step does', () => {
  for (const workload of WORKLOADS) {
    const products = productsOf(workload, BATCH);
    const written = new Set(products.map(({ out }) => out));
    const layers = parametersOf(workload).filter(({ shape, fanIn }) => fanIn > 0 && shape.length > 1).length;
    for (const what of ['W', 'dW']) {
      const named = new Set(products.flatMap(({ left, right, out }) => [left, right, out]).filter((name) => name.endsWith(`.${what}`)));
      assert.equal(named.size, layers, `${workload.name} ${what}`);
      for (const name of named) assert.equal(written.has(name), what === 'dW', name);
    }
  }
});
