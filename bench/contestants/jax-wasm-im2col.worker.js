import { serve } from '../page/worker.js';
import { jax } from './jax/contestant.js';
import { im2col } from './jax/convolution.js';

serve(jax('wasm', im2col));
