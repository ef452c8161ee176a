/** What a page and the worker say to each other: every message names the lab that it concerns. */

import type { DatasetState, DeviceName, Equations, Mark, Registry, Report, Request, Scatter, Settings, Sheet, StepKind, Value } from './protocol.js';

/** Why the training runs where it runs. */
export type DeviceReason =
  | 'chosen'
  | 'no_webgpu'
  | 'no_adapter'
  | 'fallback_adapter'
  | 'module_missing'
  | 'forced'
  | 'forced_fallback'
  | 'failed_at_start'
  | 'lost_in_flight';

/** An error on its way between threads. Errors of the module carry their text; ours are worded by the catalogue. */
export type Failure = { code: string; message: string; params: Record<string, string | number> };

/** The pictures: samples, real images, the variant's own view, and one class of it alone. */
export type SheetName = 'generated' | 'real' | 'view' | 'chosen';
export type Canvases = Record<SheetName, OffscreenCanvas>;

/** How a lab begins. */
export type Start = {
  settings: Settings;
  /** Whether settings that the module refuses are left out and told, instead of refusing all. */
  tolerant: boolean;
  /** The folder with `modules.json`. */
  assets: string;
  canvases: Partial<Canvases>;
  /** Whether the page wants every sheet, be it drawn here or not. */
  sheets: boolean;
};

/** Which of the variant's own pictures are on the screen, and of what; null is not drawn. */
export type Wanted = { view: Request | null; chosen: Request | null };

/** Each command with what it takes and what it answers. */
export interface Commands {
  start: { takes: Start; answers: Settings };
  play: { takes: object; answers: void };
  pause: { takes: object; answers: void };
  /** Training stops without a change of `playing`: nobody is looking. */
  suspend: { takes: object; answers: void };
  resume: { takes: object; answers: void };
  step: { takes: { what: StepKind }; answers: boolean };
  reset: { takes: { settings: Settings }; answers: Settings };
  set_option: { takes: { key: string; value: Value }; answers: Settings };
  resolve: { takes: { settings: Settings }; answers: Settings };
  look: { takes: { wanted: Wanted }; answers: void };
  /** Null: no longer drawn there. */
  attach: { takes: { canvases: Partial<Record<SheetName, OffscreenCanvas | null>> }; answers: void };
  set_drawn: { takes: { points: Float32Array }; answers: void };
  sheet: { takes: object; answers: Sheet };
  /** The same where the data is images, and the points where it is points. */
  picture: { takes: object; answers: { sheet: Sheet; scatter: null } | { sheet: null; scatter: Scatter } };
  weights: { takes: object; answers: Uint8Array<ArrayBuffer> };
  log: { takes: object; answers: string };
  checkpoint: { takes: object; answers: Uint8Array<ArrayBuffer> };
  restore: { takes: { bytes: Uint8Array }; answers: Settings };
  use_files: { takes: { name: string; images: Uint8Array; labels: Uint8Array | null }; answers: DatasetState | undefined };
  use_mnist: { takes: object; answers: void };
  /** Frees all that the lab has; its number is not used again. */
  dispose: { takes: object; answers: void };
}

export type CommandName = keyof Commands;
export type Command = { [Name in CommandName]: { type: Name; id: number; lab: number } & Commands[Name]['takes'] }[CommandName];

/** A page that will open a lab says so early: what any lab needs from the folder of the assets can be on its way. */
export type Announcement = { type: 'expect'; assets: string; variant: string | null };

/** What is waited for; `connection`: images are asked for again until they come. */
export type Phase = 'module' | 'data' | 'connection' | 'first_step';

/** A report, with the pace that only the worker's clock knows. */
export type Figures = Report & { iterations_per_second: number };

/** What a run on points shows, and the points that were drawn for it: x and y in turn. */
export type Plotted = Scatter & { drawn: Float32Array };

/** What happens to one lab. */
export type LabEvent =
  | { type: 'progress'; phase: Phase; loaded: number; total: number; done: boolean }
  | { type: 'registry'; registry: Registry }
  | { type: 'device'; device: DeviceName; adapter: string; reason: DeviceReason; threads: number }
  /** A run begins, or goes on from another place: curves after `iteration` belong to the past. `moved`: off a GPU that was lost. */
  | { type: 'run'; settings: Settings; iteration: number; moved: boolean }
  /** What the players minimise with the present settings. */
  | { type: 'equations'; equations: Equations }
  /** How the discriminator did on images that it has not been trained on. */
  | { type: 'exam'; mark: Mark }
  | { type: 'dataset'; dataset: DatasetState }
  | { type: 'figures'; figures: Figures }
  | { type: 'playing'; playing: boolean; finished: boolean }
  | { type: 'sheet'; which: SheetName; sheet: Sheet }
  /** What a run on points shows instead of the samples; null where the data is images. */
  | { type: 'scatter'; scatter: Plotted | null }
  | { type: 'module_ready' }
  | { type: 'failure'; failure: Failure };

export type WorkerEvent = { lab: number } & (LabEvent | { type: 'answer'; id: number; value: unknown } | { type: 'refusal'; id: number; failure: Failure });

/** What the parts of a lab say to its page. */
export type Post = (event: LabEvent, transfer?: Transferable[]) => void;
