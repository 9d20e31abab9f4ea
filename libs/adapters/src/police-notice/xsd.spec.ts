import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inputOf } from '../kit/bytes.js';
import { createXsdCheck, type XsdCheck } from './xsd.js';

const SCHEMA_URL = new URL('schema/police-notice-1.0.xsd', import.meta.url);
const EXAMPLES = new URL('examples/', import.meta.url);
const FIXTURES = new URL('fixtures/', import.meta.url);
/** Fixtures that show what is not of the profile; every other one is valid. */
const INVALID: ReadonlySet<string> = new Set([
  'batch',
  'codes-unknown',
  'dates',
  'doctype',
  'empty-elements',
  'header-gaps',
  'identifiers',
  'no-child',
  'no-header',
  'no-namespace',
  'references-dangling',
  'age-only',
  'truncated',
  'unknown-fields',
  'wrong-version',
]);

let xsd: XsdCheck;

beforeAll(async () => {
  xsd = await createXsdCheck(readFileSync(SCHEMA_URL));
});

afterAll(() => {
  xsd.dispose();
});

describe('the published schema', () => {
  test.each(readdirSync(EXAMPLES))('accepts the example %s', async (name) => {
    expect(await xsd.check(fileInput(new URL(name, EXAMPLES)))).toEqual([]);
  });

  test.each(readdirSync(FIXTURES))('agrees with the fixture %s about being of the profile', async (name) => {
    const issues = await xsd.check(fileInput(new URL(`${name}/input.xml`, FIXTURES)));

    expect(issues.length > 0).toBe(INVALID.has(name));
  });

  test('explains every named type, element, attribute and group', () => {
    const text = readFileSync(SCHEMA_URL, 'utf8');

    const named = text.match(/<xs:(?:element|attribute|complexType|simpleType|group|attributeGroup) (?:name|ref="Notice")[^>]*>/gu) ?? [];
    const explained =
      text.match(/<xs:(?:element|attribute|complexType|simpleType|group|attributeGroup) (?:name|ref="Notice")[^>]*>\s*<xs:annotation>/gu) ??
      [];

    expect(named.length).toBeGreaterThan(200);
    expect(explained.length).toBe(named.length);
  });

  test('is reached by its export, as an editor or another program would', () => {
    const path = createRequire(import.meta.url).resolve('@mash-gateway/adapters/police-notice/police-notice-1.0.xsd');

    expect(readFileSync(path, 'utf8')).toBe(readFileSync(SCHEMA_URL, 'utf8'));
  });
});

describe('a check against the schema', () => {
  test('names the line, the path in the profile and the rule, and never a value or a name of the sender', async () => {
    const issues = await xsd.check(fileInput(new URL('unknown-fields/input.xml', FIXTURES)));

    expect(issues).toContainEqual({
      code: 'xml.schema',
      severity: 'warning',
      location: 'line 23, /Notice/Children/Child/*[5]',
      rule: 'An element is not expected here',
    });
    expect(JSON.stringify(issues)).not.toMatch(/Hair|Weather|colour|julian|brown|stray/u);
  });

  test('says of a value only that it is not of its type', async () => {
    const text = example().replace('>ppn<', '>Secretword<').replace('01/05/2017', '32/13/20xx');

    const issues = await xsd.check(inputOf(Buffer.from(text), 'application/xml'));

    expect(issues.map(({ rule }) => rule)).toContain('Not in the code list');
    expect(JSON.stringify(issues)).not.toMatch(/Secretword|32\/13/u);
  });

  test('refuses a document type before it is parsed', async () => {
    const issues = await xsd.check(fileInput(new URL('doctype/input.xml', FIXTURES)));

    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['xml.doctype', 'error']]);
  });

  test('calls a cut document malformed, at a line', async () => {
    const issues = await xsd.check(inputOf(Buffer.from(example().slice(0, 900)), 'application/xml'));

    expect(issues.map(({ code }) => code)).toEqual(['xml.malformed']);
    expect(issues[0]?.location).toMatch(/^line \d+$/u);
  });

  test('goes on after a bad document', async () => {
    await xsd.check(inputOf(Buffer.from('<a'), 'application/xml'));

    expect(await xsd.check(inputOf(Buffer.from(example()), 'application/xml'))).toEqual([]);
  });
});

function example(): string {
  return readFileSync(new URL('public-protection-notice.xml', EXAMPLES), 'utf8');
}

function fileInput(url: URL) {
  return inputOf(readFileSync(url), 'application/xml');
}
