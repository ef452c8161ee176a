import 'gantry-gan/gan-try';

/** @type {string[]} */
const violations = [];
document.addEventListener('securitypolicyviolation', (event) => void violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
Object.assign(globalThis, { consumer: { labs: [...document.querySelectorAll('gan-try')], violations } });
