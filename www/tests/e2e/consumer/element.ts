import 'gantry-gan/gan-try';
import type { GanTry, GanTryEventMap } from 'gantry-gan';
import { GantryFrame } from 'gantry-gan/frame';

const element: GanTry = document.createElement('gan-try');
element.variant = 'cgan';
element.seed = 3;
element.dSteps = null;
element.addEventListener('iteration', ({ detail }) => console.log(detail.iteration.toFixed(0)));
const onError = (event: GanTryEventMap['error']) => console.warn(event.detail.code, event.detail.message);
element.addEventListener('error', onError);
document.querySelector('gan-try')?.play();
// @ts-expect-error there is no such variant
element.variant = 'nothing';
const saved: Promise<Uint8Array> = new GantryFrame(document.createElement('iframe')).save();
void saved;
