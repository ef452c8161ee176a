/** A contestant at work, wherever it runs: all are asked in the same way. */
/** @import { Chunk, TimedChunk } from '../types.js' */
/** @import { Entrant } from './contestants.mjs' */

/**
 * @typedef {object} Seat
 * @property {Entrant} entrant
 * @property {number} chunkMs how long a stretch should last, for its overhead not to matter
 * @property {number} mostPerChunk iterations that it may have
 * @property {boolean} restarts whether every stretch begins at the start again
 * @property {() => Promise<void>} open
 * @property {(first: number, count: number, timeoutMs: number) => Promise<TimedChunk>} chunk
 * @property {() => Promise<void>} close
 */

/** Iterations in a stretch at most, where each contestant's own losses wait for its end. */
export const MOST_PER_CHUNK = 100;

/** @type {Chunk['gpu']} What is counted where there is no WebGPU. */
export const NO_GPU = { launches: 0, submits: 0, pipelines: 0, writtenBytes: 0, readBytes: 0 };
