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

/**
 * @param {string} site built site, or its folder `pkg`
 * @param {{ dist: string, inputs: string }} folders
 */
export async function startServer(site, { dist, inputs }) {
  const pkg = [join(site, 'pkg'), site].map((dir) => resolve(dir)).find((dir) => existsSync(join(dir, 'cpu', 'gantry.js')));
  if (!pkg) throw new UsageError(`${site} holds no modules: build the site first`);
  const roots = { '/pkg/': pkg, '/dist/': dist, '/inputs/': inputs };
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
    const [prefix, root] = Object.entries(roots).find(([start]) => path.startsWith(start)) ?? ['/', dist];
    const file = join(root, normalize(`/${path.slice(prefix.length) || 'index.html'}`));
    body(file).then(
      ({ bytes, encoding }) => {
        response.writeHead(200, {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          'content-length': bytes.length,
          'cache-control': 'no-store',
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
    pkg,
    /** Bytes written to sockets so far, headers included. */
    sentBytes: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, closedBytes),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => void server.close(closed));
    },
  };
}
