import { describe, expect, test } from '@jest/globals';
import { codes } from '@mash-gateway/contracts';
import { ATTENDANCE_CODES, ATTENDANCE_PUBLICATION, attendanceCode, inForce } from './attendance-codes.js';
import { DFE_ETHNICITY, NHS_ETHNICITY } from './ethnicity.js';
import { dfeFromNhs, nhsFromDfe } from './ethnicity-conversion.js';
import { vouches, NHS_NUMBER_VERIFICATION } from './nhs-number-verification.js';
import { codesFor, isSystemOf, publishedTable } from './published-table.js';
import { normalisedGrade, SEVERITY_SCHEMES, wordsFor } from './severity.js';
import { TABLES } from './tables.js';

const tables = Object.entries(TABLES);
const publications = [
  ...tables.map(([name, table]) => [name, table.publication] as const),
  ['ATTENDANCE_CODES', ATTENDANCE_PUBLICATION] as const,
];

describe('every table', () => {
  test.each(publications)('%s names its system, the page it is published on and its version', (_, publication) => {
    // A URI, or one of this project's names for lists to which the DfE gives none.
    for (const system of [publication.system, ...(publication.alsoKnownAs ?? [])])
      expect(system.startsWith('dfe-cbds/') || URL.canParse(system)).toBe(true);
    expect(new URL(publication.url).protocol).toBe('https:');
    expect(publication.title).toMatch(/\S/u);
    expect(publication.version).toMatch(/\d/u);
  });

  test.each(tables)('%s has words for every code, and a meaning for a code nobody knows', (_, table) => {
    const entries = Object.entries(table.entries);
    expect(entries.length).toBeGreaterThan(1);
    for (const [code, entry] of entries) {
      expect(code).toBe(code.trim());
      expect(entry.display).toMatch(/^\S.*\S$/u);
      expect(entry.normalised).toMatch(/^[A-Za-z][A-Za-z0-9-]*$/u);
    }
    expect(table.entries['constructor']).toBeUndefined();
    expect(table.otherwise).not.toBe('');
  });

  test.each(tables)('%s leads from a code to its word and back to the code', (_, table) => {
    for (const [code, entry] of Object.entries(table.entries)) expect(codesFor(table, entry.normalised)).toContain(code);
  });

  test('no two tables share a system, so that a code with its system means one thing', () => {
    const systems = publications.flatMap(([, publication]) => [publication.system, ...(publication.alsoKnownAs ?? [])]);
    expect(new Set(systems).size).toBe(systems.length);
  });

  test('a code that stands twice in its rows is seen', () => {
    const publication = { system: 'urn:example:list', title: 'List', url: 'https://example.org', version: '1' };
    expect(() =>
      publishedTable(publication, 'a', [
        ['X', 'a', 'One'],
        ['X', 'a', 'Two'],
      ]),
    ).toThrow('twice');
  });
});

test('a system is known under each of its URIs', () => {
  expect(isSystemOf(NHS_NUMBER_VERIFICATION, 'https://fhir.hl7.org.uk/STU3/CareConnect-NHSNumberVerificationStatus-1')).toBe(true);
  expect(isSystemOf(NHS_NUMBER_VERIFICATION, 'https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategory')).toBe(false);
});

test('only status 01 vouches for an NHS number', () => {
  expect(Object.keys(NHS_NUMBER_VERIFICATION.entries).filter(vouches)).toEqual(['01']);
  expect(vouches('1')).toBe(false);
  expect(vouches(undefined)).toBe(false);
});

describe('ethnicity between the NHS and the DfE', () => {
  test('every NHS category goes to the DfE list and comes back as itself', () => {
    for (const code of Object.keys(NHS_ETHNICITY.entries)) expect(nhsFromDfe(dfeFromNhs(code)?.code ?? '')?.code).toBe(code);
  });

  test('a DfE code that does not come back as itself says what is lost', () => {
    for (const code of Object.keys(DFE_ETHNICITY.entries)) {
      const there = nhsFromDfe(code);
      const back = dfeFromNhs(there?.code ?? '');
      expect([code, back?.code === code]).toEqual([code, there?.lost === undefined]);
    }
  });

  test('Gypsy, Roma and Traveller children have no NHS code: they become any other White background, and that is said', () => {
    expect(nhsFromDfe('WIRT')).toEqual({ code: 'C', lost: 'The NHS list has no code for a Traveller of Irish heritage' });
    expect(nhsFromDfe('WROM')).toEqual({ code: 'C', lost: 'The NHS list has no code for Gypsy or Roma' });
    expect(dfeFromNhs('C')).toMatchObject({ code: 'WOTH', lost: expect.stringContaining('Traveller') });
  });

  test('a code of neither list is not guessed', () => {
    expect(nhsFromDfe('XXXX')).toBeUndefined();
    expect(dfeFromNhs('Q')).toBeUndefined();
  });

  test('every word is one of the contract', () => {
    for (const entry of Object.values({ ...DFE_ETHNICITY.entries, ...NHS_ETHNICITY.entries }))
      expect(codes.ETHNICITIES).toContain(entry.normalised);
  });
});

describe('attendance codes', () => {
  test('each code stands once, with words', () => {
    expect(new Set(ATTENDANCE_CODES.map(({ code }) => code)).size).toBe(ATTENDANCE_CODES.length);
    for (const { code, display } of ATTENDANCE_CODES) {
      expect(display).toMatch(/^\S.*\S$/u);
      expect(attendanceCode(code)?.code).toBe(code);
    }
  });

  test('the codes of 19 August 2024 are in force from that day, the retired ones until the day before', () => {
    const used = (code: string, day: string): boolean | undefined => {
      const entry = attendanceCode(code);
      return entry && inForce(entry, day);
    };

    expect(['Y3', 'C1', 'K', 'Q'].map((code) => used(code, '2024-08-18'))).toEqual([false, false, false, false]);
    expect(['Y3', 'C1', 'K', 'Q'].map((code) => used(code, '2024-08-19'))).toEqual([true, true, true, true]);
    expect(['H', 'J', 'Y'].map((code) => used(code, '2024-08-18'))).toEqual([true, true, true]);
    expect(['H', 'J', 'Y'].map((code) => used(code, '2024-08-19'))).toEqual([false, false, false]);
    expect(used('I', '2010-01-01')).toBe(true);
    expect(used('A', '2025-01-01')).toBeUndefined();
  });

  test('only N is provisional', () => {
    expect(ATTENDANCE_CODES.filter(({ provisional }) => provisional).map(({ code }) => code)).toEqual(['N']);
  });
});

describe('severity schemes', () => {
  test('each scheme leads from its words to a grade and back', () => {
    for (const scheme of Object.keys(SEVERITY_SCHEMES))
      for (const grade of codes.SEVERITIES)
        for (const word of wordsFor(scheme, grade)) expect([scheme, word, normalisedGrade(scheme, word)]).toEqual([scheme, word, grade]);
  });

  test('grades are read whatever their case, blanks and the word level or risk', () => {
    expect(normalisedGrade('merlin', 'Level  3')).toBe('medium');
    expect(normalisedGrade('missing-risk', 'No apparent risk')).toBe('none');
    expect(normalisedGrade('dash', 'HIGH RISK')).toBe('high');
  });

  test('a scheme or word nobody knows has no grade', () => {
    expect(normalisedGrade('other', 'high')).toBeUndefined();
    expect(normalisedGrade('dash', 'purple')).toBeUndefined();
    expect(wordsFor('other', 'high')).toEqual([]);
  });
});
