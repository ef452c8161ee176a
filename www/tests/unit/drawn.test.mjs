import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DrawPad } from '../../internal/page/draw-pad.js';
import { checkpointBytes } from './checkpoints.mjs';
import { sessionOf } from './sessions.mjs';

/** A pad, and how often it spoke of points and of the pen. */
function pad() {
  const canvas = Object.assign(new EventTarget(), { matches: () => true });
  const heard = { points: 0, pen: 0 };
  const drawing = new DrawPad(
    /** @type {any} */ (canvas),
    () => void (heard.points += 1),
    () => void (heard.pen += 1),
  );
  drawing.turn(true);
  /** @param {string} key */
  const press = (key) => canvas.dispatchEvent(Object.assign(new Event('keydown'), { key }));
  return { drawing, canvas, heard, press };
}

test('a look at the pad, and a move of the pen, are no change of the points', () => {
  const { drawing, canvas, heard, press } = pad();
  drawing.points = [0.5, 0.25];
  canvas.dispatchEvent(new Event('focus'));
  press('ArrowUp');
  canvas.dispatchEvent(new Event('blur'));
  assert.deepEqual(heard, { points: 0, pen: 3 });
  press('Enter');
  assert.deepEqual([heard.points, drawing.points], [1, [0.5, 0.25, 0, 0.04]]);
  press('Backspace');
  press('Backspace');
  assert.deepEqual([heard.points, drawing.points], [3, []]);
  drawing.clear();
  assert.equal(heard.points, 4);
});

/** A session, and what its lab of now has been given. */
function session() {
  const { one } = sessionOf();
  return { one, drawn: () => /** @type {any} */ (one.lab).drawn };
}

test('points outlive the run, and those of a checkpoint take the place of what was drawn before', async () => {
  const { one, drawn } = session();
  await one.start({ dataset: 'drawn' });
  await one.setDrawn(new Float32Array([1, 1]));
  await one.start({ dataset: 'drawn', seed: 2 });
  assert.deepEqual([drawn(), [...one.drawn]], [[1, 1], [1, 1]]);
  await one.restore(checkpointBytes({ dataset: 'drawn' }, [2, 2, 3, 3]));
  assert.deepEqual([...one.drawn], [2, 2, 3, 3]);
  await one.start({ dataset: 'drawn' });
  assert.deepEqual(drawn(), [2, 2, 3, 3], 'a reset begins with the points that are shown');
});

test('a checkpoint of another data set leaves what was drawn to the next run that learns it', async () => {
  const { one, drawn } = session();
  await one.start({ dataset: 'ring8' });
  await one.setDrawn(new Float32Array([1, 1]));
  await one.restore(checkpointBytes({ dataset: 'ring8' }));
  await one.start({ dataset: 'drawn' });
  assert.deepEqual(drawn(), [1, 1]);
});
