// frame.js also gives every frame the height that it asks for.
import { GantryFrame } from 'https://gantry.example/www/public/frame.js';

const lab = new GantryFrame(document.querySelector('#lab'));
const progress = document.querySelector('#progress');

document.querySelector('#start').addEventListener('click', () => lab.play());
lab.addEventListener('iteration', ({ detail }) => {
  progress.textContent = detail.iteration < 30 ? `iteration ${detail.iteration}` : 'done';
});
lab.addEventListener('error', ({ detail }) => {
  progress.textContent = detail.message;
});
