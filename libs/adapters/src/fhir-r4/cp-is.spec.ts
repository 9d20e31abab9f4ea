import { describe, expect, test } from '@jest/globals';
import { fixture, mapped, recordsOf } from './testing/mapped.js';

describe('CP-IS answers', () => {
  test('plans are statuses of the child, with the duty telephone of the authority', async () => {
    const [record] = recordsOf(await mapped(fixture('cpis-plans')));
    const statuses = record?.child.careStatuses ?? [];

    expect(statuses.map(({ kind, state }) => [kind, state])).toEqual([
      ['child-protection-plan', 'current'],
      ['looked-after', 'ended'],
    ]);
    expect(statuses[0]?.authority?.identifiers?.map(({ value }) => value)).toEqual(['706']);
    expect(statuses[0]?.authority?.telecoms?.map(({ use, value }) => [use, value])).toEqual([
      ['emergency', '01632 960111'],
      ['work', '01632 960100'],
      ['work', 'duty@example.org'],
    ]);
  });

  test('earlier accesses say when, by whom and for which organisation', async () => {
    const [record] = recordsOf(await mapped(fixture('cpis-plans')));
    const accesses = record?.information?.filter(({ kind, occurredAt }) => kind === 'record-access' && occurredAt !== undefined) ?? [];

    expect(
      accesses.map(({ occurredAt, professionals }) => [
        occurredAt?.start,
        professionals?.[0]?.role,
        professionals?.[0]?.organisation?.name,
      ]),
    ).toEqual([
      ['2026-10-01T21:05:00Z', 'Nurse Access Role', 'Example Hospital'],
      ['2026-11-02T08:15:00Z', 'Clinical Practitioner Access Role', 'Example Surgery'],
    ]);
  });

  test.each([
    [{ what: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990001006' } } }],
    [{ what: { identifier: { value: '9990001006' } }, role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1' } }],
    [{ what: { reference: 'Patient/9990001006' } }],
  ])('an access is told of a patient who is only named: %j', async (entity) => {
    const [record] = recordsOf(await mapped({ resourceType: 'AuditEvent', recorded: '2026-10-01T21:05:00Z', entity: [entity] }));

    expect(record?.child.identifiers?.map(({ value }) => value)).toEqual(['9990001006']);
    expect(record?.information?.map(({ kind }) => kind)).toEqual(['record-access']);
  });

  test('an access to anything else is about nobody', async () => {
    const items = await mapped({
      resourceType: 'AuditEvent',
      recorded: '2026-10-01T21:05:00Z',
      entity: [{ what: { reference: 'Organization/o' } }],
    });

    expect(items.map(({ kind }) => kind)).toEqual(['nothing']);
  });

  test('a plan whose period is over has ended, whatever its status says', async () => {
    const [record] = recordsOf(await mapped(fixture('cpis-plan-over')));

    expect(record?.child.careStatuses?.map(({ state }) => state)).toEqual(['ended']);
    expect(record?.quality?.issues?.map(({ code }) => code)).toEqual(['format.count-mismatch', 'value.ended']);
  });

  test('an unborn plan gives one record: the unborn child’s, with the mother as a person', async () => {
    const records = recordsOf(await mapped(fixture('cpis-unborn')));

    expect(records.map(({ child, persons }) => [child.state, child.names, persons?.map(({ roles }) => roles[0]?.normalised)])).toEqual([
      ['unborn', undefined, ['mother']],
    ]);
    expect(records[0]?.information?.[0]?.plan?.heldAgainst).toBe('mother');
  });

  test('an unborn plan never makes the mother the child, even when nothing tells her age', async () => {
    const records = recordsOf(await mapped(fixture('cpis-unborn-undated-mother')));
    const unborn = records.filter(({ child }) => child.state === 'unborn');

    expect(unborn).toHaveLength(1);
    expect(unborn[0]?.child.names).toBeUndefined();
    expect(records.filter(({ child }) => child.state !== 'unborn').flatMap(({ child }) => child.careStatuses ?? [])).toEqual([]);
  });

  test('a mother who is a child has a record of her own, without the plan of the unborn', async () => {
    const young = JSON.parse(JSON.stringify(fixture('cpis-unborn')).replace('1998-01-01', '2011-01-01')) as object;

    const records = recordsOf(await mapped(young));

    expect(records.map(({ child }) => [child.state, child.careStatuses?.map(({ kind }) => kind)])).toEqual([
      ['born', undefined],
      ['unborn', ['unborn-child-protection-plan']],
    ]);
  });

  test('what was said before a small child was born stays that child’s, and makes no other unborn', async () => {
    const small = JSON.parse(JSON.stringify(fixture('cpis-unborn')).replace('1998-01-01', '2025-06-01')) as object;

    const records = recordsOf(await mapped(small));

    expect(records.map(({ child, information }) => [child.state, information?.some(({ kind }) => kind === 'plan')])).toEqual([
      ['born', true],
    ]);
  });

  test('a plan entered in error is no status', async () => {
    const wrong = JSON.parse(
      JSON.stringify(fixture('cpis-plans')).replaceAll('"status":"active"', '"status":"entered-in-error"'),
    ) as object;

    const [record] = recordsOf(await mapped(wrong));

    expect(record?.child.careStatuses?.map(({ state }) => state)).not.toContain('current');
    expect(record?.child.careStatuses?.map(({ state }) => state)).not.toContain('unknown');
  });

  test.each([
    'https://fhir.nhs.uk/R4/ValueSet/CPIS-PlanType',
    'https://fhir.nhs.uk/R4/CodeSystem/CPIS-ObservationType',
    'urn:example:other',
  ])('the type of a plan is told by its code, under %s as well', async (system) => {
    const plan = {
      resourceType: 'CarePlan',
      status: 'active',
      intent: 'plan',
      category: [{ coding: [{ system, code: 'LACI' }] }],
      subject: { reference: 'Patient/p' },
    };
    const patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'Sample' }], birthDate: '2016-01-01' };

    const [record] = recordsOf(
      await mapped({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource: patient }, { resource: plan }] }),
    );

    expect(record?.child.careStatuses?.map(({ kind, state }) => [kind, state])).toEqual([['looked-after', 'current']]);
  });
});
