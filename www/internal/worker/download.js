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
    throw new PageError('download_failed', { file, status: 'network' });
  }
  if (!response.ok) throw new PageError('download_failed', { file, status: response.status });
  return response;
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
