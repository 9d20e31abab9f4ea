import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codes } from '@mash-gateway/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { POLE_GENDER } from '../code-systems/gender.js';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import type { XmlElement } from '../kit/xml-tree.js';
import { xmlDocument } from '../kit/xml.js';
import { ADULT_PART, CHANGE, CHILD_PART, EDUCATION, NOT_STATED, RECIPIENT } from './codes.js';
import { elementOf, NOTIFICATION, type Fields, type Shape } from './profile.js';
import { createXsdCheck, type XsdCheck } from './xsd.js';

const SCHEMA = new URL('schema/operation-encompass-1.0.xsd', import.meta.url);
const JSON_SCHEMA = new URL('schema/operation-encompass-1.0.schema.json', import.meta.url);
const EXAMPLES = new URL('examples/', import.meta.url);
const FIXTURES = new URL('fixtures/', import.meta.url);
/** Fixtures that show what is not of the profile; every other one is valid. */
const INVALID: ReadonlySet<string> = new Set([
  ...['bare', 'bare-json', 'batch-json-list', 'batch-xml', 'doctype', 'hidden-address', 'malformed', 'no-child', 'no-namespace'],
  ...['parts-and-voices', 'unknown-parts', 'unknown-parts-json', 'values-nobody-knows', 'values-nobody-knows-json'],
  ...['wrong-json', 'wrong-root', 'wrong-version'],
]);

interface JsonSchema {
  readonly $defs: Readonly<Record<string, { readonly enum?: readonly unknown[] }>>;
}

const schema = await xmlDocument(inputOf(readFileSync(SCHEMA), 'application/xml'), DEFAULT_LIMITS, 'direct');
const jsonSchema = JSON.parse(readFileSync(JSON_SCHEMA, 'utf8')) as JsonSchema;
const isValidJson = new Ajv2020({ allErrors: false }).compile(jsonSchema);
let xsd: XsdCheck;

beforeAll(async () => {
  xsd = await createXsdCheck(readFileSync(SCHEMA));
});

afterAll(() => {
  xsd.dispose();
});

/** Whether a file is valid under the schema of its syntax. */
async function isValid(url: URL): Promise<boolean> {
  if (url.pathname.endsWith('.json')) return isValidJson(JSON.parse(readFileSync(url, 'utf8')));
  return (await xsd.check(inputOf(readFileSync(url), 'application/xml'))).length === 0;
}

describe('the published schemas', () => {
  test.each(readdirSync(EXAMPLES))('accept the example %s', async (name) => {
    expect(await isValid(new URL(name, EXAMPLES))).toBe(true);
  });

  test.each(readdirSync(FIXTURES))('agree with the fixture %s about being of the profile', async (name) => {
    const input = readdirSync(new URL(`${name}/`, FIXTURES)).find((file) => file.startsWith('input.')) ?? '';

    expect(await isValid(new URL(`${name}/${input}`, FIXTURES))).toBe(!INVALID.has(name));
  });

  test('have every part that the adapter reads, and no other', () => {
    const read = [...pathsOf(NOTIFICATION)].sort();

    expect([...xsdPaths(schema)].sort()).toEqual(read.map(({ xml }) => xml).sort());
    expect([...jsonPaths(jsonSchema.$defs['Notification'])].sort()).toEqual(read.map(({ json }) => json).sort());
  });

  test.each([
    ['Change', Object.keys(CHANGE.entries)],
    ['EducationStatus', Object.keys(EDUCATION.entries)],
    ['RecipientRole', Object.keys(RECIPIENT.entries)],
    ['ChildPart', Object.keys(CHILD_PART.entries)],
    ['AdultPart', Object.keys(ADULT_PART.entries)],
    ['Gender', Object.keys(POLE_GENDER.entries)],
    ['NotStatedField', [...NOT_STATED.keys()]],
    ['YesNo', codes.YES_NO],
    ['VoiceState', codes.VOICE_STATES],
    ['Relationship', codes.RELATIONSHIP_KINDS],
    ['Sensitivity', codes.SENSITIVITIES],
    ['AbsenceReason', codes.ABSENCE_REASONS],
    ['NhsNumberAbsent', codes.NHS_NUMBER_ABSENT_REASONS],
  ])('have the same code list %s as the adapter', (type, words) => {
    const declared = descendants(schema).find((element) => element.name === 'simpleType' && attribute(element, 'name') === type);
    const values = descendants(declared ?? schema).filter(({ name }) => name === 'enumeration');

    expect(values.map((value) => attribute(value, 'value'))).toEqual([...words]);
    expect(jsonSchema.$defs[type]?.enum).toEqual([...words]);
  });

  test('explain every element and type', () => {
    const named = descendants(schema).filter(({ name }) => name === 'element' || name === 'simpleType');
    const silent = named.filter((element) => attribute(element, 'name') !== undefined && element.children[0]?.name !== 'annotation');

    expect(silent.map((element) => attribute(element, 'name'))).toEqual([]);
  });

  test('are reached by their exports, as an editor or another program would', () => {
    const { resolve } = createRequire(import.meta.url);

    expect(readFileSync(resolve('@mash-gateway/adapters/operation-encompass/operation-encompass-1.0.xsd'), 'utf8')).toBe(
      readFileSync(SCHEMA, 'utf8'),
    );
    expect(readFileSync(resolve('@mash-gateway/adapters/operation-encompass/operation-encompass-1.0.schema.json'), 'utf8')).toBe(
      readFileSync(JSON_SCHEMA, 'utf8'),
    );
  });
});

test('a schema issue names the line, the path in the profile and the rule, and never a value', async () => {
  const text = readFileSync(new URL('notification.xml', EXAMPLES), 'utf8').replace('>victim<', '>Secretword<');

  const issues = await xsd.check(inputOf(Buffer.from(text), 'application/xml'));

  expect(issues.map(({ code, rule }) => [code, rule])).toContainEqual(['xml.schema', 'Not in the code list']);
  expect(JSON.stringify(issues)).not.toContain('Secretword');
});

test('the mapping table names every element that the profile has', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const keys = new Set([...pathsOf(NOTIFICATION)].flatMap(({ json }) => json.split('/')));

  expect([...keys].filter((key) => !new RegExp(`\\b${key}\\b`, 'u').test(readme))).toEqual([]);
});

interface Path {
  readonly json: string;
  readonly xml: string;
}

function* pathsOf(fields: Fields, above: Path = { json: '', xml: '' }): Generator<Path> {
  for (const [key, shape] of Object.entries(fields)) {
    const path = { json: `${above.json}/${key}`, xml: `${above.xml}/${elementOf(key, shape)}` };
    yield path;
    const inner: Shape = shape.kind === 'list' ? shape.of : shape;
    if (inner.kind === 'group') yield* pathsOf(inner.fields, path);
  }
}

function xsdPaths(root: XmlElement): readonly string[] {
  const type = root.children.find((child) => child.name === 'complexType' && attribute(child, 'name') === 'Notification');
  return type === undefined ? [] : below(type, '');
}

function below(element: XmlElement, path: string): readonly string[] {
  return element.children.flatMap((child) => {
    const name = child.name === 'element' ? attribute(child, 'name') : undefined;
    const here = name === undefined ? path : `${path}/${name}`;
    return [...(name === undefined ? [] : [here]), ...below(child, here)];
  });
}

function jsonPaths(definition: unknown, path = ''): readonly string[] {
  if (typeof definition !== 'object' || definition === null) return [];
  const { properties, items } = definition as { readonly properties?: Readonly<Record<string, unknown>>; readonly items?: unknown };
  const own = Object.entries(properties ?? {}).flatMap(([key, inner]) => [`${path}/${key}`, ...jsonPaths(inner, `${path}/${key}`)]);
  return [...own, ...jsonPaths(items, path)];
}

function descendants(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((child) => [child, ...descendants(child)]);
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((item) => item.name === name)?.value;
}
