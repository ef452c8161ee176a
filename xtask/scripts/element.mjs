// Everything about <gan-try> that follows from the table of options and from what its author wrote in api.json: prints
// `{ path: text }`. Its argument is the root of the checkout; the CPU module must be built.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

/** HTML has something else under these names already. */
const OTHER_NAMES = { dataset: 'dataSet' };
const TYPES = { int: 'number', float: 'number', choice: 'string', bool: 'boolean' };
/** Words that are on the screen before a catalogue is there. */
const FIRST_WORDS = ['ui.play', 'ui.reset', 'ui.generated', 'ui.real', 'ui.element.failed'];

const attributeOf = (key) => key.replaceAll('_', '-');
const propertyOf = (key) => OTHER_NAMES[key] ?? key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

async function registryOf(root) {
    const folder = join(root, 'pkg', 'cpu');
    const module = await import(pathToFileURL(join(folder, 'gantry.js')).href);
    await module.default({ module_or_path: readFileSync(join(folder, 'gantry_bg.wasm')) });
    return module.registry();
}

export function generate(registry, catalogues, api) {
    const options = registry.options.map((option) => ({
        ...option,
        attribute: attributeOf(option.key),
        property: propertyOf(option.key),
        help: catalogues.en[`option.${option.key}.help`],
    }));
    return {
        'www/public/attributes.js': attributesModule(registry, options, catalogues),
        'www/public/gan-try.types.d.ts': types(options, api),
        'www/public/custom-elements.json': `${JSON.stringify(manifest(registry, options, api), null, 2)}\n`,
        'docs/embed/reference.md': reference(options, api, catalogues.en),
    };
}

function attributesModule(registry, options, catalogues) {
    const rows = options.map(({ key, attribute, property, kind }) => `  ${JSON.stringify({ key, attribute, property, type: kind.type }).replace(/"(\w+)":/g, ' $1: ').replaceAll('"', "'").replace('{ ', '{ ').replaceAll(',  ', ', ').replace('}', ' }')},`);
    const views = registry.variants.filter(({ view }) => view).map(({ id, view }) => `  ${id}: '${view}',`);
    const words = Object.entries(catalogues).map(([lang, texts]) => `  ${lang}: { ${FIRST_WORDS.map((key) => `'${key}': ${quoted(texts[key] ?? catalogues.en[key])}`).join(', ')} },`);
    return `// Generated from the table of options by \`cargo xtask protocol\`.

/**
 * The options as attributes of <gan-try>.
 * @type {readonly { key: string, attribute: string, property: string, type: 'int' | 'float' | 'choice' | 'bool' }[]}
 */
export const OPTIONS = [
${rows.join('\n')}
];

/**
 * What each variant shows beside its samples.
 * @type {Readonly<Record<string, string>>}
 */
export const VIEWS = {
${views.join('\n')}
};

/**
 * Words that are on the screen before a catalogue is there.
 * @type {Readonly<Record<string, Readonly<Record<string, string>>>>}
 */
export const FIRST_WORDS = {
${words.join('\n')}
};
`;
}

function types(options, api) {
    const typeOf = ({ kind }) => (kind.type === 'choice' ? kind.choices.map((choice) => `'${choice}'`).join(' | ') : TYPES[kind.type]);
    const properties = options.map((option) => `  /** ${option.help}. Attribute: \`${option.attribute}\`. */\n  ${option.property}: ${typeOf(option)} | null;`);
    const events = api.events.map(({ name, detail, help }) => `  /** ${help}. */\n  ${name}: CustomEvent<${detail}>;`);
    return `// Generated from the table of options by \`cargo xtask protocol\`.
import type { Figures } from '../internal/messages.js';
import type { Mark } from '../internal/protocol.js';
import type { GanTry } from '../internal/element/gan-try-element.js';

/** Each option as a property that mirrors its attribute; null where the attribute is absent. */
export interface GanTryOptions {
${properties.join('\n')}
}

/** What the element tells. */
export interface GanTryEventMap {
${events.join('\n')}
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
`;
}

/** A custom-elements manifest, schema 2.1. */
function manifest(registry, options, api) {
    const declared = { kind: 'class', name: 'GanTry', tagName: 'gan-try', customElement: true, superclass: { name: 'HTMLElement' } };
    const mirrored = (property, text, description, attribute) => ({ kind: 'field', name: property, type: { text }, description, attribute, reflects: true });
    return {
        schemaVersion: '2.1.0',
        readme: 'README.md',
        modules: [
            {
                kind: 'javascript-module',
                path: 'public/gan-try.js',
                declarations: [
                    {
                        ...declared,
                        summary: api.summary,
                        description: `Gantry ${registry.version}.`,
                        attributes: [
                            ...api.attributes.map(({ name, type, property, help }) => ({ name, type: { text: type === 'list' ? 'string' : type }, description: help, fieldName: property })),
                            ...options.map(({ attribute, property, kind, help, default: value }) => ({ name: attribute, type: { text: typeText(kind) }, default: String(value), description: help, fieldName: property })),
                        ],
                        members: [
                            ...api.attributes.map(({ name, type, property, help }) => mirrored(property, listType(type), help, name)),
                            ...options.map(({ attribute, property, kind, help }) => mirrored(property, `${TYPES[kind.type]} | null`, help, attribute)),
                            ...api.properties.map(({ name, type, readonly, help }) => ({ kind: 'field', name, type: { text: type }, readonly, description: help })),
                            ...api.methods.map(({ name, parameters, returns, help }) => ({
                                kind: 'method',
                                name,
                                parameters: parameters.map(({ name: parameter, type, optional }) => ({ name: parameter, type: { text: type }, ...(optional ? { optional } : {}) })),
                                return: { type: { text: returns } },
                                description: help,
                            })),
                        ],
                        events: api.events.map(({ name, detail, help }) => ({ name, type: { text: `CustomEvent<${detail}>` }, description: help })),
                        slots: api.slots.map(({ name, help }) => ({ name, description: help })),
                        cssParts: api.parts.map(({ name, help }) => ({ name, description: help })),
                        cssProperties: api.cssProperties.map(({ name, help }) => ({ name, description: help })),
                    },
                ],
                exports: [
                    { kind: 'js', name: 'GanTry', declaration: { name: 'GanTry' } },
                    { kind: 'custom-element-definition', name: 'gan-try', declaration: { name: 'GanTry' } },
                ],
            },
        ],
    };
}

function reference(options, api, texts) {
    const list = (names) => names.map((name) => `\`${name}\``).join(', ');
    const codes = [...api.errors.map(({ code, help }) => [`\`${code}\``, `${help}.`]), ...pageCodes(texts, api.errors.map(({ code }) => code)).map(([code, text]) => [`\`${code}\``, text])];
    const sections = [
        ['Attributes', table(['attribute', 'property', 'value', ''], api.attributes.map(({ name, property, type, help }) => [`\`${name}\``, `\`${property}\``, listType(type), `${help}.`]))],
        [
            'Options as attributes',
            `The table of options, with \`-\` where the option has \`_\`. A missing attribute takes the variant's default, or else this one. The property is null where the attribute is missing; setting it to null takes the attribute away.\n\n${table(['attribute', 'property', 'values', 'default', ''], options.map((option) => [`\`${option.attribute}\``, `\`${option.property}\``, option.kind.type === 'choice' ? list(option.kind.choices) : rangeText(option, texts), `\`${option.default}\``, `${option.help}${option.live ? '' : ' ↺'}`]))}\n\n↺ takes effect with the next reset once the run has begun; the others take effect at once. Another variant begins a new run at once.`,
        ],
        ['Properties', table(['property', 'type', ''], api.properties.map(({ name, type, help }) => [`\`${name}\``, code(type), `${help}. Read only.`]))],
        ['Methods', table(['method', 'answers', ''], api.methods.map(({ name, parameters, returns, help }) => [code(`${name}(${parameters.map((parameter) => `${parameter.name}${parameter.optional ? '?' : ''}`).join(', ')})`), code(returns), `${help}.`]))],
        ['Events', `Custom events that do not bubble; what they tell is in \`detail\`.\n\n${table(['event', 'detail', ''], api.events.map(({ name, detail, help }) => [`\`${name}\``, code(detail), `${help}.`]))}`],
        ['Error codes', `The codes of \`error\` events and of rejected promises are stable; the texts are not.\n\n${table(['code', ''], codes)}`],
        ['Parts', `For \`gan-try::part(…)\`.\n\n${table(['part', ''], api.parts.map(({ name, help }) => [`\`${name}\``, `${help}.`]))}`],
        ['Custom properties', table(['property', ''], api.cssProperties.map(({ name, help }) => [`\`${name}\``, `${help}.`]))],
        ['Slots', table(['slot', ''], api.slots.map(({ name, help }) => [name ? `\`${name}\`` : '(none)', `${help}.`]))],
    ];
    return `<!-- Generated from the table of options by \`cargo xtask protocol\`. -->\n\n# Reference of \`<gan-try>\`\n\n${api.summary}\n\n${sections.map(([title, body]) => `## ${title}\n\n${body}\n`).join('\n')}`;
}

/** `error.<code>`, some with a text for each reason: `error.<code>.<reason>`. */
function pageCodes(texts, known) {
    const keys = Object.keys(texts).filter((key) => key.startsWith('error.'));
    const codes = [...new Set(keys.map((key) => key.split('.')[1]))].filter((code) => !known.includes(code));
    return codes.map((code) => [code, texts[`error.${code}`] ?? texts[keys.find((key) => key.startsWith(`error.${code}.`))]]);
}

function table(head, rows) {
    const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

function typeText(kind) {
    return kind.type === 'choice' ? kind.choices.map((choice) => `'${choice}'`).join(' | ') : TYPES[kind.type];
}

function listType(type) {
    return type === 'list' ? 'list of names' : type;
}

function rangeText({ kind, unit }, texts) {
    if (kind.type === 'bool') return '`true`, `false`';
    return `${kind.type === 'int' ? 'whole, ' : ''}${kind.min} to ${kind.max}${unit ? ` ${texts[`unit.${unit}.other`] ?? unit}` : ''}`;
}

const code = (text) => `\`${text}\``;
const quoted = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
    const root = argv[2];
    const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
    const files = readdirSync(join(root, 'src/text')).filter((name) => /^[a-z]{2}\.json$/.test(name));
    const catalogues = Object.fromEntries(files.sort().map((name) => [name.slice(0, 2), read(`src/text/${name}`)]));
    console.log(JSON.stringify(generate(await registryOf(root), catalogues, read('www/internal/element/api.json'))));
}
