// Generated from Rust by `cargo xtask build`.
/* tslint:disable */
/* eslint-disable */

/** Images in a grid, as canvas pixels. */
export type Sheet = { width: number, height: number, rgba: Uint8ClampedArray<ArrayBuffer> };



/** Option key → value; a missing key takes its default. */
export type Settings = Record<string, Value>;


/**
 * A distance between the distribution p of the data and q of what is generated.
 */
export type Divergence = "kl" | "reverse_kl" | "jensen_shannon" | "pearson_chi_squared" | "squared_hellinger" | "total_variation" | "wasserstein";

/**
 * A divergence, as it is and as the discriminator has it.
 */
export interface Measured {
    /**
     * Which.
     */
    divergence: Divergence;
    /**
     * Of both distributions, blurred a little but for the Wasserstein distance; infinite where the generated points miss a
     * part.
     */
    value: number;
    /**
     * What D's loss says of it, without a blur: a lower bound, near to it as far as D has learned; none where the loss
     * says nothing of it.
     */
    estimate: number | null;
}

/**
 * A paper.
 */
export interface Paper {
    /**
     * arXiv identifier.
     */
    arxiv: string;
    /**
     * Title.
     */
    title: string;
    /**
     * Authors, shortened.
     */
    authors: string;
    /**
     * Year of the first version.
     */
    year: number;
}

/**
 * An option has an effect only while another one has one of these values.
 */
export interface When {
    /**
     * The other option.
     */
    key: string;
    /**
     * The values.
     */
    any_of: string[];
}

/**
 * Everything that can be chosen.
 */
export interface Registry {
    /**
     * The GANs.
     */
    variants: VariantEntry[];
    /**
     * The options, in the order in which they are shown.
     */
    options: OptionEntry[];
    /**
     * Combinations that are refused.
     */
    conflicts: Conflict[];
    /**
     * The version of Gantry.
     */
    version: string;
}

/**
 * How a slider should be scaled.
 */
export type Scale = "linear" | "log";

/**
 * How far to go.
 */
export type Step = "discriminator" | "generator" | "iteration";

/**
 * How much of the data set has arrived.
 */
export interface DatasetInfo {
    /**
     * What it is called.
     */
    name: string;
    /**
     * Images that there will be.
     */
    count: number;
    /**
     * Images that have arrived.
     */
    loaded: number;
    /**
     * Whether each image has a label.
     */
    labelled: boolean;
}

/**
 * How well points cover the modes of a mixture.
 */
export interface ModeReport {
    /**
     * Modes of the distribution.
     */
    modes: number;
    /**
     * Modes with at least one sample within three deviations.
     */
    captured: number;
    /**
     * Share of the samples within three deviations of a mode, 0 to 1.
     */
    high_quality: number;
}

/**
 * One GAN.
 */
export interface VariantEntry {
    /**
     * Identifier.
     */
    id: string;
    /**
     * Where it comes from.
     */
    papers: Paper[];
    /**
     * What the players minimise with its defaults.
     */
    equations: Equations;
    /**
     * What it shows beside its samples.
     */
    view: View | null;
    /**
     * What its discriminator is asked while it trains.
     */
    exam: Exam | null;
    /**
     * Whether it learns from labels.
     */
    needs_labels: boolean;
    /**
     * The options that it leaves at its defaults, each with the reason: a key of the catalogue, `conflict.<reason>`.
     */
    fixed: Record<string, string>;
    /**
     * Full settings with its defaults.
     */
    defaults: Record<string, Value>;
}

/**
 * One option.
 */
export interface OptionEntry {
    /**
     * Identifier.
     */
    key: string;
    /**
     * Where it stands in the page.
     */
    group: Group;
    /**
     * Whether it may change while training.
     */
    live: boolean;
    /**
     * Unit, where it has one: a key of the catalogue, `unit.<unit>`.
     */
    unit: string | null;
    /**
     * The default where the variant has no other.
     */
    default: Value;
    /**
     * Kind and range.
     */
    kind: Kind;
    /**
     * When it has an effect; always, if absent.
     */
    when: When | null;
}

/**
 * The figures of one iteration.
 */
export interface Point {
    /**
     * Which, from 1.
     */
    iteration: number;
    /**
     * Loss of its last discriminator step; NaN if it had none.
     */
    d_loss: number;
    /**
     * Loss of its generator step.
     */
    g_loss: number;
    /**
     * Mean of D(x), the belief that a_r expresses, in the last discriminator step, 0 to 1.
     */
    d_real: number;
    /**
     * Mean of D(G(z)) there, 0 to 1.
     */
    d_fake: number;
    /**
     * The variant's own figure ([`crate::trainer::Trainer::measure`]); NaN if it has none.
     */
    measure: number;
}

/**
 * The kind of an option, with its range.
 */
export type Kind = { type: "int"; min: number; max: number } | { type: "float"; min: number; max: number; scale: Scale } | { type: "choice"; choices: string[] } | { type: "bool" };

/**
 * The losses of a run, in LaTeX.
 */
export interface Equations {
    /**
     * What the discriminator minimises; empty where there is none.
     */
    d_loss: string;
    /**
     * What the generator (and the encoder) minimises.
     */
    g_loss: string;
}

/**
 * The value of an option. Numbers from JavaScript arrive as floats even where an integer is meant.
 */
export type Value = boolean | number | number | string;

/**
 * What a run on points shows.
 */
export interface Scatter {
    /**
     * 1 or 2 numbers per point.
     */
    dimensions: number;
    /**
     * Generated points, one after the other.
     */
    generated: number[];
    /**
     * Real points.
     */
    real: number[];
    /**
     * D's belief, 0 to 1: `cells` × `cells` from the top left, or `cells` on the line; none without a
     * discriminator of points.
     */
    belief: number[] | null;
    /**
     * D*(x) = p_data/(p_data + p_g) in the same cells, from the known density of the data and that of the generated
     * points, both blurred by about a cell; none where nothing has been drawn.
     */
    optimal: number[] | null;
    /**
     * How far the two distributions are from each other, and what D's loss says of it.
     */
    divergences: Measured[];
    /**
     * Cells of the map along one side.
     */
    cells: number;
    /**
     * The map covers ± this.
     */
    extent: number;
    /**
     * How the generated points cover the modes, where there are modes.
     */
    modes: ModeReport | null;
}

/**
 * What a variant shows beside its samples; texts under `view.<id>`.
 */
export type View = "classes" | "codes" | "reconstructions" | "translations" | "pyramid" | "scatter";

/**
 * What a visitor chose to see in a variant's view.
 */
export interface Request {
    /**
     * One class alone, instead of a row per class.
     */
    class?: number | undefined;
    /**
     * The continuous codes, -1 to 1.
     */
    codes?: [number, number];
}

/**
 * What came of it.
 */
export interface Mark {
    /**
     * What was asked; texts under `exam.<id>`.
     */
    exam: Exam;
    /**
     * Complete iterations when it was asked.
     */
    iteration: number;
    /**
     * Share of the test images that were put in their class, 0 to 1.
     */
    accuracy: number;
    /**
     * The same of a linear classifier on pixels, where features were asked.
     */
    pixels: number | null;
    /**
     * Training images that the linear classifier has learned from; 0 where there is none.
     */
    learned: number;
    /**
     * Test images.
     */
    asked: number;
}

/**
 * What is asked of a variant's discriminator about images that it has not been trained on; texts under `exam.<id>`.
 */
export type Exam = "own_classes" | "linear_probe";

/**
 * Where a run stands, with the figures of all iterations since the last report.
 */
export interface Report {
    /**
     * Complete iterations.
     */
    iteration: number;
    /**
     * Discriminator steps since the last generator step.
     */
    d_steps_done: number;
    /**
     * Real images seen.
     */
    images_seen: number;
    /**
     * Passes through the data set that are complete.
     */
    epoch: number;
    /**
     * Whether all losses of this report are finite.
     */
    finite: boolean;
    /**
     * What the points' `measure` means: a key of the catalogue, `measure.<id>`.
     */
    measure: string | null;
    /**
     * One entry per iteration since the last report.
     */
    points: Point[];
}

/**
 * Where an option stands in the page.
 */
export type Group = "run" | "networks" | "objective" | "optimisation" | "techniques";

/**
 * Which device a module runs on.
 */
export interface DeviceInfo {
    /**
     * Which.
     */
    device: DeviceKind;
    /**
     * Name of the adapter.
     */
    adapter: string;
}

/**
 * Which device.
 */
export type DeviceKind = "cpu" | "webgpu";

/**
 * Which values of an option.
 */
export type Test = { is: string[] } | { is_not: string[] } | "on" | { below: number };

/**
 * While `while_key` has such a value, `key` may not have such a one.
 */
export interface Conflict {
    /**
     * Why: a key of the catalogue, `conflict.<reason>`.
     */
    reason: string;
    /**
     * The option that decides.
     */
    while_key: string;
    /**
     * Its values.
     */
    while_test: Test;
    /**
     * The option that is refused.
     */
    key: string;
    /**
     * Its values.
     */
    refused: Test;
}


/**
 * One run on one device, with its data. A promise that it returns must settle before the next call.
 */
export class Lab {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The next shard of it, as the bytes of IDX files.
     *
     * # Errors
     * `idx_malformed` or `dataset_unusable`; nothing is added then.
     */
    add_shard(images: Uint8Array | number[], labels?: Uint8Array | number[] | null): void;
    /**
     * A streamed training set of `count` images begins.
     *
     * # Errors
     * `dataset_unusable` when there are none, or too many.
     */
    begin_dataset(name: string, count: number): void;
    /**
     * The whole run as bytes.
     *
     * # Errors
     * `device_lost`.
     */
    checkpoint(): Promise<Uint8Array<ArrayBuffer>>;
    /**
     * Opens the module's device and builds the networks.
     *
     * # Errors
     * `device_lost` when there is no device, and the errors of `resolve`.
     */
    static create(settings: Settings): Promise<Lab>;
    /**
     * The data set.
     *
     * # Errors
     * None in practice.
     */
    dataset(): DatasetInfo | undefined;
    /**
     * The device.
     *
     * # Errors
     * None in practice.
     */
    device(): DeviceInfo;
    /**
     * What the players of the run minimise.
     *
     * # Errors
     * None in practice.
     */
    equations(): Equations;
    /**
     * Asks the discriminator a little more about the test images; the answer comes with the last call of an
     * examination, and the next one begins another.
     *
     * # Errors
     * `device_lost`, `needs_labels`.
     */
    examine(): Promise<Mark | undefined>;
    /**
     * The generator's weights for PyTorch and NumPy.
     *
     * # Errors
     * `device_lost`.
     */
    generator_safetensors(): Promise<Uint8Array<ArrayBuffer>>;
    /**
     * Whether the run's discriminator is asked about test images.
     */
    has_exam(): boolean;
    /**
     * The figures of all iterations, one line each.
     */
    log_csv(): string;
    /**
     * As many real images.
     *
     * # Errors
     * None in practice.
     */
    real_images(): Sheet;
    /**
     * Lets the GPU compile the programs of a training step, which changes nothing of the run.
     *
     * # Errors
     * `device_lost`.
     */
    rehearse(): Promise<void>;
    /**
     * Exchanges the data for a visitor's own files.
     *
     * # Errors
     * `idx_malformed` or `dataset_unusable`; the present data is kept then.
     */
    replace_dataset(name: string, images: Uint8Array | number[], labels?: Uint8Array | number[] | null): void;
    /**
     * Where the run stands, with all figures since the last report, in one read-back.
     *
     * # Errors
     * `device_lost`.
     */
    report(): Promise<Report>;
    /**
     * Goes on with the run that these bytes describe.
     *
     * # Errors
     * `checkpoint_unusable`, or `needs_labels` where the present images have none; the present run is kept then.
     */
    restore(bytes: Uint8Array | number[]): Promise<void>;
    /**
     * Trains up to `iterations` iterations; answers how many were made: fewer while data is on its way.
     *
     * # Errors
     * `device_lost`.
     */
    run(iterations: number): Promise<number>;
    /**
     * The fixed latent grid through the generator.
     *
     * # Errors
     * `device_lost`.
     */
    samples(): Promise<Sheet>;
    /**
     * Points, where the data is points: generated and real ones, and what the discriminator believes.
     *
     * # Errors
     * `device_lost`.
     */
    scatter(): Promise<Scatter | undefined>;
    /**
     * The points that the visitor drew, x and y in turn: the data of `drawn`.
     */
    set_drawn(points: Float32Array | number[]): void;
    /**
     * Changes an option while training, and answers the full settings.
     *
     * # Errors
     * `unknown_option`, `option_value`, `option_not_live`; nothing has changed then.
     */
    set_option(key: string, value: Value): Settings;
    /**
     * The test images, as the bytes of IDX files.
     *
     * # Errors
     * `idx_malformed` or `dataset_unusable`.
     */
    set_test_images(images: Uint8Array | number[], labels: Uint8Array | number[]): void;
    /**
     * The run's settings, every key.
     *
     * # Errors
     * None in practice.
     */
    settings(): Settings;
    /**
     * Goes one step further; `false` while data is on its way.
     *
     * # Errors
     * `device_lost`.
     */
    step(what: Step): Promise<boolean>;
    /**
     * The variant's own view, as images in rows.
     *
     * # Errors
     * `device_lost`; `incompatible` when the variant has none.
     */
    view(request: Request): Promise<Sheet>;
}

/**
 * From now on large jobs are shared among `size` threads: `begin(kind, job, pieces)` tells the others of a job of that
 * kind at that address, `take()` is the next piece or -1, `end()` waits until the others are done.
 */
export function gather_team(size: number, begin: Function, take: Function, end: Function): void;

/**
 * A helper's places in the memory: the top of its stack, and its scratch room.
 *
 * They are never given back, since a helper may be at work as long as the memory is there.
 */
export function helper_places(): Uint32Array;

/**
 * The variants and options of this build.
 *
 * # Errors
 * When a variant's defaults do not pass their own check.
 */
export function registry(): Registry;

/**
 * Full settings from those that differ from the defaults.
 *
 * # Errors
 * `unknown_option` or `option_value`.
 */
export function resolve(settings: Settings): Settings;

/**
 * Panics are written to the console with a stack.
 */
export function start(): void;

/** Fetches, compiles and starts the module. */
export default function init(source: { module_or_path: Response | Promise<Response> }): Promise<unknown>;
