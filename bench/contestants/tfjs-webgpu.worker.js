import '../page/gpu-counters.js';
import '@tensorflow/tfjs-backend-webgpu';
import { serve } from '../page/worker.js';
import { tensorflow } from './tfjs/contestant.js';
import { native } from './tfjs/convolution.js';

serve(tensorflow('webgpu', native));
