/** The types that page, contestants and harness share. */

export type Layer =
  | { kind: 'linear'; inputs: number; outputs: number; bias: boolean }
  | { kind: 'batch_norm'; channels: number; side: number }
  | { kind: 'conv'; inputs: number; outputs: number; side: number; bias: boolean }
  | { kind: 'conv_transpose'; inputs: number; outputs: number; side: number; bias: boolean }
  | { kind: 'leaky_relu' }
  | { kind: 'relu' }
  | { kind: 'tanh' };

export type NetName = 'generator' | 'discriminator';

export interface Workload {
  name: string;
  /** Latent `[batch, 100]` → images `[batch, 784]`. */
  generator: Layer[];
  /** Images `[batch, 784]` → scores `[batch, 1]`. */
  discriminator: Layer[];
}

/** A parameter in Gantry's name and layout: linear weights are `[inputs, outputs]`. */
export interface Parameter {
  name: string;
  shape: number[];
  /** What feeds one output; 0 for the scale and shift of BatchNorm. */
  fanIn: number;
}

/** Name → values of every parameter. */
export type Weights = Map<string, Float32Array<ArrayBuffer>>;

/** What a contestant starts from and is fed with. */
export interface Inputs {
  weights: Weights;
  /** Images of iteration `t`, from 0: `[batch · 784]` in [-1, 1]. */
  real(t: number): Float32Array<ArrayBuffer>;
  /** Latent vectors of its discriminator step and of its generator step. */
  latent(t: number): { d: Float32Array<ArrayBuffer>; g: Float32Array<ArrayBuffer> };
  /** The images as an IDX file, for those that cut their own batches. */
  idx: Uint8Array<ArrayBuffer>;
}

/** The two losses of one iteration. */
export type Losses = [d: number, g: number];

export interface Run {
  /** Trains `count` iterations from `first` on, and answers when their losses have been read. */
  iterate(first: number, count: number): Promise<Losses[]>;
}

export interface OpenOptions {
  workload: Workload;
  inputs: Inputs;
  /** Whether to begin with `inputs.weights`; else with weights of its own, as a visitor's page would. */
  given: boolean;
}

export interface Contestant {
  open(options: OpenOptions): Promise<Run>;
}

/** What the WebGPU calls of a stretch of work came to. */
export interface GpuCounts {
  launches: number;
  submits: number;
  pipelines: number;
  writtenBytes: number;
  readBytes: number;
}

/** One timed stretch of iterations. */
export interface Chunk {
  iterations: number;
  ms: number;
  losses: Losses[];
  /** Until the last submit; null where there was none. */
  hostMs: number | null;
  gpu: GpuCounts;
}

/** The same with what it cost, where that can be told. */
export interface TimedChunk extends Chunk {
  cpuMs: number | null;
  /** The part of the page's own process; null where there is no WebGPU. */
  pageCpuMs: number | null;
}

/** Milestones of a page, in ms since its navigation began. */
export interface Milestones {
  opened: number;
  first: number;
  hundredth: number;
}

export type Request =
  | { type: 'open'; workload: string }
  | { type: 'chunk'; first: number; count: number }
  | { type: 'load'; workload: string; navigatedAt: number }
  | VariantRequest;

/** Which variants there are, or what one of them costs. */
export type VariantRequest =
  | { type: 'variants'; device: 'cpu' | 'webgpu' }
  | { type: 'variant'; device: 'cpu' | 'webgpu'; variant: string; settings: Record<string, unknown>; iterations: number };

/** What an iteration of a variant costs. */
export interface VariantCost {
  launches: number;
  submits: number;
  writtenBytes: number;
  /** Until the first count. */
  pipelines: number;
  ms: number;
}

export interface Answer {
  value?: unknown;
  error?: string;
}
