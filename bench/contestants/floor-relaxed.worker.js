import { serve } from '../page/worker.js';
import { floor } from './floor/contestant.js';

serve(floor('relaxed'));
