import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Exams } from '../../internal/worker/exams.js';

const MARK = { exam: 'own_classes', iteration: 0, accuracy: 0.5, pixels: null, learned: 0, asked: 10 };

/** A lab that answers every third question, each of which takes 100 ms. */
function place() {
  /** @type {any[]} */
  const posts = [];
  const lab = { asked: 0, given: 0, set_test_images: () => void (lab.given += 1), examine: () => ((lab.asked += 1) % 3 === 0 ? MARK : undefined) };
  const session = {
    isExamined: true,
    spentMs: 0,
    /** @param {(lab: any) => unknown} call */
    call: (call) => {
      session.spentMs += 100;
      return Promise.resolve(lab).then(call);
    },
  };
  const { promise, resolve, reject } = withResolvers();
  const exams = new Exams(/** @type {any} */ (session), /** @type {any} */ ({ test: () => promise }), (event) => void posts.push(event));
  exams.begin(0);
  return { exams, session, lab, posts, arrive: () => resolve({ images: new Uint8Array(), labels: new Uint8Array() }), fail: () => reject(new Error('gone')) };
}

function withResolvers() {
  /** @type {(value: any) => void} */
  let resolve = () => {};
  /** @type {(error: Error) => void} */
  let reject = () => {};
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

test('an examination begins after some iterations, waits for the images, and goes on a little in each turn', async () => {
  const { exams, lab, posts, arrive } = place();
  await exams.turn(99);
  assert.equal(exams.isSitting, false);
  await exams.turn(100);
  assert.deepEqual([exams.isAwaited, exams.isSitting, lab.asked], [true, true, 0]);
  arrive();
  await Promise.resolve();
  for (let i = 0; i < 2; i += 1) await exams.turn(101 + i);
  assert.deepEqual([exams.isAwaited, exams.isSitting, lab.asked, lab.given, posts.length], [false, true, 2, 1, 0]);
  await exams.turn(103);
  assert.deepEqual(posts, [{ type: 'exam', mark: MARK }]);
  assert.equal(exams.isSitting, false);
  // It took 0.3 s, so that the next one is not due for 2.7 s; but the end of a run does not wait.
  await exams.turn(1000);
  assert.equal(lab.asked, 3);
  await exams.turn(1000, true);
  assert.equal(lab.asked, 4);
});

test('nobody is asked where there is no exam, or where the images did not come', async () => {
  const { exams, session, lab, posts, fail } = place();
  session.isExamined = false;
  await exams.turn(500);
  assert.equal(exams.isSitting, false);
  session.isExamined = true;
  await exams.turn(500);
  assert.equal(exams.isAwaited, true);
  session.isExamined = false;
  await exams.turn(500);
  assert.equal(exams.isSitting, false, 'other images are there now');
  session.isExamined = true;
  fail();
  await new Promise((resolve) => void setTimeout(resolve));
  await exams.turn(600);
  assert.deepEqual([exams.isSitting, lab.asked, posts.map(({ type }) => type)], [false, 0, ['failure']]);
});

test('another run forgets the examination', async () => {
  const { exams, lab, arrive } = place();
  await exams.turn(100);
  arrive();
  await Promise.resolve();
  await exams.turn(100);
  assert.equal(exams.isSitting, true);
  exams.begin(300);
  assert.equal(exams.isSitting, false);
  await exams.turn(399);
  assert.equal(lab.asked, 1);
  await exams.turn(400);
  assert.equal(lab.asked, 2);
});
