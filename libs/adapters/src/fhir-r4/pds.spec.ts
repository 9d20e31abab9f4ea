import { describe, expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { fixture, mapped, recordsOf } from './testing/mapped.js';

function numbers(record: MappedRecord | undefined): string[] {
  return (record?.child.identifiers ?? []).map(({ value, status }) => `${value} ${status}`);
}

function codes(record: MappedRecord | undefined): string[] {
  return (record?.quality?.issues ?? []).map(({ code }) => code);
}

describe('PDS searches', () => {
  test('one exact match is who was asked for', async () => {
    const [record] = recordsOf(await mapped(fixture('pds-search-exact')));

    expect(numbers(record)).toEqual(['9990001006 verified']);
    expect(record?.source.sourceRecordId).toBe('Patient/9990001006');
  });

  test.each(['pds-search-fuzzy', 'pds-search-several', 'pds-search-page'])(
    'in %s nobody is taken for who was asked for: no number may be matched on, and the record says so',
    async (name) => {
      const records = recordsOf(await mapped(fixture(name)));

      expect(records.flatMap(numbers).filter((number) => number.endsWith(' verified'))).toEqual([]);
      expect(records.map(codes)).toEqual(records.map(() => ['format.ambiguous-child']));
    },
  );

  test('a candidate is another statement than what PDS says of the person when asked by number', async () => {
    const [candidate] = recordsOf(await mapped(fixture('pds-search-fuzzy')));
    const [person] = recordsOf(await mapped(fixture('pds-search-exact')));

    expect(candidate?.source.sourceRecordId).not.toBe(person?.source.sourceRecordId);
  });

  test('a search without scores finds whom it was asked for', async () => {
    const unscored = JSON.parse(JSON.stringify(fixture('pds-search-several')).replaceAll('"score":1', '"mode":"match"')) as object;

    expect(recordsOf(await mapped(unscored)).flatMap(numbers)).toEqual(['9990001006 verified', '9990001014 verified']);
  });

  test('a search by a replaced number keeps both, and the newer one is the child’s', async () => {
    const [record] = recordsOf(await mapped(fixture('pds-search-superseded')));

    expect(numbers(record)).toEqual(['9990001014 verified', '9990001006 superseded']);
  });

  test.each(['TOO_MANY_MATCHES', 'MULTIPLE_MATCHES'])('%s is an answer of its own, and not the same as nobody', async (code) => {
    const outcome = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'information', code: 'multiple-matches', details: { coding: [{ code }] } }],
    };
    const [alone] = await mapped(outcome);
    const [found] = await mapped({
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [{ resource: outcome, search: { mode: 'outcome' } }],
    });
    const rules = [alone, found].map((item) => (item?.kind === 'nothing' ? item.issues[0]?.rule : item?.kind));

    expect(rules).toEqual([expect.stringContaining(code), expect.stringContaining(code)]);
  });
});

describe('PDS related people', () => {
  test('are people of one child, however the child is named', async () => {
    const records = recordsOf(await mapped(fixture('pds-related-persons')));

    expect(records).toHaveLength(1);
    expect(numbers(records[0])).toEqual(['9990001006 unverified']);
    expect(
      records[0]?.persons?.map(({ roles, contactOrder, copiesOfLetters }) => [roles[0]?.normalised, contactOrder, copiesOfLetters]),
    ).toEqual([
      ['guardian', 1, 'yes'],
      ['mother', 2, 'no'],
    ]);
  });

  test('of nobody are refused', async () => {
    expect((await mapped(fixture('pds-related-person-of-nobody'))).map(({ kind }) => kind)).toEqual(['refused']);
  });

  test('of a restricted child are an empty answer, and no statement that there are none', async () => {
    const items = await mapped({ resourceType: 'Bundle', type: 'searchset', total: 0, entry: [] });

    expect(items.map(({ kind }) => kind)).toEqual(['nothing']);
  });
});

test('kin whom a search was not sure of are not matched by their numbers either', async () => {
  const fuzzy = fixture('pds-search-fuzzy') as { entry: { resource: Record<string, unknown> }[] };
  const [first] = fuzzy.entry;
  const mother = {
    ...first?.resource,
    id: 'mother',
    birthDate: '1985-01-01',
    identifier: (JSON.parse(JSON.stringify(first?.resource['identifier']).replaceAll('9990001006', '9990001014')) as object[]).slice(0, 1),
  };
  const child = { ...first?.resource, link: [{ type: 'seealso', other: { reference: 'Patient/mother' } }] };
  const entry = [
    { resource: child, search: { score: 0.9 } },
    { resource: mother, search: { score: 0.9 } },
  ];

  const records = recordsOf(await mapped({ resourceType: 'Bundle', type: 'searchset', entry }));

  expect(records.map(({ persons }) => persons?.flatMap(({ identifiers }) => identifiers?.map(({ status }) => status)))).toEqual([
    ['unverified'],
  ]);
});

describe('restricted people', () => {
  test.each([
    { code: 'R' },
    { system: 'urn:oid:2.16.840.1.113883.5.25', code: 'V' },
    { system: 'https://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
    { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality/', code: 'REDACTED' },
    { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality|2.2.0', code: 'r' },
  ])('are so however the label is written: %j', async (label) => {
    const patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'Sample' }], birthDate: '2016-01-01' };

    const [record] = recordsOf(await mapped({ ...patient, meta: { security: [label] }, address: [{ line: ['1 Sample Road'] }] }));

    expect(record?.handling?.restricted).toBe(true);
  });

  test('are not those whose label is of something else', async () => {
    const patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'Sample' }], birthDate: '2016-01-01' };

    const [record] = recordsOf(
      await mapped({ ...patient, meta: { security: [{ code: 'U' }, { system: 'urn:example:lists', code: 'R' }] } }),
    );

    expect(record?.handling?.restricted).toBeUndefined();
  });

  test.each(['R', 'V'])('label %s restricts, and what is left out is withheld', async (code) => {
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code }];
    const [record] = recordsOf(
      await mapped({ resourceType: 'Patient', id: 'p', meta: { security }, name: [{ family: 'Sample' }], birthDate: '2016-01-01' }),
    );

    expect(record?.handling?.restricted).toBe(true);
    expect(record?.absences?.map(({ field, reason }) => `${field} ${reason}`)).toEqual(
      ['/child/addresses', '/child/telecoms', '/child/generalPractice', '/persons', '/child/pharmacy', '/child/birthPlace'].map(
        (field) => `${field} withheld`,
      ),
    );
  });
});
