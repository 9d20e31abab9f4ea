import { describe, expect, test } from '@jest/globals';
import { entriesOf } from './testing/mapped.js';

const child = { resourceType: 'Patient', id: 'p', name: [{ family: 'Sample' }], birthDate: '2016-01-01' };
const SUSPECTED_ABUSE = { coding: [{ system: 'http://snomed.info/sct', code: '162596006' }] };

async function told(resource: object): Promise<readonly unknown[]> {
  const about = { status: 'final', code: SUSPECTED_ABUSE, subject: { reference: 'Patient/p' }, ...resource };
  const entries = await entriesOf({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: child }, { resource: about }] });
  return entries.map(({ kind, categories, codes }) => [
    kind,
    categories?.map(({ normalised }) => normalised) ?? [],
    codes?.map(({ code }) => code),
  ]);
}

describe('a concern that is denied is kept with its code, and is no concern', () => {
  test.each([
    { valueBoolean: false },
    { valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '373067005', display: 'No' }] } },
    { valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '2667000' }] } },
    { valueCodeableConcept: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0136', code: 'N' }] } },
  ])('an Observation answers %j', async (value) => {
    await expect(told({ resourceType: 'Observation', ...value })).resolves.toEqual([['observation', [], ['162596006']]]);
  });

  test('a Condition is refuted, and says so', async () => {
    const refuted = { verificationStatus: { coding: [{ code: 'refuted' }] } };
    const condition = { resourceType: 'Condition', id: 'c', code: SUSPECTED_ABUSE, subject: { reference: 'Patient/p' }, ...refuted };

    const [entry] = await entriesOf({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: child }, { resource: condition }] });

    expect([entry?.kind, entry?.state, entry?.categories, entry?.measures?.map(({ name, code }) => [name, code?.code])]).toEqual([
      'condition',
      'inactive',
      undefined,
      [['verificationStatus', 'refuted']],
    ]);
  });
});

test.each([
  { valueBoolean: true },
  { valueString: 'No bruises seen, mother evasive' },
  { valueCodeableConcept: { text: 'No' } },
  {
    valueCodeableConcept: {
      coding: [
        { system: 'http://snomed.info/sct', code: '373067005' },
        { system: 'urn:example:local', code: 'maybe' },
      ],
    },
  },
  {},
])('anything but a plain denial leaves a concern one: %j', async (value) => {
  await expect(told({ resourceType: 'Observation', ...value })).resolves.toEqual([['concern', ['child-cause-for-concern'], ['162596006']]]);
});
