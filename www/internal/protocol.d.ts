/** What the Rust module exports; see docs/architecture.md. */

export type Value = number | string | boolean;
/** Flat, key → value; a missing key takes its default. */
export type Settings = Record<string, Value>;

export type Sheet = { width: number; height: number; rgba: Uint8ClampedArray<ArrayBuffer> };

export type Point = { iteration: number; d_loss: number; g_loss: number; d_real: number; d_fake: number };

export type Report = {
  iteration: number;
  /** Since the last generator step. */
  d_steps_done: number;
  images_seen: number;
  /** Passes through the data that are complete. */
  epoch: number;
  finite: boolean;
  points: Point[];
};

export type IntKind = { type: 'int'; min: number; max: number };
export type FloatKind = { type: 'float'; min: number; max: number; scale: 'linear' | 'log' };
export type ChoiceKind = { type: 'choice'; choices: string[] };
export type BoolKind = { type: 'bool' };
export type Kind = IntKind | FloatKind | ChoiceKind | BoolKind;

export type Group = 'run' | 'networks' | 'objective' | 'optimisation' | 'techniques' | 'display';

export type OptionSpec = {
  key: string;
  group: Group;
  live: boolean;
  unit?: string | null;
  default: Value;
  kind: Kind;
  /** It has an effect only while another option has one of these values; always, if absent. */
  when?: { key: string; any_of: string[] } | null;
};

export type Paper = { arxiv: string; title: string; authors: string; year: number };

export type VariantSpec = {
  id: string;
  papers: Paper[];
  /** LaTeX. */
  d_loss: string;
  /** LaTeX. */
  g_loss: string;
  /** Full. */
  defaults: Settings;
};

export type Registry = { variants: VariantSpec[]; options: OptionSpec[]; version: string };

export type StepKind = 'discriminator' | 'generator' | 'iteration';
export type DeviceName = 'cpu' | 'webgpu';
export type DatasetState = { name: string; count: number; loaded: number; labelled: boolean };

/** The message says what was wrong and what to do; the code is stable. */
export type LabError = Error & { code: string };

export interface Lab {
  device(): { device: DeviceName; adapter: string };
  settings(): Settings;
  begin_dataset(name: string, count: number): void;
  add_shard(images: Uint8Array, labels?: Uint8Array): void;
  replace_dataset(name: string, images: Uint8Array, labels?: Uint8Array): void;
  /** Nothing before the first `begin_dataset`. */
  dataset(): DatasetState | undefined;
  run(iterations: number): Promise<number>;
  step(what: StepKind): Promise<boolean>;
  report(): Promise<Report>;
  samples(): Promise<Sheet>;
  real_images(): Sheet;
  set_option(key: string, value: Value): Settings;
  checkpoint(): Promise<Uint8Array<ArrayBuffer>>;
  restore(bytes: Uint8Array): Promise<void>;
  generator_safetensors(): Promise<Uint8Array<ArrayBuffer>>;
  log_csv(): string;
  free(): void;
}

export interface GantryModule {
  /** wasm-bindgen's initialiser. */
  default(source: { module_or_path: Response | Promise<Response> }): Promise<unknown>;
  registry(): Registry;
  resolve(settings: Settings): Settings;
  Lab: { create(settings: Settings): Promise<Lab> };
}
