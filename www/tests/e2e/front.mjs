/** A server before the site's own, so that a test can bend, hold back and count what the browser gets. */
import { createServer, get } from 'node:http';
import { serve } from '../../tools/serve.mjs';

/**
 * What becomes of a file on its way: a promise holds it back. The path has no query and no leading slash.
 * @typedef {(path: string, body: Buffer) => Buffer | Promise<Buffer>} Bend
 */

/**
 * The site with its own headers, so that the browser caches a bent file as it would the right one; but a gzip file is
 * a file as any other, as on hosts that do not name it as an encoding.
 * @param {string} dir the built site
 * @param {Bend} bend
 * @param {Record<string, string>} [more] headers of every file
 * @returns {ReturnType<typeof serve>}
 */
export async function serveBent(dir, bend, more = {}) {
  const site = await serve(dir);
  const server = createServer(async (request, response) => {
    try {
      const url = new URL(request.url ?? '/', site.url);
      const { status, headers, body } = await fetchRaw(url);
      const bent = status === 200 ? await bend(url.pathname.slice(1), body) : body;
      response.writeHead(status, { ...headers, ...more }).end(bent);
    } catch (error) {
      response.destroy(error instanceof Error ? error : undefined);
    }
  });
  await new Promise((started) => void server.listen(0, '127.0.0.1', () => started(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      await new Promise((closed) => {
        server.close(() => closed(undefined));
        server.closeAllConnections();
      });
      await site.close();
    },
  };
}

/**
 * The bytes as they are sent: `fetch` would unpack what is named as an encoding.
 * @param {URL} url
 * @returns {Promise<{ status: number, headers: Record<string, string>, body: Buffer }>}
 */
function fetchRaw(url) {
  return new Promise((resolve, reject) => {
    const request = get(url, async (answer) => {
      /** @type {Buffer[]} */
      const parts = [];
      try {
        for await (const part of answer) parts.push(part);
      } catch (error) {
        return reject(error);
      }
      const { 'content-type': type = '', 'cache-control': cache = '' } = answer.headers;
      return resolve({ status: answer.statusCode ?? 500, headers: { 'content-type': type, 'cache-control': cache }, body: Buffer.concat(parts) });
    });
    request.on('error', reject);
  });
}
