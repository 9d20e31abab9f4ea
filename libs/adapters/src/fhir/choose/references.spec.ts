import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, type Mapped } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';
import { fhirR4 } from '../../fhir-r4/adapter.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };
const child = { resourceType: 'Patient', id: 'kid', name: [{ family: 'Sample' }], birthDate: '2018-01-01' };

async function mapped(type: string, ...resources: readonly object[]): Promise<Mapped[]> {
  const bundle = { resourceType: 'Bundle', type, entry: resources.map((resource) => ({ resource })) };
  const items: Mapped[] = [];
  for await (const item of fhirR4.map(inputOf(new TextEncoder().encode(JSON.stringify(bundle)), 'application/json'), context))
    items.push(item);
  return items;
}

test('a group that is a member of itself has the members that are Patients', async () => {
  const items = await mapped(
    'collection',
    child,
    {
      resourceType: 'Group',
      id: 'g',
      type: 'person',
      actual: true,
      member: [{ entity: { reference: 'Group/g' } }, { entity: { reference: 'Patient/kid' } }],
    },
    { resourceType: 'Flag', status: 'active', code: { text: 'Alert' }, subject: { reference: 'Group/g' } },
  );

  expect(items.map((item) => (item.kind === 'record' ? item.record.information?.length : item.kind))).toEqual([1]);
});

test('resources that refer to each other in a circle are mapped once each', async () => {
  const items = await mapped(
    'collection',
    { ...child, managingOrganization: { reference: 'PractitionerRole/a' }, generalPractitioner: [{ reference: 'PractitionerRole/a' }] },
    {
      resourceType: 'PractitionerRole',
      id: 'a',
      practitioner: { reference: 'PractitionerRole/b' },
      organization: { reference: 'PractitionerRole/b' },
    },
    {
      resourceType: 'PractitionerRole',
      id: 'b',
      practitioner: { reference: 'PractitionerRole/a' },
      organization: { reference: 'PractitionerRole/a' },
    },
    {
      resourceType: 'Observation',
      id: 'o',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: 'Patient/kid' },
      hasMember: [{ reference: 'Observation/o' }],
      performer: [{ reference: 'PractitionerRole/a' }],
    },
  );

  expect(items.map((item) => item.kind)).toEqual(['record']);
});

test('thousands of people who link to each other are as many records, in seconds', async () => {
  const count = 4_000;
  const people = Array.from({ length: count }, (_, index) => ({
    resourceType: 'Patient',
    id: `p${index}`,
    name: [{ family: 'Sample' }],
    link: [{ other: { reference: `Patient/p${(index + 1) % count}` }, type: 'seealso' }],
  }));

  const items = await mapped('searchset', ...people);

  expect(items).toHaveLength(count);
}, 60_000);
