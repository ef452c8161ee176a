/** The package as a developer gets it: packed, installed into an empty project, and built there. */
import { execFile } from 'node:child_process';
import { access, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';

const run = promisify(execFile);
const packed = fileURLToPath(new URL('../../../pkg/', import.meta.url));
const consumers = fileURLToPath(new URL('./consumer/', import.meta.url));
const typescript = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

/** An empty project outside the tree, with the package as its only dependency. */
export async function installPackage() {
  await access(join(packed, 'package.json')).catch(() => {
    throw new Error('there is no package in pkg/: run `cargo xtask package`');
  });
  const root = await mkdtemp(join(tmpdir(), 'gantry-consumer-'));
  const npm = (/** @type {string[]} */ ...words) => run('npm', [...words, '--ignore-scripts', '--loglevel=error'], { cwd: root });
  await writeFile(join(root, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n');
  const { stdout } = await npm('pack', packed, '--json');
  const [{ filename, version }] = JSON.parse(stdout);
  // Offline: a package that needs another one would be noticed here.
  await npm('install', `./${filename}`, '--offline', '--no-audit', '--no-fund');
  return {
    root,
    version,
    installed: join(root, 'node_modules/gantry-gan'),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/**
 * @param {string} root of the project
 * @param {string} assets their address
 * @returns {Promise<{ dist: string, files: string[] }>} what Vite makes of the consumer's pages
 */
export async function buildWithVite(root, assets) {
  await cp(consumers, root, { recursive: true });
  const pages = (await readdir(root)).filter((name) => name.endsWith('.html'));
  for (const name of pages) {
    const page = join(root, name);
    await writeFile(page, (await readFile(page, 'utf8')).replaceAll('{assets}', assets));
  }
  const input = pages.map((name) => join(root, name));
  // Its own defaults, but for a site that does not stand at the root of its host.
  await build({ root, base: './', configFile: false, logLevel: 'warn', build: { rollupOptions: { input } } });
  const dist = join(root, 'dist');
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  return { dist, files: entries.filter((entry) => entry.isFile()).map(({ name }) => name) };
}

/**
 * Checks the consumer's TypeScript against the package's declarations, and these themselves.
 * @param {string} root of the project
 */
export async function checkTypes(root) {
  await mkdir(root, { recursive: true });
  const options = { strict: true, noEmit: true, skipLibCheck: false, target: 'ES2022', module: 'ESNext', moduleResolution: 'bundler', lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] };
  await writeFile(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
  try {
    await run(process.execPath, [typescript, '--project', root], { cwd: root });
  } catch (error) {
    throw new Error(`the declarations: ${/** @type {{ stdout: string }} */ (error).stdout}`, { cause: error });
  }
}
