import { sheetOf } from './sheet.js';

/** Everything that is loaded with the lab: knobs, charts, menus, views, messages. */
export const partsSheet = sheetOf(`
input, select, summary { font: inherit; color: inherit; }
select, input[type='range'], input[type='checkbox'], label, summary { cursor: pointer; }
ul { list-style: none; }
a { color: var(--d); text-underline-offset: 2px; }

.palette { position: absolute; visibility: hidden; pointer-events: none; }
.palette i { transition: color 1ms !important; }
.ink-d { color: var(--d); } .ink-g { color: var(--g); } .ink-m { color: var(--m); }
.ink-d-faint { color: var(--d-faint); } .ink-g-faint { color: var(--g-faint); } .ink-m-faint { color: var(--m-faint); }
.ink-grid { color: var(--grid); } .ink-ink { color: var(--ink); } .ink-muted { color: var(--muted); } .ink-rule { color: var(--rule); } .ink-paper { color: var(--paper); }

.step { position: relative; margin-left: -1px; padding: 0 9px; border-radius: 0; }
.step:first-child { margin-left: 0; border-radius: 7px 0 0 7px; }
.step:last-child { border-radius: 0 7px 7px 0; }
.step:hover, .step:focus-visible { z-index: 1; }
.step-discriminator { color: var(--d); }
.step-generator { color: var(--g); }
.reset.is-wanted { border-color: var(--g); background: var(--g-wash); color: var(--g); font-weight: 600; }
.status progress::-webkit-progress-bar { background: var(--rule); }
.status progress::-webkit-progress-value { background: var(--g); transition: width 0.2s; }
.status progress::-moz-progress-bar { background: var(--g); }
.status progress:indeterminate { background: linear-gradient(90deg, var(--rule) 0 35%, var(--g) 35% 65%, var(--rule) 65%) 0 0 / 200% 100%; animation: wait 1.4s linear infinite; }
.status progress:indeterminate::-webkit-progress-bar { background: none; }
@keyframes wait { from { background-position: 200% 0; } to { background-position: 0 0; } }
.readouts div { min-width: 58px; overflow: hidden; text-align: end; }
.readouts dt { overflow: hidden; color: var(--muted); font-size: 11.5px; line-height: 14px; text-overflow: ellipsis; white-space: nowrap; }
.readouts dd { font-size: 15px; line-height: 19px; font-variant-numeric: tabular-nums; white-space: nowrap; }

.chart-title { display: flex; flex-wrap: wrap; align-items: center; min-height: 20px; overflow: hidden; font-size: 14px; font-weight: 650; line-height: 20px; }
.chart-title .control-info { margin-inline-start: 6px; }
.chart-note { display: inline-flex; align-items: center; gap: 5px; margin-inline-start: 10px; color: var(--muted); font-size: 12px; font-weight: 400; white-space: nowrap; }
.legend { display: flex; flex-wrap: wrap; gap: 0 14px; height: 20px; overflow: hidden; font-size: 12.5px; line-height: 20px; }
.legend-item { display: flex; align-items: center; gap: 5px; white-space: nowrap; }
.swatch { flex: none; width: 20px; height: 8px; stroke: currentColor; stroke-width: 2.5; fill: none; }
.player-d > .swatch, .player-d > .legend-value { color: var(--d); }
.player-g > .swatch, .player-g > .legend-value { color: var(--g); }
.player-m > .swatch, .player-m > .legend-value { color: var(--m); }
.legend-value { min-width: 34px; font-variant-numeric: tabular-nums; font-weight: 600; }
.plot { height: var(--plot); }
.chart-help { color: var(--muted); font-size: 12.5px; }
.smooth { position: absolute; inset-inline-end: 0; top: 0; display: flex; align-items: center; gap: 5px; color: var(--muted); font-size: 12.5px; line-height: 20px; background: var(--paper); }
.smooth input { width: 14px; height: 14px; margin: 0; accent-color: var(--ink); }
.uplot, .uplot *, .uplot *::before, .uplot *::after { box-sizing: border-box; }
.uplot { width: 100%; font-family: var(--font); line-height: 1.5; }
.u-wrap { position: relative; user-select: none; }
.u-over, .u-under { position: absolute; }
.u-under { overflow: hidden; }
.uplot canvas { display: block; position: relative; width: 100%; height: 100%; }
.u-axis { position: absolute; pointer-events: none; }
.u-cursor-x, .u-cursor-y { position: absolute; left: 0; top: 0; pointer-events: none; will-change: transform; }
.u-hz .u-cursor-x { height: 100%; border-right: 1px solid var(--edge); }
.u-select { position: absolute; pointer-events: none; }
.u-off, .u-cursor-pt { display: none; }

.control { min-width: 0; min-height: 60px; }
.control-head { display: flex; align-items: center; gap: 6px; min-height: 20px; }
.control-head label { overflow: hidden; font-size: 13px; text-overflow: ellipsis; white-space: nowrap; }
.control-info { flex: none; width: 16px; height: 16px; padding: 0; border: 1px solid var(--edge); border-radius: 50%; background: none; color: var(--muted); font-size: 10.5px; line-height: 1; }
.control-info:hover, .control-info[aria-expanded='true'] { border-color: var(--ink); color: var(--ink); }
.control-mark { margin-inline-start: auto; color: var(--muted); font-size: 12px; line-height: 16px; white-space: nowrap; }
.is-pending .control-mark { color: var(--g); font-weight: 600; }
.control-lock { flex: none; width: 14px; height: 14px; margin-inline-start: auto; color: var(--muted); }
.control-lock svg { display: block; fill: currentColor; fill-rule: evenodd; }
.is-fixed :is(.control-mark, .control-refused) { display: none; }
.control-help { margin: 2px 0 4px; color: var(--muted); font-size: 12.5px; line-height: 1.4; }
.control-entry { display: flex; align-items: center; gap: 8px; min-height: 34px; }
.control-unit { min-width: 0; overflow: hidden; color: var(--muted); font-size: 12px; text-overflow: ellipsis; white-space: nowrap; }
.control-error { color: var(--bad); font-size: 12.5px; line-height: 1.35; }
.control select, .control input[type='number'] { height: 32px; min-width: 0; padding: 0 8px; border: 1px solid var(--edge); border-radius: 7px; background: var(--surface); font-size: 13.5px; font-variant-numeric: tabular-nums; }
.control select { width: 100%; padding-inline-end: 4px; }
.control select, .control option, .control optgroup { color: var(--ink); background-color: var(--surface); }
.control input[type='number'] { flex: none; width: 74px; appearance: textfield; }
.control input[type='number']::-webkit-inner-spin-button { appearance: none; margin: 0; }
.control select:hover:enabled, .control input[type='number']:hover:enabled { border-color: var(--ink); }
.control [aria-invalid='true'] { border-color: var(--bad) !important; background: var(--bad-wash); }
.control.is-pending :is(select, input[type='number']) { border-color: var(--g); }
.control input[role='switch'] { position: relative; appearance: none; flex: none; width: 36px; height: 20px; margin: 0; border: 1px solid var(--edge); border-radius: 10px; background: var(--sunken); transition: background 0.15s; }
.control input[role='switch']::before { content: ''; position: absolute; top: 2px; left: 2px; width: 14px; height: 14px; border-radius: 50%; background: var(--edge); transition: translate 0.15s; }
.control input[role='switch']:checked { border-color: var(--ink); background: var(--ink); }
.control input[role='switch']:checked::before { translate: 16px 0; background: var(--paper); }
.control-why { padding: 2px 0; border: 0; background: none; color: var(--muted); font-size: 12px; line-height: 16px; text-align: start; text-decoration: underline dotted; text-underline-offset: 2px; }
.control-refused p, .knob-reason { margin-top: 2px; color: var(--muted); font-size: 12px; line-height: 1.4; }
.is-locked label, .is-locked .control-unit, .is-fixed label { color: var(--muted); }
.is-locked .control-mark { display: none; }
.control :is(select, input):disabled { cursor: default; opacity: 0.6; }
.control[data-key='seed'] input[type='number'], .control[data-key='steps'] input[type='number'] { width: 104px; }
.control input[type='range'] { --fill: 0; flex: 1; min-width: 0; height: 24px; margin: 0; appearance: none; background: none; }
.control input[type='range']::-webkit-slider-runnable-track { height: 4px; border-radius: 2px; background: linear-gradient(90deg, var(--ink) calc(var(--fill) * 100%), var(--rule) 0); }
.control input[type='range']::-moz-range-track { height: 4px; border-radius: 2px; background: linear-gradient(90deg, var(--ink) calc(var(--fill) * 100%), var(--rule) 0); }
.control input[type='range']::-webkit-slider-thumb { appearance: none; width: 16px; height: 16px; margin-top: -6px; border: 2px solid var(--paper); border-radius: 50%; background: var(--ink); }
.control input[type='range']::-moz-range-thumb { width: 12px; height: 12px; border: 2px solid var(--paper); border-radius: 50%; background: var(--ink); }
.locked-note svg { width: 14px; height: 14px; fill: currentColor; fill-rule: evenodd; }
.locked-note { grid-column: 1 / -1; display: flex; align-items: center; gap: 6px; color: var(--muted); font-size: 12.5px; }

.view { min-width: 0; max-width: 520px; }
.has-points > .pictures { display: none; }
.view-title, .caption b { color: var(--g); font-weight: 650; }
.points .caption b { color: var(--ink); }
.view canvas { display: block; width: 100%; height: auto; border-radius: 4px; background: var(--sunken); image-rendering: pixelated; }
.view-body { display: grid; gap: 10px var(--gap); align-items: start; }
.rows { min-width: 0; }
.rows.has-heads { display: grid; grid-template-columns: 30px minmax(0, 1fr); gap: 4px; }
.row-heads { display: none; min-width: 0; margin: 0; padding: 0; border: 0; }
.has-heads .row-heads { display: grid; grid-template-rows: repeat(10, minmax(0, 1fr)); height: 100%; }
.row-head { position: relative; display: grid; place-items: center; border-radius: 4px; font-size: 13px; font-weight: 600; font-variant-numeric: tabular-nums; color: var(--muted); }
.row-head input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; }
label.row-head span { display: grid; place-items: center; width: 100%; height: calc(100% - 2px); border-radius: 4px; }
label.row-head:hover span { background: var(--g-wash); color: var(--g); }
label.row-head input:checked + span { background: var(--g); color: var(--paper); }
label.row-head input:focus-visible + span { outline: 2px solid var(--focus); outline-offset: 2px; }
.chosen { min-width: 0; max-width: 200px; }
.chosen .caption { color: var(--g); font-size: 13px; }
.codes { display: grid; gap: 2px; margin-bottom: 6px; }
.code { display: grid; grid-template-columns: auto minmax(0, 1fr) 40px; align-items: center; gap: 8px; font-size: 13px; }
.code input { width: 100%; height: 26px; margin: 0; accent-color: var(--g); }
.code-value { text-align: end; font-variant-numeric: tabular-nums; color: var(--g); font-weight: 600; }

.points-frame.is-line canvas { aspect-ratio: 4 / 3; }
.points-frame canvas.is-pad { cursor: crosshair; touch-action: none; }
.points-hint { display: block; position: absolute; inset: auto 0 42%; padding: 0 16px; font: italic 16px/1.4 var(--prose); text-align: center; pointer-events: none; }
.points-legend { display: flex; flex-wrap: wrap; gap: 0 14px; min-height: 22px; margin-top: 5px; font-size: 12.5px; line-height: 20px; }
.key { display: flex; align-items: center; gap: 5px; }
.key-real { color: var(--d); } .key-generated { color: var(--g); } .key-map { color: var(--muted); } .key-curve { color: var(--ink); }
.key i { flex: none; display: block; }
.key-real i { width: 9px; height: 9px; border: 1.5px solid var(--d); border-radius: 50%; }
.key-generated i { width: 8px; height: 8px; border-radius: 50%; background: var(--g); }
.is-line .key-real i { border-radius: 0; background: var(--d-faint); }
.is-line .key-generated i { width: 9px; height: 9px; border: 1.5px dashed var(--g); border-radius: 0; background: var(--g-faint); }
.key .ramp { width: 48px; height: 10px; border: 1px solid var(--rule); border-radius: 2px; background: linear-gradient(90deg, color-mix(in srgb, var(--g) 55%, var(--surface)), var(--surface), color-mix(in srgb, var(--d) 55%, var(--surface))); }
.key-map .ramp-end.is-generated { color: var(--g); }
.key-map .ramp-end.is-real { color: var(--d); }
.key-curve i { width: 20px; height: 0; border-top: 2.5px solid var(--ink); }
.key-best i { border-top: 1.5px dashed var(--ink); }
.key-optimal label { display: flex; align-items: center; gap: 5px; }
.key-optimal input { width: 14px; height: 14px; margin: 0; accent-color: var(--ink); }
.points-legend:not(.is-line) .key-curve, .points-legend.is-line .key-map { display: none; }
.points-side { display: grid; gap: 12px; align-content: start; min-width: 0; }
.theory h3 { font-size: 13px; }
.distances { width: 100%; max-width: 30em; margin-top: 2px; border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
.distances :is(th, td) { padding: 2px 0; border-top: 1px solid var(--rule); font-weight: 400; text-align: end; }
.distances th:first-child { text-align: start; }
.distances thead th { border-top: 0; color: var(--muted); font-size: 12px; }
.theory .aside { margin-top: 4px; color: var(--muted); font-size: 12.5px; }
.modes { display: flex; flex-wrap: wrap; gap: 4px 24px; }
.modes dt { color: var(--muted); font-size: 12px; }
.modes dd { font: 600 22px/1.2 var(--prose); font-variant-numeric: tabular-nums; }
.draw-tools h3 { font-size: 13px; }
.draw-tools p { margin: 2px 0 8px; color: var(--muted); font-size: 12.5px; }
.draw-buttons { display: flex; align-items: center; gap: 10px; font-size: 13px; font-variant-numeric: tabular-nums; }

.about-button { padding: 8px 0; border: 0; background: none; color: var(--muted); font-size: 13px; text-align: start; text-decoration: underline; text-decoration-color: var(--edge); text-underline-offset: 3px; }
.about-button:hover { color: var(--ink); }
.card { margin-top: 12px; padding-top: 12px; border-top: 1px solid var(--rule); font: 16px/1.5 var(--prose); }
.card h2 { font: 600 20px/1.25 var(--prose); }
.card h3 { margin: 10px 0 2px; color: var(--muted); font: 650 12.5px/1.4 var(--font); }
.card-summary { margin-top: 4px; }
.exam { grid-column: 1 / -1; min-height: 2.8em; margin: 0; color: var(--muted); font-size: 13px; line-height: 1.4; }
.exam b { color: var(--m); font-variant-numeric: tabular-nums; }
.equations { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 12px; margin: 12px 0; }
.equation { min-width: 0; padding: 6px 14px; border-radius: 7px; }
.equation h3 { margin-top: 4px; }
.equation.player-d { background: color-mix(in srgb, var(--d) 9%, var(--paper)); }
.equation.player-g { background: var(--g-wash); }
.equation.player-d h3 { color: var(--d); }
.equation.player-g h3 { color: var(--g); }
.formula { min-height: 40px; padding: 4px 0; overflow-x: auto; }
.card-sections { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr)); gap: 0 20px; }
.papers span { color: var(--muted); }

.menu { position: relative; }
.menu summary::-webkit-details-marker { display: none; }
.menu summary::after { content: ''; width: 6px; height: 6px; margin: -4px 0 0 2px; border: solid currentColor; border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); }
.menu .quiet { min-height: 34px; }
.menu-items { position: absolute; inset-inline-end: 0; bottom: calc(100% + 6px); z-index: 5; display: grid; width: max-content; max-width: min(290px, 78cqi); padding: 6px; border: 1px solid var(--rule); border-radius: 9px; background: var(--surface); box-shadow: 0 1px 2px light-dark(#1b1f2714, #0006), 0 8px 28px light-dark(#1b1f2726, #0009); }
.menu-items button { min-height: 36px; padding: 6px 10px; border: 0; border-radius: 5px; background: none; font-size: 13.5px; text-align: start; }
.menu-items button:hover:not(:disabled), .menu-items button:focus-visible { background: var(--sunken); }
.menu-items hr { width: 100%; margin: 6px 0; border: 0; border-top: 1px solid var(--rule); }

.alerts { position: absolute; z-index: 10; inset-inline: 12px; bottom: 12px; display: grid; gap: 8px; max-width: 440px; margin-inline-start: auto; }
.alert { display: flex; align-items: flex-start; gap: 8px; padding: 10px 8px 10px 14px; border: 1px solid var(--bad); border-radius: 9px; background: var(--bad-wash); box-shadow: 0 8px 28px light-dark(#1b1f2726, #0009); font-size: 13.5px; }
.alert p { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.alert-close { flex: none; width: 30px; height: 30px; margin: -5px 0; border: 0; border-radius: 5px; background: none; font-size: 20px; line-height: 1; }
.toast { position: absolute; z-index: 10; left: 50%; bottom: 20px; translate: -50% 0; max-width: calc(100% - 24px); padding: 9px 16px; border-radius: 9px; background: var(--ink); color: var(--paper); font-size: 13.5px; opacity: 0; visibility: hidden; transition: opacity 0.2s, visibility 0.2s; }
.toast.is-shown { opacity: 1; visibility: visible; }

@container chart (max-width: 339px) {
  .chart-note { display: none; }
}
@container gantry (max-width: 479px) {
  .chosen { display: none; }
}
@container gantry (max-width: 319px) {
  .step.quiet { padding: 0 1px; font-size: 11.5px; }
  .readouts { gap: 6px; }
  .readouts dt { font-size: 10px; }
}
@container gantry (max-width: 419px) {
  .step { flex: 1; min-width: 0; padding: 0 4px; font-size: 12.5px; }
  .readouts div { min-width: 0; text-align: start; }
  .readouts dd { min-width: 52px; }
  .control input[type='range'] { height: 34px; }
  .control select, .control input[type='number'] { height: 38px; font-size: 16px; }
  .control-info { width: 24px; height: 24px; font-size: 13px; }
  .menu .quiet, .about-button { min-height: 44px; }
}
@container gantry (min-width: 480px) and (max-width: 719px) {
  .has-view .view-body:has(.chosen:not([hidden])) { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); }
}
@container gantry (min-width: 720px) {
  .stage.has-view { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); grid-template-rows: auto 1fr; }
  .has-view .view:not([data-left-out]) { grid-row: 1 / 3; grid-column: 2; }
  .has-view .charts { grid-template-columns: repeat(2, minmax(0, 1fr)); align-content: start; }
  .stage.has-view:has(> .pictures > figure[data-left-out]) { grid-template-columns: minmax(0, 480px) minmax(0, 1fr); }
  .stage.has-view:has(> .view[data-left-out]) { grid-template-columns: minmax(0, 1fr); }
  .has-view .chosen { display: none; }
}
/* Where a system has colours of its own, they say what is on, and how far a slider is; those of plots and curves stay. */
@media (forced-colors: active) {
  .base { color-scheme: light dark; }
  .play { border: 1px solid; }
  .status progress { --g: Highlight; --rule: Canvas; forced-color-adjust: none; }
  .control input:is([type='range'], [role='switch']) { --ink: Highlight; --edge: CanvasText; --rule: CanvasText; --paper: Canvas; --sunken: Canvas; forced-color-adjust: none; }
  .control input:is([type='range'], [role='switch']):disabled { --ink: GrayText; --edge: GrayText; --rule: GrayText; opacity: 1; }
  label.row-head input:checked + span { --g: Highlight; --paper: HighlightText; forced-color-adjust: none; }
  .palette, .key i, .legend :is(.swatch, .legend-value) { forced-color-adjust: none; }
}
`);
