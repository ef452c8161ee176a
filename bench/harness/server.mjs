/** A server that treats all contestants alike: everything is sent as gzip, and what went over the wire is counted. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UsageError } from './args.mjs';

const HOST = '127.0.0.1';
/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm', '.gz': 'application/gzip' };

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

const MODULES = '/modules.json';
/** With these a page may share memory among threads. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/**
 * @param {string} site built site
 * @param {{ dist: string, inputs: string }} folders
 * @param {boolean} [isolated]
 */
export async function startServer(site, { dist, inputs }, isolated = false) {
  const root = resolve(site);
  if (!existsSync(join(root, MODULES))) throw new UsageError(`${site} holds no modules: build the site first`);
  const roots = { '/dist/': dist, '/inputs/': inputs, '/pkg/': join(root, 'pkg'), '/www/': join(root, 'www') };
  /** @type {Map<string, Buffer>} */
  const zipped = new Map();
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  let closedBytes = 0;

  const body = async (/** @type {string} */ file) => {
    const bytes = await readFile(file);
    if (file.endsWith('.gz')) return { bytes, encoding: null };
    let packed = zipped.get(file);
    if (!packed) zipped.set(file, (packed = gzipSync(bytes, { level: 9 })));
    return { bytes: packed, encoding: 'gzip' };
  };

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [prefix, folder] = Object.entries(roots).find(([start]) => path.startsWith(start)) ?? ['/', path === MODULES ? root : dist];
    const file = join(folder, normalize(`/${path.slice(prefix.length) || 'index.html'}`));
    body(file).then(
      ({ bytes, encoding }) => {
        response.writeHead(200, {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          'content-length': bytes.length,
          'cache-control': 'no-store',
          ...(isolated && ISOLATED),
          ...(encoding && { 'content-encoding': encoding }),
        });
        response.end(bytes);
      },
      () => response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n'),
    );
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      closedBytes += socket.bytesWritten;
    });
  });
  await new Promise((started, failed) => {
    server.once('error', failed);
    server.listen(0, HOST, () => started(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://${HOST}:${address.port}/`,
    /** Bytes written to sockets so far, headers included. */
    sentBytes: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, closedBytes),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => void server.close(closed));
    },
  };
}
