import { Gantry, GantryError } from 'gantry-gan';

const lab = await Gantry.create({ settings: { variant: 'cgan', seed: 3 }, assets: new URL('https://example.org/gantry/') });
const canvas = document.createElement('canvas');
await lab.attach({ generated: canvas, real: null });
lab.addEventListener('iteration', ({ detail }) => {
  const rate: number = detail.figures.iterations_per_second;
  const last: number | undefined = detail.figures.points.at(-1)?.d_loss;
  console.log(detail.iteration.toFixed(0), rate, last);
});
lab.addEventListener('sample', ({ detail }) => {
  if (detail.sheet) new ImageData(detail.sheet.rgba, detail.sheet.width, detail.sheet.height);
  else detail.scatter.generated.length.toFixed(0);
});
lab.addEventListener('error', ({ detail }) => console.warn(detail.code, detail.message, detail.params));
try {
  await lab.set('lr_g', 0.001);
  await lab.step('discriminator');
} catch (error) {
  if (error instanceof GantryError) console.warn(error.code.toUpperCase());
}
const bytes: Uint8Array = await lab.save();
await lab.restore(bytes);
const blob: Blob = await lab.toBlob('image/png');
const ranges = lab.registry?.options.map(({ key, kind }) => (kind.type === 'float' ? `${key}: ${kind.min} to ${kind.max}` : key));
console.log(blob.size, ranges, lab.device?.device === 'webgpu', lab.dataset?.loaded);
// @ts-expect-error there is no such step
await lab.step('backwards');
// @ts-expect-error there is no such event
lab.addEventListener('iteration', ({ detail }) => detail.nothing);
await lab.dispose();
