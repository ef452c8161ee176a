import { PageError } from '../shared/failure.js';
import { LARGEST_FILE_BYTES, gunzipIfNeeded } from '../shared/gzip.js';
import { idxContent } from '../shared/idx.js';

/** @typedef {{ name: string, images: Uint8Array<ArrayBuffer>, labels: Uint8Array<ArrayBuffer> | null }} OwnImages */

/** What the page's own checkpoints are called. */
export const CHECKPOINT_SUFFIX = '.gantry';

/**
 * @param {File} file
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function readFile(file) {
  if (file.size > LARGEST_FILE_BYTES) throw new PageError('file_too_large', { file: file.name, limit: LARGEST_FILE_BYTES / (1024 * 1024) });
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new PageError('file_unreadable', { file: file.name });
  }
}

/**
 * Which of these files are images and which are labels: their content says it, names are not to be trusted.
 * @param {Iterable<File>} files
 * @returns {Promise<OwnImages>}
 */
export async function sortFiles(files) {
  /** @type {{ images?: { file: File, bytes: Uint8Array<ArrayBuffer> }, labels?: { file: File, bytes: Uint8Array<ArrayBuffer> } }} */
  const found = {};
  for (const file of files) {
    const bytes = await gunzipIfNeeded(await readFile(file), file.name);
    const content = idxContent(bytes);
    if (content === 'other') throw new PageError('file_not_idx', { file: file.name });
    if (found[content]) throw new PageError('file_several', { reason: content });
    found[content] = { file, bytes };
  }
  if (!found.images) throw new PageError('file_no_images');
  const name = found.images.file.name.replace(/\.gz$/i, '');
  return { name, images: found.images.bytes, labels: found.labels?.bytes ?? null };
}
