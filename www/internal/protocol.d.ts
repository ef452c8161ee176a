/** What the Rust module exports, under the page's names; the types themselves are generated from Rust. */
import type { DatasetInfo, DeviceKind, Lab as LabClass, OptionEntry, Step, VariantEntry } from './gantry.js';
import type * as gantry from './gantry.js';

export type { Conflict, Equations, Kind, Mark, Paper, Point, Registry, Report, Request, Scatter, Settings, Sheet, Test, Value, View } from './gantry.js';
export type OptionSpec = OptionEntry;
export type VariantSpec = VariantEntry;
export type StepKind = Step;
export type DeviceName = DeviceKind;
export type DatasetState = DatasetInfo;
export type Lab = LabClass;
export type GantryModule = typeof gantry;

/** The message says what was wrong and what to do; the code is stable. */
export type LabError = Error & { code: string };
