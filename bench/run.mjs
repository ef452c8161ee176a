#!/usr/bin/env node
/** Gantry beside its peers: `node bench/run.mjs --site DIR`; `--help` tells the rest. */
/** @import { Options } from './harness/args.mjs' */
/** @import { Entrant } from './harness/contestants.mjs' */
/** @import { Seat } from './harness/seat.mjs' */
/** @import { Chapter } from './harness/table.mjs' */
/** @import { Visit } from './harness/visit.mjs' */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agreement, referenceAmong, TOLERANCE } from './harness/agreement.mjs';
import { parse, UsageError } from './harness/args.mjs';
import { browserSeat } from './harness/browser-seat.mjs';
import { launch } from './harness/browser.mjs';
import { buildPages } from './harness/build.mjs';
import { ENTRANTS, entrantNamed, entrantsFor } from './harness/contestants.mjs';
import { contest, PROOF } from './harness/contest.mjs';
import { writeInputs } from './harness/inputs.mjs';
import { machine } from './harness/machine.mjs';
import { nativeSeat } from './harness/native-seat.mjs';
import { pytorchSeat } from './harness/pytorch-seat.mjs';
import { startServer } from './harness/server.mjs';
import { table } from './harness/table.mjs';
import { visit } from './harness/visit.mjs';
import { workloadNamed } from './nets/index.js';

const REFERENCE_MS = 300_000;

const say = (/** @type {string} */ text) => console.error(text);

/** @param {Options} options */
async function run(options) {
  options.workloads.forEach(workloadNamed);
  options.only?.forEach(entrantNamed);
  const scratch = await mkdtemp(join(tmpdir(), 'gantry-bench-'));
  try {
    return await measure(options, { dist: join(scratch, 'dist'), inputs: join(scratch, 'inputs') });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {Options} options
 * @param {{ dist: string, inputs: string }} folders
 */
async function measure(options, { dist, inputs }) {
  await buildPages(dist);
  await writeInputs(inputs, options.workloads);
  const server = await startServer(options.site, { dist, inputs });
  const isolated = await startServer(options.site, { dist, inputs }, true);
  try {
    const browser = await launch(options);
    try {
      return await allChapters(options, { browser, server, isolated, inputs });
    } finally {
      await browser.close();
    }
  } finally {
    await Promise.all([server.close(), isolated.close()]);
  }
}

/**
 * @typedef {object} Place
 * @property {import('playwright-core').Browser} browser
 * @property {import('./harness/server.mjs').Server} server
 * @property {import('./harness/server.mjs').Server} isolated its pages may share memory among threads
 * @property {string} inputs
 */

/**
 * @param {Options} options
 * @param {Place} place
 */
async function allChapters(options, place) {
  const measuredOn = await machine(place.browser, place.server.url);
  /** @type {Chapter[]} */
  const chapters = [];
  for (const workload of options.workloads) {
    say(`== ${workload}`);
    const chapter = await chapterOf(workload, options, place);
    chapters.push(chapter);
    console.log(`${table(chapter)}\n`);
    await save(options, { measuredOn, chapters });
  }
  return { measuredOn, chapters };
}

/**
 * @param {string} workload
 * @param {Options} options
 * @param {Place} place
 * @returns {Promise<Chapter>}
 */
async function chapterOf(workload, options, place) {
  const exact = await exactLosses(options, workload, place.inputs);
  const seats = entrantsFor(options, workload).map((entrant) => seatOf(entrant, workload, options, place));
  const results = await contest(seats, { ...options, say });
  /** @type {Map<string, Visit[]>} */
  const visits = new Map();
  for (const { entrant, cannot } of options.visits > 0 ? results : []) {
    if (entrant.where !== 'browser' || entrant.floor || cannot) continue;
    say(`${entrant.id}: visit`);
    const seen = [];
    for (let i = 0; i < options.visits; i += 1) seen.push(await visit(entrant, workload, { ...options, server: serverOf(entrant, place) }));
    visits.set(entrant.id, seen);
  }
  return { workload, reference: exact ?? referenceAmong(results), results, visits };
}

/**
 * @param {Entrant} entrant
 * @param {string} workload
 * @param {Options} options
 * @param {Place} place
 * @returns {Seat}
 */
function seatOf(entrant, workload, { native = '', python = '' }, place) {
  const { browser, inputs } = place;
  switch (entrant.where) {
    case 'native':
      return nativeSeat(entrant, workload, { native, inputs });
    case 'pytorch':
      return pytorchSeat(entrant, workload, { python, inputs });
    case 'browser':
      return browserSeat(entrant, workload, { browser, url: serverOf(entrant, place).url });
  }
}

/** @param {Entrant} entrant @param {Place} place */
const serverOf = ({ isolated }, place) => (isolated ? place.isolated : place.server);

/**
 * What rounding to 64 bits makes of the first iterations, if there is a PyTorch to tell.
 * @param {Options} options
 * @param {string} workload
 * @param {string} inputs
 */
async function exactLosses({ python }, workload, inputs) {
  const entrant = ENTRANTS.find(({ where }) => where === 'pytorch');
  if (!python || !entrant) return null;
  say('the reference: PyTorch in float64');
  const seat = pytorchSeat(entrant, workload, { python, inputs, double: true });
  try {
    await seat.open();
    const { losses } = await seat.chunk(0, PROOF, REFERENCE_MS);
    return { title: 'PyTorch in float64', losses };
  } catch (error) {
    throw new UsageError(`--python: ${error instanceof Error ? error.message : error}`);
  } finally {
    await seat.close();
  }
}

/**
 * Writes what there is so far: a run is long.
 * @param {Options} options
 * @param {{ measuredOn: Awaited<ReturnType<typeof machine>>, chapters: Chapter[] }} outcome
 */
async function save(options, { measuredOn, chapters }) {
  if (options.markdown) {
    const head = `${measuredOn.cpu}, ${measuredOn.cores} cores, ${measuredOn.system}, Chromium ${measuredOn.chromium}, WebGPU: ${measuredOn.adapter}`;
    await writeFile(options.markdown, `${[head, ...chapters.map(table)].join('\n\n')}\n`);
  }
  if (options.json) {
    const plain = chapters.map(({ visits, ...chapter }) => ({ ...chapter, visits: Object.fromEntries(visits) }));
    await writeFile(options.json, `${JSON.stringify({ measuredOn, chapters: plain }, null, 1)}\n`);
  }
}

/** @param {Awaited<ReturnType<typeof run>>} outcome */
function disagreements({ chapters }) {
  return chapters.flatMap(({ workload, reference, results }) => {
    const differing = results.filter(({ entrant, losses }) => {
      const same = entrant.floor ? null : agreement(losses, reference?.losses ?? []);
      return same !== null && same.deviation > TOLERANCE;
    });
    return differing.map(({ entrant }) => `${workload}: the losses of ${entrant.id} are not those of ${reference?.title}`);
  });
}

try {
  const options = parse(process.argv.slice(2));
  const outcome = await run(options);
  const differing = disagreements(outcome);
  differing.forEach(say);
  // Times of different work must not be compared.
  if (differing.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  say(error.message);
  process.exitCode = 2;
}
