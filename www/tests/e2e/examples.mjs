/** Servers for the examples of docs/embed: their own files, and the built site below them or on another port. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const EXAMPLES = fileURLToPath(new URL('../../../docs/embed', import.meta.url));
/** What a teacher replaces by the address of his own copy. */
export const PLACEHOLDER = 'https://gantry.example/';

/** What even the plainest host knows; it takes everything else, also modules of WebAssembly, for bytes. */
const TYPES = Object.entries({ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml' });

/**
 * A host that does nothing but serve files.
 * @param {object} options
 * @param {Record<string, string>} options.folders path → folder; the longest path wins
 * @param {Record<string, string>} [options.pages] path → HTML, instead of a file
 * @param {string} [options.gantry] where the site stands, if not on this host
 * @param {Record<string, string>} [options.headers]
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function host({ folders, pages = {}, gantry = '', headers = {} }) {
  const places = Object.entries(folders).sort(([a], [b]) => b.length - a.length);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const [prefix, folder] = places.find(([start]) => path.startsWith(start)) ?? ['', ''];
    const file = normalize(join(folder, path.slice(prefix.length), path.endsWith('/') ? 'index.html' : ''));
    try {
      const body = pages[path] ?? (await readFile(file));
      const type = path in pages ? 'text/html' : (TYPES.find(([end]) => end === extname(file))?.[1] ?? 'application/octet-stream');
      const isOfExample = path in pages || file.startsWith(EXAMPLES);
      response.writeHead(200, { 'content-type': type, ...headers }).end(isOfExample && gantry ? String(body).replaceAll(PLACEHOLDER, gantry) : body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((started) => void server.listen(0, '127.0.0.1', () => started(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
