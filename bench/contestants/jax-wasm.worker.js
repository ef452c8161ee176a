import { serve } from '../page/worker.js';
import { jax } from './jax/contestant.js';
import { native } from './jax/convolution.js';

serve(jax('wasm', native));
