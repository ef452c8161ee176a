import './tfjs/wasm.js';
import { serve } from '../page/worker.js';
import { tensorflow } from './tfjs/contestant.js';
import { im2col } from './tfjs/convolution.js';

serve(tensorflow('wasm', im2col));
