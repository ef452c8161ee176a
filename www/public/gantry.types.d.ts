/** The types of the headless lab. */
import type { DeviceReason, Figures, Phase, SheetName, Wanted } from '../internal/messages.js';
import type { DatasetState, DeviceName, Equations, Mark, Registry, Scatter, Settings, Sheet, StepKind, Value } from '../internal/protocol.js';

export type { DatasetState, DeviceName, DeviceReason, Equations, Figures, Mark, Phase, Registry, Scatter, Settings, Sheet, SheetName, StepKind, Value, Wanted };

export interface GantryOptions {
  /** What differs from the defaults, such as `{ variant: 'cgan', seed: 3 }`. */
  settings?: Settings;
  /** Settings that are refused are left out and told by `error` events, instead of refusing all. */
  tolerant?: boolean;
  /** The folder with `modules.json`, the wasm files, `data/` and `locales/`; by default the one that the script came from. */
  assets?: string | URL;
  /** The worker's script, or a function that starts it, where the one beside the script will not do. */
  worker?: string | URL | (() => Worker);
  /** The language of messages, such as `en`. */
  lang?: string;
}

/** Canvases by what is drawn on them: `null` ends the drawing. */
export type GantryCanvases = Partial<Record<SheetName, HTMLCanvasElement | OffscreenCanvas | null>>;

/** Images of your own, as the bytes of IDX files. */
export interface OwnImages {
  name: string;
  images: Uint8Array;
  labels?: Uint8Array | null;
}

export interface GantryDevice {
  device: DeviceName;
  adapter: string;
  /** Why it is this one. */
  reason: DeviceReason;
  /** How many work at it; more than one where the page may share memory, once they are there. */
  threads: number;
}

/** The `detail` of each event. */
export interface GantryEvents {
  /** The lab can be used. */
  ready: { settings: Settings };
  /** Something is downloaded, or prepared; `loaded` and `total` are bytes. */
  progress: { phase: Phase; loaded: number; total: number; done: boolean };
  /** A run begins, or goes on from another place: figures after `iteration` belong to the past. `moved`: off a GPU that was lost. */
  run: { settings: Settings; iteration: number; moved: boolean };
  /** What the players minimise is another one now, in LaTeX. */
  equations: { equations: Equations };
  /** How the discriminator did on images that it has not been trained on, for variants with an exam. */
  exam: { mark: Mark };
  /** Losses and beliefs of all iterations since the last time. */
  figures: Figures;
  /** Further iterations are complete. */
  iteration: { iteration: number; figures: Figures };
  /** A picture is new: a sheet of images or, in a run on points, what to plot. */
  sample: { which: SheetName; sheet: Sheet; scatter: null } | { which: 'generated'; sheet: null; scatter: Scatter };
  device: GantryDevice;
  playing: { playing: boolean; finished: boolean };
  dataset: DatasetState;
  /** What went wrong where nobody was waiting for an answer. */
  error: { code: string; message: string; params: Record<string, string | number> };
}

/** An EventTarget that knows the events of a lab. */
export interface GantryTarget extends EventTarget {
  addEventListener<Name extends keyof GantryEvents>(
    type: Name,
    listener: ((event: CustomEvent<GantryEvents[Name]>) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<Name extends keyof GantryEvents>(
    type: Name,
    listener: ((event: CustomEvent<GantryEvents[Name]>) => void) | null,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}
