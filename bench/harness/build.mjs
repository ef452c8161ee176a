/** Makes what the pages load: one bundle per contestant, minified as a site would serve it, and the binaries beside it. */
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import wabt from 'wabt';
import { gemmText } from '../contestants/floor/wat.js';

const here = new URL('../', import.meta.url);
const path = (/** @type {string} */ name) => decodeURIComponent(new URL(name, here).pathname);

/** @param {string} dist where to */
export async function buildPages(dist) {
  await mkdir(dist, { recursive: true });
  const workers = (await readdir(path('contestants'))).filter((file) => file.endsWith('.worker.js'));
  // Each on its own: pieces shared between bundles would make one contestant pay for another.
  for (const file of workers) await bundle(dist, `contestants/${file}`, file.replace('.worker.js', ''));
  await bundle(dist, 'page/page.js', 'page');
  await copyFile(path('page/index.html'), `${dist}/index.html`);
  await copyBinaries(dist);
  await assemble(dist, 'simd', false);
  await assemble(dist, 'relaxed', true);
}

/**
 * @param {string} dist
 * @param {string} entry
 * @param {string} name
 */
async function bundle(dist, entry, name) {
  await build({
    entryPoints: { [name]: path(entry) },
    outdir: dist,
    chunkNames: `${name}-[hash]`,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    logLevel: 'warning',
  });
}

/** @param {string} dist */
async function copyBinaries(dist) {
  const folder = 'node_modules/@tensorflow/tfjs-backend-wasm/dist';
  const binaries = (await readdir(path(folder))).filter((file) => file.endsWith('.wasm'));
  for (const file of binaries) await copyFile(path(`${folder}/${file}`), `${dist}/${file}`);
}

/**
 * @param {string} dist
 * @param {string} flavour
 * @param {boolean} relaxed
 */
async function assemble(dist, flavour, relaxed) {
  const assembler = await wabt();
  const features = { simd: true, relaxed_simd: relaxed };
  const module = assembler.parseWat(`gemm-${flavour}.wat`, gemmText(relaxed), features);
  await writeFile(`${dist}/gemm-${flavour}.wasm`, module.toBinary({}).buffer);
  module.destroy();
}
