import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';
import type { Mapped } from '../../kit/adapter.js';
import { fhirR4 } from '../../fhir-r4/adapter.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

async function mapped(resource: unknown): Promise<Mapped[]> {
  const input = inputOf(new TextEncoder().encode(JSON.stringify(resource)), 'application/fhir+json');
  const inspection = await fhirR4.inspect(input, context);
  expect(inspection.accepted).toBe(true);
  const items: Mapped[] = [];
  for await (const item of fhirR4.map(input, context)) items.push(item);
  return items;
}

async function record(resource: unknown) {
  const [item] = await mapped(resource);
  if (item?.kind !== 'record') throw new Error('No record');
  return item.record;
}

function located(issues: readonly { readonly code: string; readonly location: string }[] | undefined, code: string): string[] {
  return (issues ?? []).filter((issue) => issue.code === code).map((issue) => issue.location);
}

const number = { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990001006' };

describe('an element of the wrong type', () => {
  test('is located by its FHIRPath and left out, and the record is made all the same', async () => {
    const made = await record({
      resourceType: 'Patient',
      identifier: [number],
      name: ['Rowan Sample', { family: ['Sample'], given: ['Rowan', 7] }],
      gender: { code: 'female' },
      address: null,
      contact: 'none',
      deceasedBoolean: 'no',
      multipleBirthInteger: 'two',
    });

    expect(made.child.names).toEqual([{ use: 'unknown', family: 'Sample', given: ['Rowan', '7'] }]);
    expect(located(made.quality?.issues, 'format.value')).toEqual([
      'Patient.name[0]',
      'Patient.name[1].family',
      'Patient.name[1].given[1]',
      'Patient.gender',
      'Patient.address',
      'Patient.contact',
      'Patient.contact[0]',
      'Patient.deceasedBoolean',
      'Patient.multipleBirthInteger',
    ]);
  });

  test('is read where that is safe: a number as text, one value as a list, words for truth', async () => {
    const made = await record({
      resourceType: 'Patient',
      identifier: { ...number, value: 9990001006 },
      name: { family: 'Sample' },
      birthDate: 2015,
      deceasedBoolean: 'false',
    });

    expect(made.child.identifiers?.[0]).toMatchObject({ value: '9990001006', status: 'unverified' });
    expect(made.child.birthDate).toEqual({ value: '2015', precision: 'year' });
    expect(made.child.death).toEqual({ deceased: 'no' });
    expect(located(made.quality?.issues, 'format.value')).toEqual([
      'Patient.identifier',
      'Patient.identifier[0].value',
      'Patient.name',
      'Patient.birthDate',
      'Patient.deceasedBoolean',
    ]);
  });

  test('refuses only its own position when nothing of the person is left', async () => {
    const items = await mapped({
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [
        { resource: { resourceType: 'Patient', identifier: [number], name: [{ family: 'Right' }] } },
        { resource: { resourceType: 'Patient', name: 'Ash' } },
        'nothing',
        { resource: { id: 'untyped' } },
      ],
    });

    expect(items.map((item) => item.kind)).toEqual(['record', 'refused', 'refused', 'refused']);
    const [, nameless, nothing, untyped] = items;
    expect(located(issuesOf(nameless), 'format.value')).toEqual(['Bundle.entry[1].resource.name', 'Bundle.entry[1].resource.name[0]']);
    expect(located(issuesOf(nothing), 'format.value')).toEqual(['Bundle.entry[2].resource']);
    expect(located(issuesOf(untyped), 'format.missing')).toContain('Bundle.entry[3].resource.resourceType');
  });
});

test('a Bundle of more entries than can be read at a sitting is refused before any is', async () => {
  const text = `{"resourceType":"Bundle","type":"batch","entry":[${Array.from({ length: 20_001 }, () => '{}').join(',')}]}`;

  const inspection = await fhirR4.inspect(inputOf(Buffer.from(text), 'application/fhir+json'), context);

  expect(inspection).toMatchObject({ accepted: false, issues: [{ code: 'limit.items', location: 'Bundle.entry' }] });
});

describe('what R4 does not have', () => {
  test('is said and left out', async () => {
    const made = await record({ resourceType: 'Patient', identifier: [number], family: 3, 'Ash Sample': true });

    expect(located(made.quality?.issues, 'format.unknown-field')).toEqual(['Patient.family', 'Patient.*']);
    expect(JSON.stringify(made.quality)).not.toContain('Ash Sample');
  });

  test('is never told by its name, as a companion and in resources of other types neither', async () => {
    const made = await record({
      resourceType: 'Patient',
      identifier: [number],
      '_Ash Sample': 5,
      _ash: { ash: 1 },
      contained: [{ resourceType: 'Ash', id: 'a', ash: { 'Ash Sample': 'x' } }],
    });

    expect(located(made.quality?.issues, 'format.unknown-field')).toEqual(['Patient.*', 'Patient.*']);
    expect((made.quality?.unmapped ?? []).map(({ location }) => location)).toContain('Patient.contained.*.*');
    expect(JSON.stringify(made.quality)).not.toMatch(/ash/iu);
  });

  test('a required element that is missing is said, and the record is made', async () => {
    const made = await record({ resourceType: 'Flag', code: { text: 'Alert' }, subject: { identifier: number } });

    expect(located(made.quality?.issues, 'format.missing')).toEqual(['Flag.status']);
    expect(made.information?.[0]?.codes).toEqual([{ text: 'Alert' }]);
  });
});

function issuesOf(item: Mapped | undefined) {
  return item === undefined || item.kind === 'record' ? [] : item.issues;
}
