import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { FIRST_WORDS } from '../../internal/client/first-words.js';
import { LabClient, Refused } from '../../internal/client/lab-client.js';
import { PageError } from '../../internal/shared/failure.js';
import { Gate } from '../../internal/shared/gate.js';
import { Alarm, LabGone } from '../../internal/worker/alarm.js';
import { Pace } from '../../internal/worker/pace.js';
import { Turns } from '../../internal/worker/turns.js';

test('calls go through a gate one at a time, in order, whatever becomes of them', async () => {
  const gate = new Gate();
  /** @type {string[]} */
  const log = [];
  const slow = gate.run(async () => {
    await new Promise((resolve) => void setTimeout(resolve, 5));
    log.push('slow');
    return 1;
  });
  const bad = gate.run(() => {
    log.push('bad');
    throw new Error('no');
  });
  const last = gate.run(() => log.push('last'));
  await assert.rejects(bad, /no/);
  assert.equal(await slow, 1);
  await last;
  assert.deepEqual(log, ['slow', 'bad', 'last']);
});

test('an alarm ends the calls that would never settle, and keeps none that did', async () => {
  const alarm = new Alarm();
  assert.equal(await alarm.race(Promise.resolve(7)), 7);
  const stuck = alarm.race(new Promise(() => {}));
  let heard = 0;
  alarm.listen(() => void (heard += 1));
  alarm.listen(() => void (heard += 10))();
  alarm.ring('lost');
  alarm.ring('again');
  await assert.rejects(stuck, (error) => error instanceof LabGone && error.message === 'lost' && !error.isBystander);
  assert.equal(heard, 1, 'once, and not by who left');
  assert.equal(alarm.problem, 'lost');
});

test('labs that train together share the time of one', () => {
  const alone = new Pace('cpu');
  const together = new Pace('cpu');
  for (let i = 0; i < 12; i += 1) {
    alone.ran(alone.chunk, alone.chunk);
    together.ran(together.chunk, together.chunk, 4);
  }
  assert.deepEqual([alone.chunk, together.chunk], [40, 10]);
  for (const pace of [alone, together]) pace.shown(0, 60);
  assert.ok(alone.showIsDue(401));
  assert.ok(!together.showIsDue(401, 4));
  assert.ok(together.showIsDue(1601, 4));
});

test('what waits when a lab is disposed of is refused, and so is what comes later', async () => {
  const turns = new Turns();
  const waiting = turns.add(() => 1);
  turns.dispose();
  const later = turns.add(() => 2);
  await turns.idle();
  await turns.runWaiting();
  for (const task of [waiting, later]) await assert.rejects(task, { code: 'disposed' });
  await turns.breathe();
});

/** A client whose commands are noted, with what it told. */
function line() {
  /** @type {{ type: string, id: number }[]} */
  const sent = [];
  /** @type {string[]} */
  const told = [];
  const client = new LabClient(
    { onEvent: (event) => void told.push(event.type), onBroken: (problem) => void told.push(/** @type {PageError} */ (problem).code) },
    {
      send: (command) => void sent.push(command),
      leave: () => void told.push('leave'),
      close: () => void told.push('close'),
    },
  );
  return { client, sent, told };
}

test('answers find their commands, and events their listener', async () => {
  const { client, sent, told } = line();
  const [log, refused] = [client.call('log', {}), client.call('checkpoint', {})];
  client.receive({ lab: 1, type: 'refusal', id: sent[1]?.id ?? 0, failure: { code: 'not_ready', message: '', params: {} } });
  client.receive({ lab: 1, type: 'answer', id: sent[0]?.id ?? 0, value: 'csv' });
  client.receive({ lab: 1, type: 'playing', playing: true, finished: false });
  assert.equal(await log, 'csv');
  await assert.rejects(refused, (error) => error instanceof Refused && error.failure.code === 'not_ready');
  assert.deepEqual(told, ['playing']);
});

test('a lab is disposed of once, and who waits is told', async () => {
  const { client, sent, told } = line();
  const waiting = client.call('log', {});
  const disposed = Promise.all([client.dispose(), client.dispose()]);
  await assert.rejects(waiting, { code: 'disposed' });
  await assert.rejects(client.call('play', {}), { code: 'disposed' });
  assert.deepEqual(told, ['leave']);
  client.receive({ lab: 1, type: 'answer', id: sent.at(-1)?.id ?? 0, value: undefined });
  await disposed;
  assert.deepEqual(sent.map(({ type }) => type), ['log', 'dispose']);
  assert.deepEqual(told, ['leave', 'close']);
});

test('a worker that never began refuses all', async () => {
  const { client, told } = line();
  const waiting = client.call('log', {});
  client.break(new PageError('worker_failed', { detail: 'x' }));
  await assert.rejects(waiting, { code: 'worker_failed' });
  await assert.rejects(client.call('play', {}), { code: 'worker_failed' });
  await client.dispose();
  assert.deepEqual(told, ['worker_failed']);
});

test('a value that cannot be sent is refused', async () => {
  const client = new LabClient(
    { onEvent: () => {}, onBroken: () => {} },
    {
      send: () => {
        throw new DOMException('could not be cloned', 'DataCloneError');
      },
      leave: () => {},
      close: () => {},
    },
  );
  await assert.rejects(client.call('set_option', { key: 'seed', value: 1 }), { code: 'argument_unsendable' });
});

test('the first words are those of the catalogue', async () => {
  const catalogue = JSON.parse(await readFile(new URL('../../../src/text/en.json', import.meta.url), 'utf8'));
  for (const [key, text] of Object.entries(FIRST_WORDS)) assert.equal(text, catalogue[key], key);
});
