import { helpersFor } from '../../www/internal/worker/team.js';
import { serve } from '../page/worker.js';
import { SHARER, share, sharedFloor } from './floor/contestant.js';

if (self.name === SHARER) share();
else serve(sharedFloor('relaxed', helpersFor(navigator.hardwareConcurrency) + 1));
