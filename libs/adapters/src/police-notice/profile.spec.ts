import { describe, expect, test } from '@jest/globals';
import { codes } from '@mash-gateway/contracts';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { xmlDocument } from '../kit/xml.js';
import type { XmlElement } from '../kit/xml-tree.js';
import { CHILD_PARTS, ETHNICITY, GENDER, NOTICE_TYPES, OBSERVED_ETHNICITY, ROLES, SEX } from './codes.js';
import { GRADE_SCHEMES } from './codes-grades.js';
import { CATEGORIES } from './map-category.js';

const schema = await document(new URL('schema/police-notice-1.0.xsd', import.meta.url));
const complete = await document(new URL('fixtures/complete/input.xml', import.meta.url));

describe('the profile and the adapter', () => {
  test('the mapping table names every element that the schema has', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const declared = new Set(all(schema, 'element').flatMap((element) => attribute(element, 'name') ?? []));

    expect([...declared].filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(readme))).toEqual([]);
  });

  test('the complete fixture fills every element of the schema but the batch root', () => {
    const declared = all(schema, 'element').flatMap((element) => attribute(element, 'name') ?? []);
    const filled = new Set([complete, ...descendants(complete)].map(({ name }) => name));

    expect([...new Set(declared)].filter((name) => !filled.has(name))).toEqual(['Notices']);
  });

  test('the complete fixture fills every attribute of the schema but the count of a batch', () => {
    const declared = all(schema, 'attribute').flatMap((element) => attribute(element, 'name') ?? []);
    const filled = new Set([complete, ...descendants(complete)].flatMap(({ attributes }) => attributes.map(({ name }) => name)));

    expect([...new Set(declared)].filter((name) => !filled.has(name))).toEqual(['count']);
  });

  test.each([
    ['Gender', Object.keys(GENDER.entries)],
    ['Sex', Object.keys(SEX.entries)],
    ['SelfDefinedEthnicity', Object.keys(ETHNICITY.entries)],
    ['ObservedEthnicity', Object.keys(OBSERVED_ETHNICITY.entries)],
    ['NoticeType', [...NOTICE_TYPES.keys()]],
    ['PersonRole', ROLES],
    ['ChildRole', [...CHILD_PARTS.keys()]],
    ['ConcernCategory', CATEGORIES],
    ['GradeScheme', GRADE_SCHEMES],
    ['RelationshipKind', codes.RELATIONSHIP_KINDS],
    ['VoiceState', codes.VOICE_STATES],
    ['AbsenceReason', codes.ABSENCE_REASONS],
    ['YesNo', codes.YES_NO],
    ['Consent', codes.CONSENT],
    ['NhsNumberAbsent', codes.NHS_NUMBER_ABSENT_REASONS],
    ['Sensitivity', codes.SENSITIVITIES],
    ['CareStatusState', codes.CARE_STATUS_STATES],
    ['ObjectKind', codes.OBJECT_KINDS],
  ])('have the same code list %s', (type, words) => {
    const declared = all(schema, 'simpleType').find((element) => attribute(element, 'name') === type);
    const values = descendants(declared ?? schema).filter(({ name }) => name === 'enumeration');

    expect(
      values
        .flatMap((value) => attribute(value, 'value') ?? [])
        .filter((word) => word !== '')
        .sort(),
    ).toEqual([...words].sort());
  });
});

test('importing the adapter loads no native or WebAssembly module', () => {
  const reached = new Set<string>();
  const packages = new Set<string>();
  follow(new URL('index.ts', import.meta.url), reached, packages);

  expect([...packages].sort()).toEqual(['@mash-gateway/contracts', 'fast-xml-parser', 'saxes']);
  expect(reached.size).toBeGreaterThan(20);
});

/** Walks the imports that are left at run time; type imports load nothing. */
function follow(file: URL, reached: Set<string>, packages: Set<string>): void {
  if (reached.has(file.href)) return;
  reached.add(file.href);
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  for (const { fileName } of ts.preProcessFile(outputText).importedFiles) {
    if (fileName.startsWith('.')) follow(new URL(fileName.replace(/\.js$/u, '.ts'), file), reached, packages);
    else packages.add(fileName);
  }
}

async function document(url: URL): Promise<XmlElement> {
  return xmlDocument(inputOf(readFileSync(url), 'application/xml'), DEFAULT_LIMITS, 'direct');
}

function all(element: XmlElement, name: string): readonly XmlElement[] {
  return descendants(element).filter((item) => item.name === name);
}

function descendants(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((child) => [child, ...descendants(child)]);
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((item) => item.name === name)?.value;
}
