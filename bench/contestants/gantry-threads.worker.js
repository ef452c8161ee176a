import { HELPER, help } from '../../www/internal/worker/helper.js';
import { serve } from '../page/worker.js';
import { gantry } from './gantry.js';

if (self.name === HELPER) help();
else serve(gantry('cpu', true));
