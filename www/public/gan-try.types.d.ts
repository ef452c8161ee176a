// Generated from the table of options by `cargo xtask protocol`.
import type { Figures } from '../internal/messages.js';
import type { Mark } from '../internal/protocol.js';
import type { GanTry } from '../internal/element/gan-try-element.js';

/** Each option as a property that mirrors its attribute; null where the attribute is absent. */
export interface GanTryOptions {
  /** Which GAN is trained; it brings its own defaults. Attribute: `variant`. */
  variant: 'gan' | 'mlp' | 'dcgan' | 'cgan' | 'acgan' | 'infogan' | 'wgan' | 'wgan_gp' | 'lsgan' | 'hinge' | 'fgan' | 'dragan' | 'r1' | 'began' | 'lapgan' | 'bigan' | 'aae' | 'vae' | 'vaegan' | 'alphagan' | 'avb' | 'mmd' | 'unrolled' | 'deligan' | 'semi_supervised' | 'superres' | 'pix2pix' | 'cyclegan' | 'toy' | null;
  /** What the generator learns to imitate: images, or points in one or two dimensions. Attribute: `dataset`. */
  dataSet: 'mnist' | 'gaussian_1d' | 'two_gaussians_1d' | 'gaussian_2d' | 'ring8' | 'grid25' | 'spiral' | 'two_moons' | 'segments' | 'drawn' | null;
  /** Distance between the two parallel segments, after the WGAN paper's example. Attribute: `segment-offset`. */
  segmentOffset: number | null;
  /** Start of the random numbers: the same seed gives the same run. Attribute: `seed`. */
  seed: number | null;
  /** Where it is computed: on the GPU or on the processor. Attribute: `device`. */
  device: 'auto' | 'webgpu' | 'cpu' | null;
  /** Iterations after which training stops by itself; 0 goes on for ever. Attribute: `steps`. */
  steps: number | null;
  /** The pair of networks: fully connected, small or large, or convolutional. Attribute: `architecture`. */
  architecture: 'mlp_small' | 'mlp' | 'dcgan' | 'dcgan_softmax' | 'mlp_2014' | 'toy' | null;
  /** How many random numbers the generator turns into one image. Attribute: `latent-size`. */
  latentSize: number | null;
  /** What those numbers are drawn from. Attribute: `latent-distribution`. */
  latentDistribution: 'normal' | 'uniform' | null;
  /** Share of its inputs that the discriminator does not get to see in each step; 0 is off. Attribute: `dropout-input`. */
  dropoutInput: number | null;
  /** Share of the discriminator's hidden units that rest in each step; 0 is off. Attribute: `dropout-hidden`. */
  dropoutHidden: number | null;
  /** What generator and discriminator minimise. Attribute: `objective`. */
  objective: 'non_saturating' | 'minimax' | 'least_squares' | 'hinge' | 'wasserstein' | 'f_gan_kl' | 'f_gan_reverse_kl' | 'f_gan_pearson_chi_squared' | 'f_gan_squared_hellinger' | 'f_gan_jensen_shannon' | 'f_gan_gan' | 'f_gan_total_variation' | null;
  /** The generator raises g(D(G(z))) instead of f*(g(D(G(z)))), against vanishing gradients: §3.2 of the paper. Attribute: `f-gan-trick`. */
  fGanTrick: boolean | null;
  /** What keeps the slope of the discriminator in bounds. Attribute: `constraint`. */
  constraint: 'none' | 'clip' | 'gradient_penalty' | 'r1' | 'dragan' | 'spectral_norm' | null;
  /** After each of its steps, every weight of the discriminator is cut to between minus and plus this value. Attribute: `clip`. */
  clip: number | null;
  /** How much the penalty on the discriminator's slope counts: λ, or γ of R1. Attribute: `penalty-weight`. */
  penaltyWeight: number | null;
  /** Computes the R1 penalty once in so many steps of the discriminator; 1 computes it in each. Attribute: `r1-every`. */
  r1Every: number | null;
  /** How much the auxiliary classifier's loss counts. Attribute: `class-weight`. */
  classWeight: number | null;
  /** How much the generator is paid for a category that can be read from the image: λ. Attribute: `info-weight`. */
  infoWeight: number | null;
  /** How much the generator is paid for continuous codes that can be read from the image. Attribute: `info-weight-continuous`. */
  infoWeightContinuous: number | null;
  /** Error of fakes as a share of that of real images, held by k: less is cleaner, more is more varied. Attribute: `began-gamma`. */
  beganGamma: number | null;
  /** Step size of k, the weight of fakes in the discriminator's loss. Attribute: `began-lambda`. */
  beganLambda: number | null;
  /** How much the distance between an image and its reconstruction counts. Attribute: `reconstruction-weight`. */
  reconstructionWeight: number | null;
  /** How much fooling the discriminator counts. Attribute: `adversarial-weight`. */
  adversarialWeight: number | null;
  /** How much the KL divergence of the codes from the prior counts; 1 is the evidence bound. Attribute: `kl-weight`. */
  klWeight: number | null;
  /** How many labels the semi-supervised game may see. Attribute: `labelled-images`. */
  labelledImages: number | null;
  /** What CycleGAN translates digits to, and back. Attribute: `domain`. */
  domain: 'inverted' | 'italic' | null;
  /** Steps of the discriminator for each step of the generator: k in Algorithm 1. Attribute: `d-steps`. */
  dSteps: number | null;
  /** The rule that turns gradients into steps. Attribute: `optimizer`. */
  optimizer: 'adam' | 'rmsprop' | 'sgd' | null;
  /** Step size of the discriminator. Attribute: `lr-d`. */
  lrD: number | null;
  /** Step size of the generator. Attribute: `lr-g`. */
  lrG: number | null;
  /** How much of the past gradient Adam keeps; GANs like less than the usual 0.9. Attribute: `beta1`. */
  beta1: number | null;
  /** How much of the past squared gradient Adam keeps. Attribute: `beta2`. */
  beta2: number | null;
  /** How much of the last step SGD repeats. Attribute: `momentum`. */
  momentum: number | null;
  /** How much of the past squared gradient RMSProp keeps. Attribute: `rms-decay`. */
  rmsDecay: number | null;
  /** Real images, and as many fakes, in one step: m in Algorithm 1. Attribute: `batch-size`. */
  batchSize: number | null;
  /** Draws the moving average of the generator's weights, with this decay; 0 draws the weights themselves. Attribute: `ema-decay`. */
  emaDecay: number | null;
  /** The target for real images: 0.9 instead of 1 is one-sided label smoothing. Attribute: `real-label`. */
  realLabel: number | null;
  /** Deviation of the noise added to every image the discriminator sees, real or fake; 0 is off. Attribute: `instance-noise`. */
  instanceNoise: number | null;
  /** Iterations in which the instance noise falls to zero. Attribute: `instance-noise-steps`. */
  instanceNoiseSteps: number | null;
  /** The generator matches the mean features of real images in a hidden layer of the discriminator, instead of its score. Attribute: `feature-matching`. */
  featureMatching: boolean | null;
  /** Number of kernels with which the discriminator compares each image to the rest of its batch; 0 is off. Attribute: `minibatch-discrimination`. */
  minibatchDiscrimination: number | null;
  /** Tells the discriminator how much the images of a batch differ from each other, against mode collapse. Attribute: `minibatch-stddev`. */
  minibatchStddev: boolean | null;
  /** How much the squared distance of a network's weights from their average so far counts; 0 is off. Attribute: `historical-averaging`. */
  historicalAveraging: number | null;
  /** The generator's BatchNorm takes mean and deviation from a reference batch fixed at the start, instead of from each batch. Attribute: `virtual-batch-norm`. */
  virtualBatchNorm: boolean | null;
  /** Steps the discriminator looks ahead before the generator's step, then taken back; 0 is off. Attribute: `unroll-steps`. */
  unrollSteps: number | null;
  /** Number of Gaussians, with learned centres and widths, that z is drawn from; 0 is off. Attribute: `mixture-components`. */
  mixtureComponents: number | null;
  /** How hard the widths σ of the mixture are pulled towards 1, so that no component shrinks to a single image. Attribute: `mixture-width-weight`. */
  mixtureWidthWeight: number | null;
}

/** What the element tells. */
export interface GanTryEventMap {
  /** The run exists and can be played. */
  ready: CustomEvent<{ settings: Record<string, boolean | number | string> }>;
  /** A download or the first step goes on, or the connection has failed and is tried again; `loaded` and `total` in bytes. */
  progress: CustomEvent<{ phase: 'module' | 'data' | 'connection' | 'first_step', loaded: number, total: number, done: boolean }>;
  /** New figures have arrived: several times a second, not once per iteration. */
  iteration: CustomEvent<{ iteration: number, figures: Figures }>;
  /** New samples are on the screen. */
  sample: CustomEvent<{ iteration: number }>;
  /** A visitor turned a knob. */
  change: CustomEvent<{ key: string, value: boolean | number | string, settings: Record<string, boolean | number | string> }>;
  /** The device on which it trains is known, or has changed. */
  device: CustomEvent<{ device: 'cpu' | 'webgpu', adapter: string, reason: string, threads: number }>;
  /** How the discriminator did on images that it has not been trained on, for variants with an exam. */
  exam: CustomEvent<{ mark: Mark }>;
  /** Something went wrong; `code` is stable, `message` is for people. */
  error: CustomEvent<{ code: string, message: string, params: Record<string, string | number> }>;
}

declare module '../internal/element/gan-try-element.js' {
  interface GanTry extends GanTryOptions {
    addEventListener<K extends keyof GanTryEventMap>(type: K, listener: (this: GanTry, event: GanTryEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
    addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'gan-try': GanTry;
  }
}
