import './tfjs/wasm.js';
import { serve } from '../page/worker.js';
import { tensorflow } from './tfjs/contestant.js';
import { native } from './tfjs/convolution.js';

serve(tensorflow('wasm', native));
