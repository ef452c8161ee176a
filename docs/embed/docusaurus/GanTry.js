// Goes to src/components/. Docusaurus renders pages on a server first, where there are no custom elements; so the script
// is loaded in an effect, which only a browser runs.
import { createElement, useEffect } from 'react';

const SCRIPT = 'https://gantry.example/www/public/gan-try.js';

export default function GanTry(attributes) {
  useEffect(() => {
    if (document.querySelector(`script[src="${SCRIPT}"]`)) return;
    const script = document.createElement('script');
    script.type = 'module';
    script.src = SCRIPT;
    document.head.append(script);
  }, []);
  return createElement('gan-try', attributes);
}
