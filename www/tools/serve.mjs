#!/usr/bin/env node
/** Serves a built site on this computer, for development and tests: `node serve.mjs DIR [--port N] [--base /sub/] [--cors] [--isolated]`. */
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sirv from 'sirv';

const HOST = '127.0.0.1';
/** Files whose name holds a hash of their content may be kept for ever. */
const HASHED = /\.[0-9a-f]{16}\./;
/** With these a page may share memory among threads; the last lets pages of other sites use the files as before. */
export const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

/**
 * @param {string} dir the built site
 * @param {{ port?: number, base?: string, cors?: boolean, headers?: Record<string, string>, pages?: Record<string, string> }} [options]
 *   port 0: a free one; base: the path under which the site stands; cors: pages of other origins may use it; headers: sent with every
 *   file; pages: HTML by its path in the site, instead of files
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(dir, { port = 0, base = '/', cors = false, headers = {}, pages = {} } = {}) {
  const prefix = `/${base.split('/').filter(Boolean).join('/')}`.replace(/\/$/, '');
  const files = sirv(resolve(dir), { dev: true, etag: true, setHeaders });
  const always = { ...headers, ...(cors ? { 'access-control-allow-origin': '*' } : {}) };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path !== prefix && !path.startsWith(`${prefix}/`)) return void notFound(response);
    // A page at `/sub` would look for its files beside `/sub`, not below it.
    if (path === prefix) return void response.writeHead(308, { location: `${prefix}/` }).end();
    request.url = path.slice(prefix.length);
    for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
    const page = pages[request.url.replace(/^\/|\?.*/g, '')];
    if (page !== undefined) return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    files(request, response, () => notFound(response));
  });
  await new Promise((started, failed) => {
    server.once('error', failed);
    server.listen(port, HOST, () => started(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://${HOST}:${address.port}${prefix}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} path
 */
function setHeaders(response, path) {
  // sirv marks .gz files as an encoding of something else; here the file itself is what is wanted.
  if (path.endsWith('.gz')) {
    response.setHeader('Content-Type', 'application/gzip');
    response.removeHeader('Content-Encoding');
  }
  response.setHeader('Cache-Control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** @param {import('node:http').ServerResponse} response */
function notFound(response) {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      base: { type: 'string', default: '/' },
      cors: { type: 'boolean', default: false },
      isolated: { type: 'boolean', default: false },
    },
  });
  const headers = values.isolated ? ISOLATED : {};
  const { url } = await serve(positionals[0] ?? '.', { port: Number(values.port), base: values.base, cors: values.cors, headers });
  console.log(url);
}
