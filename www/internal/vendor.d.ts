/** The libraries that the site build copies to `www/vendor/`. */

declare module '*/vendor/uPlot.esm.js' {
  import uPlot from 'uplot';
  export default uPlot;
}

declare module '*/vendor/temml.mjs' {
  const temml: {
    render(latex: string, into: Element, options?: { displayMode?: boolean; throwOnError?: boolean }): void;
  };
  export default temml;
}
