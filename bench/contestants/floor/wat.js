/**
 * A matrix product C = A·B of 32-bit floats, written by hand for the 128-bit vectors of WebAssembly: what one thread
 * can do at best, in the same tab and the same minute. A tile of 4×8 sums stays in registers, and 8 columns of B are
 * packed so that they are read in a row; nothing else is tuned.
 */

const ROWS = 4;
/** Columns of a tile, two vectors. */
const VECTORS = 2;
const UNROLL = 4;
const BYTES = 4;
const PANEL_BYTES = VECTORS * 16;

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, i) => i);

/**
 * One step along k: a row of the panel times a number from each of four rows of A.
 * @param {boolean} relaxed
 * @param {number} step of the unrolled ones
 */
function multiplyAdd(relaxed, step) {
  const loads = upTo(VECTORS).map((v) => `(local.set $b${v} (v128.load offset=${step * PANEL_BYTES + v * 16} (local.get $p)))`);
  const rows = upTo(ROWS).flatMap((row) => [
    `(local.set $x (v128.load32_splat offset=${step * BYTES} (local.get $a${row})))`,
    ...upTo(VECTORS).map((v) => {
      const sum = `$c${row}${v}`;
      return relaxed
        ? `(local.set ${sum} (f32x4.relaxed_madd (local.get $x) (local.get $b${v}) (local.get ${sum})))`
        : `(local.set ${sum} (f32x4.add (f32x4.mul (local.get $x) (local.get $b${v})) (local.get ${sum})))`;
    }),
  ]);
  return [...loads, ...rows].join('\n');
}

/** @param {number} steps */
function advance(steps) {
  const rows = upTo(ROWS).map((row) => `(local.set $a${row} (i32.add (local.get $a${row}) (i32.const ${steps * BYTES})))`);
  const panel = `(local.set $p (i32.add (local.get $p) (i32.const ${steps * PANEL_BYTES})))`;
  return [...rows, panel, `(local.set $left (i32.sub (local.get $left) (i32.const ${steps})))`].join('\n');
}

/** @param {boolean} relaxed */
function tile(relaxed) {
  const locals = [
    ...upTo(ROWS).map((row) => `(local $a${row} i32)`),
    ...upTo(VECTORS).map((v) => `(local $b${v} v128)`),
    ...upTo(ROWS).flatMap((row) => upTo(VECTORS).map((v) => `(local $c${row}${v} v128)`)),
  ];
  const starts = upTo(ROWS).map((row) => `(local.set $a${row} (i32.add (local.get $a) (i32.mul (local.get $k) (i32.const ${row * BYTES}))))`);
  const stores = upTo(ROWS).flatMap((row) => [
    ...upTo(VECTORS).map((v) => `(v128.store offset=${v * 16} (local.get $c) (local.get $c${row}${v}))`),
    '(local.set $c (i32.add (local.get $c) (local.get $stride)))',
  ]);
  return `
  (func $tile (param $a i32) (param $p i32) (param $c i32) (param $k i32) (param $stride i32)
    (local $left i32) (local $x v128) ${locals.join(' ')}
    ${starts.join('\n')}
    (local.set $left (local.get $k))
    (block $unrolled_done (loop $unrolled
      (br_if $unrolled_done (i32.lt_s (local.get $left) (i32.const ${UNROLL})))
      ${upTo(UNROLL).map((step) => multiplyAdd(relaxed, step)).join('\n')}
      ${advance(UNROLL)}
      (br $unrolled)))
    (block $done (loop $rest
      (br_if $done (i32.eqz (local.get $left)))
      ${multiplyAdd(relaxed, 0)}
      ${advance(1)}
      (br $rest)))
    ${stores.join('\n')})`;
}

/** Columns j to j + 8 of B, row under row. */
const PACK = `
  (func $pack (param $b i32) (param $p i32) (param $k i32) (param $stride i32)
    (loop $rows
      (v128.store (local.get $p) (v128.load (local.get $b)))
      (v128.store offset=16 (local.get $p) (v128.load offset=16 (local.get $b)))
      (local.set $b (i32.add (local.get $b) (local.get $stride)))
      (local.set $p (i32.add (local.get $p) (i32.const ${PANEL_BYTES})))
      (local.set $k (i32.sub (local.get $k) (i32.const 1)))
      (br_if $rows (local.get $k))))`;

const GEMM = `
  (func (export "gemm") (param $a i32) (param $b i32) (param $c i32) (param $panel i32) (param $m i32) (param $k i32) (param $n i32) (param $columns i32)
    (local $i i32) (local $j i32) (local $stride i32)
    (local.set $stride (i32.mul (local.get $n) (i32.const ${BYTES})))
    (loop $columns
      (call $pack (i32.add (local.get $b) (i32.mul (local.get $j) (i32.const ${BYTES}))) (local.get $panel) (local.get $k) (local.get $stride))
      (local.set $i (i32.const 0))
      (loop $rows
        (call $tile
          (i32.add (local.get $a) (i32.mul (i32.mul (local.get $i) (local.get $k)) (i32.const ${BYTES})))
          (local.get $panel)
          (i32.add (local.get $c) (i32.mul (i32.add (i32.mul (local.get $i) (local.get $n)) (local.get $j)) (i32.const ${BYTES})))
          (local.get $k) (local.get $stride))
        (local.set $i (i32.add (local.get $i) (i32.const ${ROWS})))
        (br_if $rows (i32.lt_s (local.get $i) (local.get $m))))
      (local.set $j (i32.add (local.get $j) (i32.const ${VECTORS * 4})))
      (br_if $columns (i32.lt_s (local.get $j) (local.get $columns)))))`;

/**
 * The module's text. It imports `env.memory`, and exports `gemm(a, b, c, panel, m, k, n, columns)`: addresses of row-major
 * matrices, with m a multiple of 4 and n a multiple of 8, and of k·8 numbers of scratch. Of the n columns it makes the
 * first `columns`, which are a multiple of 8.
 * @param {boolean} relaxed whether multiply-add may be fused, which a browser may do with relaxed SIMD only
 */
export const gemmText = (relaxed) => `(module (import "env" "memory" (memory 1)) ${tile(relaxed)} ${PACK} ${GEMM})`;
