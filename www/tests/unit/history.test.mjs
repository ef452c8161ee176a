import assert from 'node:assert/strict';
import { test } from 'node:test';
import { History, MOST_POINTS, robustRange, smoothed } from '../../internal/page/history.js';
import { pointsOf } from '../../internal/page/log.js';

/** @param {number} iteration */
const point = (iteration) => ({ iteration, d_loss: iteration, g_loss: 1, d_real: 0.5, d_fake: 0.25, measure: NaN });
/** @param {number} count */
const points = (count) => Array.from({ length: count }, (_, i) => point(i + 1));

test('a short run is kept as it is', () => {
  const history = new History();
  history.push(points(3));
  history.push([point(4)]);
  assert.deepEqual(history.points, points(4));
});

test('a long run is thinned by means, evenly, to its newest point', () => {
  const history = new History();
  history.push(points(64_000));
  assert.ok(history.points.length <= MOST_POINTS && history.points.length > MOST_POINTS / 4);
  const iterations = history.points.map(({ iteration }) => iteration);
  assert.ok(iterations.every((iteration, i) => i === 0 || iteration > (iterations[i - 1] ?? 0)));
  assert.ok(64_000 - (iterations.at(-1) ?? 0) < 64);
  for (const { iteration, d_loss, g_loss } of history.points) {
    assert.ok(d_loss <= iteration && iteration - d_loss <= 64);
    assert.equal(g_loss, 1);
  }
});

test('a measure that is taken now and then is not lost in the thinning', () => {
  const history = new History();
  history.push(points(2 * MOST_POINTS + 2).map((one) => ({ ...one, measure: one.iteration % 2 === 0 ? 3 : NaN })));
  assert.ok(history.points.length < MOST_POINTS + 2 && history.points.every(({ measure }) => measure === 3));
});

test('a run that goes on from elsewhere has nothing of the one before', () => {
  const history = new History();
  history.push(points(3 * MOST_POINTS));
  history.restart(points(3));
  history.push([point(4)]);
  assert.deepEqual(history.points, points(4), 'each point by itself again');
});

test('the log of a run gives its points again', () => {
  const csv = 'iteration,d_loss,g_loss,d_real,d_fake,measure\n1,1.5,0,0.5,0.25,\n2,,3e-5,,0.5,0.1\n';
  assert.deepEqual(pointsOf(csv), [
    { iteration: 1, d_loss: 1.5, g_loss: 0, d_real: 0.5, d_fake: 0.25, measure: NaN },
    { iteration: 2, d_loss: NaN, g_loss: 3e-5, d_real: NaN, d_fake: 0.5, measure: 0.1 },
  ]);
  assert.deepEqual(pointsOf('iteration,d_loss\n'), []);
});

test('smoothing starts at the first value, follows, and leaves gaps', () => {
  assert.deepEqual(smoothed([3, 3, 3]).map((n) => n?.toFixed(9)), Array(3).fill('3.000000000'));
  const steps = smoothed([0, 0, ...Array(200).fill(1)]);
  assert.ok((steps[2] ?? 1) < 0.5 && (steps.at(-1) ?? 0) > 0.99);
  assert.deepEqual(smoothed([null, 2, null]), [null, 2, null]);
});

test('one spike does not flatten a chart', () => {
  const values = [...Array.from({ length: 500 }, (_, i) => 1 + (i % 10) / 10), 900];
  const [bottom, top] = robustRange(values, 1.5);
  assert.equal(bottom, 0);
  assert.ok(top > 1.9 && top < 3);
  assert.ok(robustRange([-5, -4, 1], 1.5)[0] < -5);
  assert.deepEqual(robustRange([], 1.5), [0, 1.5]);
});

test('what a log has told, and a report tells again, counts once', () => {
  const history = new History();
  history.restart(points(5));
  history.push(points(7));
  assert.deepEqual(history.points, points(7));
  history.restart([]);
  history.push(points(2));
  assert.deepEqual(history.points, points(2), 'another run begins at its own first iteration');
});
