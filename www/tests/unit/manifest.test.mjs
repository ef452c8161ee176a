import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataStream } from '../../internal/worker/data-stream.js';
import { isPassing } from '../../internal/worker/persistence.js';

/** A stream for whose host each request takes the next of these bodies. @param {(() => BodyInit)[]} bodies */
function streamOf(bodies) {
  globalThis.fetch = async () => new Response(bodies.shift()?.());
  return new DataStream(new URL('https://example.org/'));
}

/** What comes before the connection breaks. */
const cut = () =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"name":'));
      controller.error(new TypeError('network error'));
    },
  });

test('a manifest that is cut off may come later, whole', async () => {
  const data = streamOf([cut, () => '{"name": "mnist"}']);
  await assert.rejects(data.manifest(), (error) => isPassing(error));
  assert.equal((await data.manifest()).name, 'mnist');
});

test('a manifest that is something else will not be one later', async () => {
  const data = streamOf([() => '<!doctype html>']);
  await assert.rejects(data.manifest(), (error) => error instanceof SyntaxError && !isPassing(error));
});
