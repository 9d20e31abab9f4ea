import type { Planted } from './planted.js';

/** Like a field, like a type, like what belongs to a field, and like nothing but a child. */
const NAMES = ['qzxvcanary', 'Qzxvcanary', '_qzxvcanary', '_Qzxv canary 2015-03-04 9990001006', 'valueQzxv', 'qzxv.canary'];

/** New keys in every object of a JSON document, its keys changed one by one, and faults beside such a key. */
export function* plantedJson(document: string): Generator<Planted> {
  const root: unknown = JSON.parse(document);
  const met = new Set<string>();
  for (const { steps, path, value } of objects(root, [], '')) {
    if (met.has(path)) continue;
    met.add(path);
    const added = Object.assign({}, ...NAMES.map(members)) as Readonly<Record<string, unknown>>;
    yield { name: `${path}: keys added`, text: JSON.stringify(replaced(root, steps, { ...value, ...added })) };
    for (const [index, key] of Object.keys(value).entries()) {
      const name = NAMES[index % NAMES.length] ?? '';
      yield { name: `${path}/${key}: ${name} in its place`, text: JSON.stringify(replaced(root, steps, renamed(value, key, name))) };
    }
  }
  const [name] = NAMES;
  const open = document.indexOf('{') + 1;
  const inside = (text: string): string => `${document.slice(0, open)}${text},${document.slice(open)}`;
  yield { name: 'the same key twice', text: inside(`"${name}":1,"${name}":2`) };
  yield { name: 'a forbidden key below', text: inside(`"${name}":{"__proto__":1}`) };
  yield { name: 'a key without a value', text: inside(`"${name}"`) };
  yield { name: 'a word without quotes', text: inside(`"x":${name}`) };
  yield { name: 'depth', text: inside(`"x":${`{"${name}":`.repeat(1000)}1${'}'.repeat(1000)}`) };
}

/** One key for each kind of value. */
function members(name: string): Readonly<Record<string, unknown>> {
  const inner = { [name]: 'x', [`_${name}`]: { [name]: 1 } };
  return {
    [name]: 5,
    [`${name}Text`]: 'x',
    [`${name}Null`]: null,
    [`${name}List`]: ['x', inner],
    [`${name}Object`]: inner,
    [`${name}Resource`]: { resourceType: name, ...inner },
    [`${name}Resources`]: [{ resourceType: name, contained: [inner] }],
  };
}

type Step = string | number;

interface Found {
  readonly steps: readonly Step[];
  /** Keys from the root, places in lists left out. */
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function* objects(value: unknown, steps: readonly Step[], path: string): Generator<Found> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* objects(item, [...steps, index], path);
  else if (typeof value === 'object' && value !== null) {
    const found = value as Readonly<Record<string, unknown>>;
    const type = typeof found['resourceType'] === 'string' ? `/${found['resourceType']}` : '';
    yield { steps, path: path + type, value: found };
    for (const [key, item] of Object.entries(found)) yield* objects(item, [...steps, key], `${path}${type}/${key}`);
  }
}

function renamed(value: Readonly<Record<string, unknown>>, key: string, name: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([own, item]) => [own === key ? name : own, item]));
}

function replaced(value: unknown, steps: readonly Step[], other: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? replaced(item, rest, other) : item));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [step]: replaced(object[step], rest, other) };
}
