/**
 * `(func (export "f") (result f32))`: a·a + c of relaxed SIMD for a = 1 + 2⁻¹² and c = −(1 + 2⁻¹¹). The exact sum is
 * 2⁻²⁴; a product that is rounded first leaves 0.
 */
const PROBE = 'AGFzbQEAAAABBQFgAAF9AwIBAAcFAQFmAAAKQAE+AP0MAAiAPwAIgD8ACIA/AAiAP/0MAAiAPwAIgD8ACIA/AAiAP/0MABCAvwAQgL8AEIC/ABCAv/2FAv0fAAs=';

/**
 * Whether products and sums are one operation with one rounding here. Relaxed SIMD leaves that to the processor; only
 * where it is so does the relaxed module compute the same on every machine.
 */
export function fusesMultiplyAdd() {
  const bytes = Uint8Array.from(atob(PROBE), (char) => char.charCodeAt(0));
  if (!WebAssembly.validate(bytes)) return false;
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  return typeof f === 'function' && f() > 0;
}
