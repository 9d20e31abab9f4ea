import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { CHILD_RECORD_DATASCHEMA } from '../delivery/cloud-event.js';
import { schemaFile, schemas } from '../documents/schemas.js';
import { MappedRecord, READABLE_VERSIONS, SCHEMA_VERSION } from '../record/child-record.js';
import { schemaArbitrary } from '../testing/schema-arbitrary.js';
import { narrowings } from './compatibility.js';
import { GUARD_KEYWORDS, jsonSchemaOf, type JsonSchema } from './json-schema.js';

const folder = new URL('../../released/', import.meta.url);
const current = schemas();
const compiled = new Map<JsonSchema, ValidateFunction>();
const released = (existsSync(folder) ? readdirSync(folder) : []).sort();
const releasedSchemas = released.flatMap((version) =>
  readdirSync(new URL(`${version}/`, folder))
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => ({ version, file, schema: read(`${version}/${file}`) as JsonSchema })),
);

describe('versions', () => {
  test('the package, the contract and ce_dataschema have one version', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string };

    expect(manifest.version).toBe(SCHEMA_VERSION);
    expect(CHILD_RECORD_DATASCHEMA.endsWith(`:${SCHEMA_VERSION}`)).toBe(true);
  });

  test('records of every released version of this major can still be read', () => {
    const major = (version: string): string => version.split('.')[0] ?? '';

    expect(released.filter((version) => major(version) === major(SCHEMA_VERSION))).toEqual(
      released.filter((version) => (READABLE_VERSIONS as readonly string[]).includes(version)),
    );
  });
});

describe.each(releasedSchemas)('$file as released in $version', ({ version, file, schema }) => {
  const now = current[file] ?? {};

  test('is what the classes still give, unless the version has been raised', () => {
    // Else raise SCHEMA_VERSION and the package's version, and keep the older one in READABLE_VERSIONS.
    expect(version === SCHEMA_VERSION ? now : schema).toEqual(schema);
  });

  test('takes nothing that the current schema refuses', () => {
    expect(narrowings(schema, now)).toEqual([]);
  });

  test('gives only documents that are valid now', () => {
    const [validThen, validNow] = [compile(schema), compile(now)];
    fc.assert(
      fc.property(schemaArbitrary(schema), (value) => {
        expect({ then: validThen(value), now: validNow(value) }).toEqual({ then: true, now: true });
      }),
      { numRuns: 200 },
    );
  });
});

test.each(released.flatMap((version) => examplesOf(version)))('the example $file of $version is valid now', ({ file, value }) => {
  const schema = current[`${file.split('.')[0] ?? ''}.schema.json`] ?? {};

  expect(compile(schema)(value)).toBe(true);
});

describe('what would break readers is noticed', () => {
  const schema = jsonSchemaOf(MappedRecord, 'urn:test:mapped');
  const changes: readonly [string, string, string][] = [
    ['a shorter text', '"maxLength":8000', '"maxLength":7999'],
    ['a shorter list', '"maxItems":500', '"maxItems":499'],
    ['a lost code', '"unborn",', ''],
    ['another pattern', '"pattern":"^(?:[A-Za-z0-9][A-Za-z0-9._-]*)$(?!\\\\n)"', '"pattern":"^(?:[a-z]*)$(?!\\\\n)"'],
    ['a renamed field', '"narrative":', '"story":'],
    ['a new required field', '"required":["schemaVersion","child","source"]', '"required":["schemaVersion","child","source","quality"]'],
    ['a higher minimum', '"minimum":0', '"minimum":1'],
    ['another type', '"type":"boolean"', '"type":"string"'],
  ];

  test.each(changes)('%s', (_, from, to) => {
    const text = JSON.stringify(schema);
    const changed = JSON.parse(text.replaceAll(from, to)) as JsonSchema;

    expect(text).toContain(from);
    expect(narrowings(schema, changed)).not.toEqual([]);
    expect(narrowings(schema, schema)).toEqual([]);
  });

  test('a wider schema breaks nobody', () => {
    const wider = JSON.stringify(schema).replaceAll('"maxLength":8000', '"maxLength":9000').replaceAll('"unborn",', '"unborn","expected",');

    expect(narrowings(schema, JSON.parse(wider) as JsonSchema)).toEqual([]);
  });
});

test('every published schema of the current version is released or newer than all releases', () => {
  const files = releasedSchemas.filter(({ version }) => version === SCHEMA_VERSION).map(({ file }) => file);

  expect([0, Object.keys(current).length]).toContain(files.length);
  expect(schemaFile('child-record')).toBe('child-record.schema.json');
});

function examplesOf(version: string): { readonly version: string; readonly file: string; readonly value: unknown }[] {
  return readdirSync(new URL(`${version}/examples/`, folder)).map((file) => ({
    version,
    file,
    value: read(`${version}/examples/${file}`),
  }));
}

function compile(schema: JsonSchema): ValidateFunction {
  const made = compiled.get(schema) ?? new Ajv2020({ strict: true, keywords: [...GUARD_KEYWORDS] }).compile(schema);
  compiled.set(schema, made);
  return made;
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
}
