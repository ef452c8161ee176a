// Generated from the table of options by `cargo xtask protocol`.

/**
 * The options as attributes of <gan-try>.
 * @type {readonly { key: string, attribute: string, property: string, type: 'int' | 'float' | 'choice' | 'bool' }[]}
 */
export const OPTIONS = [
  { key: 'variant', attribute: 'variant', property: 'variant', type: 'choice' },
  { key: 'dataset', attribute: 'dataset', property: 'dataSet', type: 'choice' },
  { key: 'segment_offset', attribute: 'segment-offset', property: 'segmentOffset', type: 'float' },
  { key: 'seed', attribute: 'seed', property: 'seed', type: 'int' },
  { key: 'device', attribute: 'device', property: 'device', type: 'choice' },
  { key: 'steps', attribute: 'steps', property: 'steps', type: 'int' },
  { key: 'architecture', attribute: 'architecture', property: 'architecture', type: 'choice' },
  { key: 'latent_size', attribute: 'latent-size', property: 'latentSize', type: 'int' },
  { key: 'latent_distribution', attribute: 'latent-distribution', property: 'latentDistribution', type: 'choice' },
  { key: 'dropout_input', attribute: 'dropout-input', property: 'dropoutInput', type: 'float' },
  { key: 'dropout_hidden', attribute: 'dropout-hidden', property: 'dropoutHidden', type: 'float' },
  { key: 'objective', attribute: 'objective', property: 'objective', type: 'choice' },
  { key: 'f_gan_trick', attribute: 'f-gan-trick', property: 'fGanTrick', type: 'bool' },
  { key: 'constraint', attribute: 'constraint', property: 'constraint', type: 'choice' },
  { key: 'clip', attribute: 'clip', property: 'clip', type: 'float' },
  { key: 'penalty_weight', attribute: 'penalty-weight', property: 'penaltyWeight', type: 'float' },
  { key: 'r1_every', attribute: 'r1-every', property: 'r1Every', type: 'int' },
  { key: 'class_weight', attribute: 'class-weight', property: 'classWeight', type: 'float' },
  { key: 'info_weight', attribute: 'info-weight', property: 'infoWeight', type: 'float' },
  { key: 'info_weight_continuous', attribute: 'info-weight-continuous', property: 'infoWeightContinuous', type: 'float' },
  { key: 'began_gamma', attribute: 'began-gamma', property: 'beganGamma', type: 'float' },
  { key: 'began_lambda', attribute: 'began-lambda', property: 'beganLambda', type: 'float' },
  { key: 'reconstruction_weight', attribute: 'reconstruction-weight', property: 'reconstructionWeight', type: 'float' },
  { key: 'adversarial_weight', attribute: 'adversarial-weight', property: 'adversarialWeight', type: 'float' },
  { key: 'kl_weight', attribute: 'kl-weight', property: 'klWeight', type: 'float' },
  { key: 'labelled_images', attribute: 'labelled-images', property: 'labelledImages', type: 'int' },
  { key: 'domain', attribute: 'domain', property: 'domain', type: 'choice' },
  { key: 'd_steps', attribute: 'd-steps', property: 'dSteps', type: 'int' },
  { key: 'optimizer', attribute: 'optimizer', property: 'optimizer', type: 'choice' },
  { key: 'lr_d', attribute: 'lr-d', property: 'lrD', type: 'float' },
  { key: 'lr_g', attribute: 'lr-g', property: 'lrG', type: 'float' },
  { key: 'beta1', attribute: 'beta1', property: 'beta1', type: 'float' },
  { key: 'beta2', attribute: 'beta2', property: 'beta2', type: 'float' },
  { key: 'momentum', attribute: 'momentum', property: 'momentum', type: 'float' },
  { key: 'rms_decay', attribute: 'rms-decay', property: 'rmsDecay', type: 'float' },
  { key: 'batch_size', attribute: 'batch-size', property: 'batchSize', type: 'int' },
  { key: 'ema_decay', attribute: 'ema-decay', property: 'emaDecay', type: 'float' },
  { key: 'real_label', attribute: 'real-label', property: 'realLabel', type: 'float' },
  { key: 'instance_noise', attribute: 'instance-noise', property: 'instanceNoise', type: 'float' },
  { key: 'instance_noise_steps', attribute: 'instance-noise-steps', property: 'instanceNoiseSteps', type: 'int' },
  { key: 'feature_matching', attribute: 'feature-matching', property: 'featureMatching', type: 'bool' },
  { key: 'minibatch_discrimination', attribute: 'minibatch-discrimination', property: 'minibatchDiscrimination', type: 'int' },
  { key: 'minibatch_stddev', attribute: 'minibatch-stddev', property: 'minibatchStddev', type: 'bool' },
  { key: 'historical_averaging', attribute: 'historical-averaging', property: 'historicalAveraging', type: 'float' },
  { key: 'virtual_batch_norm', attribute: 'virtual-batch-norm', property: 'virtualBatchNorm', type: 'bool' },
  { key: 'unroll_steps', attribute: 'unroll-steps', property: 'unrollSteps', type: 'int' },
  { key: 'mixture_components', attribute: 'mixture-components', property: 'mixtureComponents', type: 'int' },
  { key: 'mixture_width_weight', attribute: 'mixture-width-weight', property: 'mixtureWidthWeight', type: 'float' },
];

/**
 * What each variant shows beside its samples.
 * @type {Readonly<Record<string, string>>}
 */
export const VIEWS = {
  cgan: 'classes',
  acgan: 'classes',
  infogan: 'codes',
  lapgan: 'pyramid',
  bigan: 'reconstructions',
  aae: 'reconstructions',
  vae: 'reconstructions',
  vaegan: 'reconstructions',
  alphagan: 'reconstructions',
  avb: 'reconstructions',
  superres: 'translations',
  pix2pix: 'translations',
  cyclegan: 'translations',
  toy: 'scatter',
};

/**
 * Words that are on the screen before a catalogue is there.
 * @type {Readonly<Record<string, Readonly<Record<string, string>>>>}
 */
export const FIRST_WORDS = {
  en: { 'ui.play': 'Play', 'ui.reset': 'Reset', 'ui.generated': 'Generated', 'ui.real': 'Real', 'ui.element.failed': 'Gantry could not be loaded. Check the connection, then press Play.' },
  ru: { 'ui.play': 'Пуск', 'ui.reset': 'Сброс', 'ui.generated': 'Созданные', 'ui.real': 'Настоящие', 'ui.element.failed': 'Не удалось загрузить Gantry. Проверьте соединение, затем нажмите «Пуск».' },
  zh: { 'ui.play': '开始', 'ui.reset': '重置', 'ui.generated': '生成图像', 'ui.real': '真实图像', 'ui.element.failed': '无法加载 Gantry。请检查网络连接，然后按“开始”。' },
};
