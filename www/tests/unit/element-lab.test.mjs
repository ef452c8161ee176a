import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ElementLab } from '../../internal/element/element-lab.js';

/** A lab whose worker notes what it is asked for, and says what a test lets it say. */
function lab() {
  /** @type {{ type: string, id: number, lab: number }[]} */
  const asked = [];
  const worker = Object.assign(new EventTarget(), { postMessage: (/** @type {any} */ command) => void asked.push(command), terminate: () => {} });
  const made = new ElementLab({ worker: () => /** @type {any} */ (worker) });
  /** @param {object} event */
  const say = (event) => void worker.dispatchEvent(Object.assign(new Event('message'), { data: { lab: asked[0]?.lab, ...event } }));
  /** @param {string} type */
  const answer = (type) => {
    const id = asked.findLast((command) => command.type === type)?.id;
    say({ type: 'answer', id, value: {} });
  };
  const fail = (/** @type {string} */ code, params = {}) => say({ type: 'failure', failure: { code, message: '', params } });
  return { made, say, answer, fail, steps: () => asked.filter(({ type }) => type === 'step').length };
}

const turn = () => new Promise((resolve) => void setTimeout(resolve, 5));
const DATASET = { type: 'dataset', dataset: { name: 'MNIST', loaded: 5000, count: 60_000, labelled: true } };

test('a step waits for the first images, or points', async () => {
  for (const event of [DATASET, { type: 'scatter', scatter: {} }]) {
    const { made, say, answer, steps } = lab();
    const step = made.stepOnceFed('iteration');
    await turn();
    assert.equal(steps(), 0);
    say(event);
    await turn();
    assert.equal(steps(), 1);
    answer('step');
    await step;
  }
});

test('a step that waits is dropped when the lab is told to play, or begins another run', async () => {
  for (const overtake of [(/** @type {ElementLab} */ made) => made.play(), (/** @type {ElementLab} */ made) => made.reset(), (/** @type {ElementLab} */ made) => made.restore(new Uint8Array(1))]) {
    const { made, say, steps } = lab();
    const step = made.stepOnceFed('iteration');
    void overtake(made);
    await step;
    const later = made.stepOnceFed('iteration');
    say(DATASET);
    await turn();
    assert.equal(steps(), 1, 'the later one');
    void later;
  }
});

test('a step is refused when the images cannot be had, and when the lab ends', async () => {
  const { made, say, fail } = lab();
  const waiting = made.stepOnceFed('iteration');
  fail('unknown_option');
  fail('download_failed', { reason: 'retrying', file: 'f' });
  await turn();
  fail('download_failed');
  await assert.rejects(waiting, { code: 'download_failed' });
  await assert.rejects(made.stepOnceFed('iteration'), { code: 'download_failed' });
  say({ type: 'run', settings: {}, iteration: 0 });
  const again = made.stepOnceFed('iteration');
  void made.dispose();
  for (const step of [again, made.stepOnceFed('iteration')]) await assert.rejects(step, { code: 'disposed' });
});

test('what fails while there are images refuses no step', async () => {
  const { made, say, answer, fail } = lab();
  say(DATASET);
  fail('download_failed');
  await turn();
  const step = made.stepOnceFed('generator');
  await turn();
  answer('step');
  await step;
});
