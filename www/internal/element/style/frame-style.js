import { sheetOf } from './sheet.js';

/** Tokens, and the frame with the size of everything in it: what is needed before anything is loaded. */
export const frameSheet = sheetOf(`
/* Its width does not depend on what is in it: where a place asks for one, here is one that may shrink. */
:host { display: block; container: gantry / inline-size; contain-intrinsic-inline-size: 680px; min-inline-size: 0; text-align: start; }
:host([hidden]) { display: none; }
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }

.base, .base *, .base *::before, .base *::after { box-sizing: border-box; }
[hidden], [data-left-out] { display: none !important; }

.base {
  --paper: var(--gantry-paper, light-dark(#fdfcf9, #16181d));
  --surface: var(--gantry-surface, light-dark(#ffffff, #1f2229));
  --ink: var(--gantry-ink, light-dark(#1b1f27, #ebe8e1));
  --muted: var(--gantry-muted, light-dark(#5a6070, #a3a9b5));
  --rule: var(--gantry-rule, light-dark(#e2ded5, #30343d));
  --edge: light-dark(#8a8d94, #6d7380);
  --sunken: light-dark(#f3f0e9, #101216);
  --g: var(--gantry-generator, light-dark(#b4490f, #f79c5e));
  --d: var(--gantry-discriminator, light-dark(#1d5fa6, #82b6f2));
  --g-wash: color-mix(in srgb, var(--g) 10%, var(--paper));
  --g-faint: color-mix(in srgb, var(--g) 25%, transparent);
  --d-faint: color-mix(in srgb, var(--d) 25%, transparent);
  --m: light-dark(#3b4252, #d3cfc6);
  --m-faint: light-dark(#3b425240, #d3cfc640);
  --grid: light-dark(#1b1f2716, #ebe8e118);
  --bad: light-dark(#a3162b, #ff9a9a);
  --bad-wash: light-dark(#fdecec, #3a1c20);
  --focus: var(--gantry-focus, light-dark(#0b57d0, #a8c7fa));
  --font: var(--gantry-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
  --prose: 'Iowan Old Style', 'Palatino Linotype', Palatino, Charter, Georgia, 'Noto Serif', serif;
  --pad: var(--gantry-padding, clamp(12px, 2.6cqi, 20px));
  --gap: clamp(10px, 2.4cqi, 20px);
  --plot: calc(var(--gantry-chart-height, 132) * 1px);
  position: relative;
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  padding: var(--pad);
  border: var(--gantry-border, 1px solid var(--rule));
  border-radius: var(--gantry-radius, 12px);
  background: var(--paper);
  color: var(--ink);
  font: 14px/1.4 var(--font);
  letter-spacing: normal;
  word-spacing: normal;
  text-transform: none;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
:is(p, dl, dd, figure, ul, h2, h3) { margin: 0; padding: 0; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
button { font: inherit; color: inherit; cursor: pointer; }
button:disabled { cursor: default; opacity: 0.45; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.math { font-family: var(--prose); }

.head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; }
.transport { display: flex; align-items: center; gap: 8px; min-height: 40px; }
.play { display: inline-flex; align-items: center; justify-content: center; gap: 7px; min-width: 116px; height: 40px; padding: 0 16px 0 12px; border: 0; border-radius: 20px; background: var(--ink); color: var(--paper); font-size: 15px; font-weight: 600; white-space: nowrap; }
.play:hover:not(:disabled) { background: color-mix(in srgb, var(--ink) 86%, var(--paper)); }
.play svg { flex: none; width: 19px; height: 19px; fill: currentColor; }
.play .icon-pause, .play.is-playing .icon-play { display: none; }
.play.is-playing .icon-pause { display: inline; }
.quiet { display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: 36px; padding: 0 11px; border: 1px solid var(--rule); border-radius: 7px; background: var(--surface); font-size: 13px; white-space: nowrap; list-style: none; cursor: pointer; }
.quiet:hover:not(:disabled) { border-color: var(--edge); }
.reset { min-width: 98px; }
.reset svg { flex: none; width: 15px; height: 15px; fill: currentColor; }
.steps { display: flex; }
.title { min-height: 20px; color: var(--muted); font-size: 13px; text-align: end; }
.title b { color: var(--ink); font-weight: 650; }

.statusbar { display: flex; align-items: flex-end; justify-content: space-between; gap: 6px 16px; min-height: 44px; margin-bottom: 12px; border-bottom: 1px solid var(--rule); }
.status { flex: 1 1 180px; align-self: stretch; display: flex; flex-direction: column; justify-content: flex-end; gap: 5px; min-width: 0; min-height: 32px; }
.status p { min-height: 18px; overflow: hidden; font-size: 13px; line-height: 18px; text-overflow: ellipsis; white-space: nowrap; }
.status progress { display: block; width: 100%; height: 3px; margin-bottom: -1px; border: 0; background: var(--rule); appearance: none; }
.status progress.is-idle { visibility: hidden; }
.readouts { flex: none; display: flex; gap: 18px; min-height: 36px; padding-bottom: 4px; }

.stage { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px var(--gap); align-items: start; }
.pictures { position: relative; display: flex; gap: var(--gap); min-width: 0; }
.pictures:not(:has(> figure:not([data-left-out]))) { display: none; }
.expects-points.is-waiting .pictures { display: none; }
.expects-points.is-waiting .points { display: block !important; }
.points { min-width: 0; }
.points-frame { position: relative; max-width: 560px; }
.points-frame canvas { display: block; width: 100%; aspect-ratio: 1; border: 1px solid var(--rule); border-radius: 4px; background: var(--surface); }
.points-legend { min-height: 22px; margin-top: 5px; }
.points-hint { display: none; }
.picture { flex: 1 1 0; min-width: 0; max-width: 480px; }
figcaption, .caption { min-height: 20px; margin-bottom: 5px; overflow: hidden; font-size: 14px; line-height: 20px; text-overflow: ellipsis; white-space: nowrap; }
.picture-g figcaption { color: var(--g); }
.picture-d figcaption { color: var(--d); }
figcaption b { font-weight: 650; }
figcaption p, .caption p { display: inline; margin-inline-start: 6px; color: var(--muted); font-size: 12.5px; }
.picture canvas { display: block; width: 100%; aspect-ratio: 1; border-radius: 4px; background: var(--sunken); image-rendering: pixelated; }
.is-waiting :is(.picture, .points-frame) canvas {
  background:
    radial-gradient(circle at center, var(--rule) 0 2px, transparent 2.5px) 0 0 / 12.5% 12.5%,
    var(--sunken);
}
.poster { position: absolute; inset: 25px 0 0; }
.poster ::slotted(*) { display: block; width: 100%; height: 100%; margin: 0; object-fit: cover; border-radius: 4px; }
.base:not(.is-waiting) .poster { display: none; }

.charts { position: relative; display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px var(--gap); min-width: 0; }
.chart { container: chart / inline-size; min-width: 0; min-height: calc(var(--plot) + 40px); }

.knobs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 208px), 1fr)); gap: 4px var(--gap); }
.knobs:not(:empty) { margin-top: 12px; padding-top: 12px; border-top: 1px solid var(--rule); }
.control.is-reserved { min-height: 60px; }

.foot { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; min-height: 36px; margin-top: 12px; padding-top: 8px; border-top: 1px solid var(--rule); }
.about { flex: 1 1 auto; min-width: 0; min-height: 34px; }
.save-place { min-height: 34px; }
.brand { display: flex; align-items: center; gap: 5px; margin-inline-start: auto; color: var(--muted); font: 600 14px/1 var(--prose); }
.mark { width: 17px; height: 17px; }
.mark-d { fill: var(--d); }
.mark-g { fill: var(--g); }
.mark-beam { fill: currentColor; }
::slotted([slot='caption']) { display: block; margin-top: 8px; }

@container gantry (max-width: 559px) {
  .title { order: -1; flex: 1 1 100%; text-align: start; }
  .statusbar { flex-direction: column; align-items: stretch; min-height: 78px; }
  .status { flex: none; }
  .readouts { justify-content: space-between; }
  .readouts div { text-align: start !important; }
}
@container gantry (max-width: 419px) {
  .head { display: grid; grid-template-columns: minmax(0, 1fr); }
  .transport { gap: 6px; }
  .play { min-width: 46px; width: 46px; height: 46px; padding: 0; border-radius: 23px; }
  .play svg { width: 23px; height: 23px; }
  .play span, .reset span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .reset { min-width: 44px; padding: 0; }
  .reset svg { width: 18px; height: 18px; }
  .quiet { min-height: 44px; }
  .steps { flex: 1; min-width: 0; }
  figcaption p, .caption p { display: none; }
  .picture canvas { image-rendering: auto; }
}
@container gantry (max-width: 319px) {
  .brand { font-size: 0; }
  .transport { gap: 5px; }
  .play { min-width: 42px; width: 42px; height: 42px; }
  .reset { min-width: 40px; }
}
@container gantry (min-width: 480px) {
  .charts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .charts:not(:has(#chart-outputs[hidden])) #chart-measure { grid-column: 1 / -1; }
}
@container gantry (min-width: 560px) {
  .stage:not(.has-view):has(> .pictures > figure[data-left-out]):has(> .pictures > figure:not([data-left-out])) { grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); }
  .stage:not(.has-view) > .pictures:has(> figure[data-left-out]) ~ .charts { grid-template-columns: minmax(0, 1fr); align-content: start; }
}
@container gantry (min-width: 640px) {
  :is(.stage.has-points, .expects-points.is-waiting .stage) { grid-template-columns: minmax(0, min(50%, 560px)) minmax(0, 1fr); grid-template-rows: auto 1fr; }
  :is(.has-points, .expects-points.is-waiting) .points { grid-row: 1 / 3; }
  :is(.has-points, .expects-points.is-waiting) .charts { grid-template-columns: minmax(0, 1fr); grid-column: 2; }
  .has-points .points-side { grid-column: 2; }
}
@container gantry (min-width: 900px) {
  .stage { grid-template-columns: minmax(0, 1.75fr) minmax(0, 1fr); }
  .charts { grid-template-columns: minmax(0, 1fr); align-content: start; }
}
@media (prefers-reduced-motion: reduce) {
  .base *, .base *::before, .base *::after { transition: none !important; animation: none !important; }
}
`);
