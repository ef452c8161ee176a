import { PageError } from '../shared/failure.js';
import { gunzipIfNeeded } from '../shared/gzip.js';
import { counted, fetchOk, wholly } from './download.js';

/** @typedef {{ file: string, bytes: number, sha256: string }} DataFile */
/** @typedef {{ count: number, images: DataFile, labels: DataFile }} Shard */
/** @typedef {{ count: number, shards: Shard[] }} Part */
/** @typedef {{ name: string, rows: number, cols: number, train: Part, test: Part }} Manifest */

const MANIFEST = 'manifest.json';

/** The training set, shard by shard, and the test set, for all labs; what was downloaded is kept compressed, for the next run. */
export class DataStream {
  #folder;
  /** @type {Set<(loaded: number, total: number, done: boolean) => void>} */
  #listeners = new Set();
  /** @type {Promise<Manifest> | null} */
  #manifest = null;
  /** @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */
  #files = new Map();
  /** @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */
  #checks = new Map();
  /** @type {Map<string, number>} */
  #bytes = new Map();
  #hasFailed = false;

  /** @param {URL} root the folder of the assets */
  constructor(root) {
    this.#folder = new URL('data/', root);
  }

  /**
   * @param {(loaded: number, total: number, done: boolean) => void} listener over all shards
   * @returns {() => void} ends the listening
   */
  onProgress(listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  manifest() {
    if (!this.#manifest) {
      this.#manifest = fetchOk(new URL(MANIFEST, this.#folder), { cache: 'no-cache' }).then((response) => wholly(response.json(), MANIFEST));
      this.#manifest.catch(() => void (this.#manifest = null));
    }
    return this.#manifest;
  }

  /** Begins to fetch the first shard; whoever needs it learns what went wrong. */
  expect() {
    const fetchFirst = (/** @type {Manifest} */ { train }) => train.shards.slice(0, 1).flatMap(({ images, labels }) => [this.#kept(images), this.#kept(labels)]);
    this.manifest()
      .then((manifest) => Promise.all(fetchFirst(manifest)))
      .catch(() => {});
  }

  /** @param {number} index */
  async shard(index) {
    const shard = (await this.manifest()).train.shards[index];
    if (!shard) throw new PageError('download_failed', { reason: 'status', file: `shard ${index}`, status: '404' });
    this.#hasFailed = false;
    try {
      return await this.#both(shard);
    } catch (error) {
      // Nothing more is asked for, so there is nothing to wait for.
      this.#hasFailed = true;
      void this.#tell();
      throw error;
    }
  }

  /** The test set, which fits into one shard. */
  async test() {
    const [shard] = (await this.manifest()).test.shards;
    if (!shard) throw new PageError('download_failed', { reason: 'status', file: 'test images', status: '404' });
    return this.#both(shard);
  }

  /** @param {Shard} shard */
  async #both(shard) {
    const [images, labels] = await Promise.all([this.#checked(shard.images), this.#checked(shard.labels)]);
    return { images, labels };
  }

  /**
   * One check at a time: whoever asks meanwhile would find the same damage and ask for one copy more.
   * @param {DataFile} file
   */
  #checked(file) {
    let check = this.#checks.get(file.file);
    if (!check) {
      check = this.#check(file).finally(() => this.#checks.delete(file.file));
      this.#checks.set(file.file, check);
    }
    return check;
  }

  /** @param {DataFile} file */
  async #check(file) {
    const bytes = await this.#intact(file);
    if (bytes) return bytes;
    // A cache or a proxy may hold a damaged copy: one more try, past them.
    this.#files.delete(file.file);
    const again = await this.#intact(file, { cache: 'reload' });
    if (again) return again;
    this.#files.delete(file.file);
    throw new PageError('data_corrupt', { file: file.file });
  }

  /**
   * @param {DataFile} file
   * @param {RequestInit} [init]
   */
  async #intact(file, init) {
    const kept = await this.#kept(file, init);
    const bytes = await gunzipIfNeeded(kept, file.file).catch(() => null);
    return bytes && (await hasHash(bytes, file.sha256)) ? bytes : null;
  }

  /**
   * @param {DataFile} file
   * @param {RequestInit} [init]
   */
  #kept(file, init) {
    let bytes = this.#files.get(file.file);
    if (!bytes) {
      bytes = this.#download(file, init);
      this.#files.set(file.file, bytes);
      bytes.catch(() => this.#files.delete(file.file));
    }
    return bytes;
  }

  /**
   * @param {DataFile} file
   * @param {RequestInit} [init]
   */
  async #download(file, init) {
    this.#bytes.set(file.file, 0);
    const response = counted(await fetchOk(new URL(file.file, this.#folder), init), (bytes) => {
      // Where the host names the gzip as an encoding we see more bytes than were sent.
      this.#bytes.set(file.file, Math.min(file.bytes, (this.#bytes.get(file.file) ?? 0) + bytes));
      void this.#tell();
    });
    const buffer = await wholly(response.arrayBuffer(), file.file);
    this.#bytes.set(file.file, file.bytes);
    void this.#tell();
    return new Uint8Array(buffer);
  }

  async #tell() {
    const { shards } = (await this.manifest()).train;
    const total = shards.reduce((sum, shard) => sum + shard.images.bytes + shard.labels.bytes, 0);
    const files = shards.flatMap(({ images, labels }) => [images.file, labels.file]);
    const loaded = files.reduce((sum, file) => sum + (this.#bytes.get(file) ?? 0), 0);
    for (const listener of this.#listeners) listener(loaded, total, this.#hasFailed || loaded >= total);
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} sha256
 */
async function hasHash(bytes, sha256) {
  // Browsers offer the hash only to pages from https or from this computer.
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}
