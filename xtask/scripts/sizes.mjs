// Prints the size of a file as it is, after `gzip -9`, and after brotli at its highest level.
// Node.js brings both compressors, so that nothing has to be compiled for a table.
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const bytes = readFileSync(argv[2]);
const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
};
console.log(
    JSON.stringify({
        raw: bytes.length,
        gzip: gzipSync(bytes, { level: 9 }).length,
        brotli: brotliCompressSync(bytes, { params }).length,
    }),
);
