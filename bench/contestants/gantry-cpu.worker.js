import { serve } from '../page/worker.js';
import { gantry } from './gantry.js';

serve(gantry('cpu'));
