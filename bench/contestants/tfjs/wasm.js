import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

// The backend downloads the one build that this browser can run: SIMD; threads need a cross-origin isolated page.
setWasmPaths('/dist/');
