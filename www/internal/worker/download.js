import { PageError } from '../shared/failure.js';

/**
 * @param {URL} url
 * @param {RequestInit} [init]
 */
export async function fetchOk(url, init) {
  const file = url.pathname.split('/').at(-1) ?? url.pathname;
  let response;
  try {
    response = await fetch(url, init);
  } catch {
    throw new PageError('download_failed', { reason: 'network', file });
  }
  if (!response.ok) throw new PageError('download_failed', { reason: 'status', file, status: String(response.status) });
  return response;
}

/**
 * A body while it arrives: a connection may break in the middle of it, too.
 * @template T
 * @param {Promise<T>} reading
 * @param {string} file
 * @returns {Promise<T>}
 */
export async function wholly(reading, file) {
  try {
    return await reading;
  } catch (error) {
    // It has come, and is something else.
    if (error instanceof SyntaxError) throw error;
    throw new PageError('download_failed', { reason: 'network', file });
  }
}

/**
 * A JSON file of the assets. Where it is not there, or is something else, the address of the assets is wrong.
 * @param {URL} root
 * @param {string} file
 * @param {RequestInit} init
 * @returns {Promise<unknown>}
 */
export async function fetchAsset(root, file, init) {
  try {
    return await wholly((await fetchOk(new URL(file, root), init)).json(), file);
  } catch (error) {
    const status = error instanceof PageError ? String(error.params.status ?? error.params.reason) : 'not JSON';
    const isOwn = root.origin === self.origin;
    // What another origin does not allow looks like a broken connection.
    if (error instanceof PageError && isOwn && status !== '404') throw error;
    throw new PageError('assets_missing', { url: root.href, status });
  }
}

/**
 * The same response, telling how many bytes have passed.
 * @param {Response} response
 * @param {(bytes: number) => void} onBytes
 */
export function counted(response, onBytes) {
  if (!response.body) return response;
  const counter = new TransformStream({
    transform(part, controller) {
      onBytes(part.byteLength);
      controller.enqueue(part);
    },
  });
  return new Response(response.body.pipeThrough(counter), { status: response.status, headers: response.headers });
}
