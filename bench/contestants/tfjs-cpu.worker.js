import '@tensorflow/tfjs-backend-cpu';
import { serve } from '../page/worker.js';
import { tensorflow } from './tfjs/contestant.js';
import { native } from './tfjs/convolution.js';

serve(tensorflow('cpu', native));
