import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { sortFiles } from '../../internal/page/file-kinds.js';
import { gunzipIfNeeded } from '../../internal/shared/gzip.js';
import { idxContent } from '../../internal/shared/idx.js';

const images = new Uint8Array([0, 0, 8, 3, 0, 0, 0, 0]);
const labels = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 0]);

/**
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
const file = (name, bytes) => new File([bytes], name);
/** @param {string} code */
const withCode = (code) => (/** @type {Error & { code?: string }} */ error) => error.code === code;

test('the magic number says what an IDX file holds', () => {
  assert.equal(idxContent(images), 'images');
  assert.equal(idxContent(labels), 'labels');
  assert.equal(idxContent(new Uint8Array([0, 0, 9, 3])), 'other');
  assert.equal(idxContent(new Uint8Array([0, 0, 8])), 'other');
  assert.equal(idxContent(new Uint8Array([9, ...images]).subarray(1)), 'images');
});

test('gzip is unpacked, and anything else left alone', async () => {
  assert.equal(await gunzipIfNeeded(images, 'a'), images);
  assert.deepEqual(await gunzipIfNeeded(new Uint8Array(gzipSync(images)), 'a'), images);
});

test('a bomb and a torn gzip are refused', async () => {
  const zeros = new Uint8Array(gzipSync(new Uint8Array(300_000)));
  await assert.rejects(gunzipIfNeeded(zeros, 'a', 100_000), withCode('file_too_large'));
  await assert.rejects(gunzipIfNeeded(zeros.subarray(0, zeros.length - 9), 'a'), withCode('file_gzip'));
});

test('files are told apart by content, whatever they are called', async () => {
  const own = await sortFiles([file('labels-of-images', images), file('x.gz', new Uint8Array(gzipSync(labels)))]);
  assert.equal(own.name, 'labels-of-images');
  assert.deepEqual(own.images, images);
  assert.deepEqual(own.labels, labels);
  assert.equal((await sortFiles([file('train.idx.gz', images)])).name, 'train.idx');
});

test('what cannot be a data set is refused with its reason', async () => {
  await assert.rejects(sortFiles([file('a', new Uint8Array(20))]), withCode('file_not_idx'));
  await assert.rejects(sortFiles([file('a', labels)]), withCode('file_no_images'));
  await assert.rejects(sortFiles([file('a', images), file('b', images)]), withCode('file_several'));
});
