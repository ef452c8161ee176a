import { Gantry } from 'gantry-gan';

/** @type {string[]} */
const violations = [];
document.addEventListener('securitypolicyviolation', (event) => void violations.push(`${event.violatedDirective}: ${event.blockedURI}`));

const { assets } = document.body.dataset;
const settings = { device: 'cpu', architecture: 'mlp_small' };
const labs = await Promise.all(
  ['first', 'second'].map(async (id, i) => {
    const lab = await Gantry.create({ assets, settings: { ...settings, seed: i + 1 } });
    await lab.attach({ generated: /** @type {HTMLCanvasElement} */ (document.getElementById(id)) });
    await lab.play();
    return lab;
  }),
);
Object.assign(globalThis, { consumer: { labs, violations } });
