import { describe, expect, test } from '@jest/globals';
import { SAFEGUARDING } from '../fhir/codes/codes-safeguarding.js';
import { entriesOf, fixture, mapped, recordsOf } from './testing/mapped.js';

const BARS = 'https://fhir.nhs.uk/CodeSystem/';
const CODES = Object.keys(SAFEGUARDING).filter((code) => /^\d/u.test(code) && code !== '878111000000109');
const child = { resourceType: 'Patient', id: 'p', name: [{ family: 'Sample' }], birthDate: '2016-01-01' };
const adult = { ...child, birthDate: '1990-01-01' };

function flagged(patient: object, codes: readonly string[], { system = `${BARS}safeguarding-codes-bars`, category = 'SG' } = {}): object {
  const flag = {
    resourceType: 'Flag',
    status: 'active',
    category: [{ coding: [{ system: `${BARS}flag-categories-bars`, code: category }] }],
    code: { coding: codes.map((code) => ({ system, code })) },
    subject: { reference: 'Patient/p' },
  };
  return { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient }, { resource: flag }] };
}

async function concerns(patient: object, codes: readonly string[], how = {}): Promise<unknown> {
  const [entry] = await entriesOf(flagged(patient, codes, how));
  return entry?.flag?.concerns;
}

describe('safeguarding flags', () => {
  test.each(CODES)('code %s means the same whatever system it comes under', async (code) => {
    const [bars] = await entriesOf(flagged(child, [code]));
    const [snomed] = await entriesOf(flagged(child, [code], { system: 'http://snomed.info/sct' }));

    expect(bars?.categories?.map(({ normalised }) => normalised)).toEqual([SAFEGUARDING[code]?.category]);
    expect(snomed?.categories?.map(({ normalised }) => normalised)).toEqual([SAFEGUARDING[code]?.category]);
    expect(snomed?.flag?.concerns).toBe(bars?.flag?.concerns);
  });

  test.each([
    ['861931000000100', 'none'],
    ['766561000000109', 'adult'],
    ['417430008', 'adult'],
  ])('code %s never concerns a child, and stays a flag', async (code, whom) => {
    const [entry] = await entriesOf(flagged(child, [code]));

    expect([entry?.kind, entry?.flag?.concerns]).toEqual(['flag', whom]);
  });

  test.each(CODES.filter((code) => SAFEGUARDING[code]?.concerns !== 'child'))(
    'code %s recorded of an adult does not concern a child',
    async (code) => {
      expect(await concerns(adult, [code])).not.toBe('child');
    },
  );

  test.each(CODES)('code %s recorded of an adult as a condition makes no concern', async (code) => {
    const condition = { resourceType: 'Condition', code: { coding: [{ code }] }, subject: { reference: 'Patient/p' } };

    const [entry] = await entriesOf({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: adult }, { resource: condition }] });

    expect(entry?.kind).toBe('condition');
  });

  test('an adult concern and alleged abuse in one flag are the adult’s on an adult and the child’s on a child', async () => {
    expect(await concerns(adult, ['766561000000109', '777996001'])).toBe('adult');
    expect(await concerns(child, ['766561000000109', '777996001'])).toBe('child');
  });

  test('no issues beside a concern is a concern', async () => {
    expect(await concerns(child, ['861931000000100', '702953007'])).toBe('child');
  });

  test('a code that names a child concerns one, also on the record of a parent', async () => {
    expect(await concerns(adult, ['864491000000105'])).toBe('child');
  });

  test('what is coded of a household may be about anybody in it', async () => {
    expect(await concerns(adult, ['881081000000100'])).toBe('unknown');
    expect(await concerns(child, ['881081000000100'])).toBe('child');
  });

  test('U is an unspecified concern in a safeguarding flag, and an unsafe scene in a flag about the scene', async () => {
    const [concern] = await entriesOf(flagged(child, ['U'], { system: 'https://fhir.nhs.uk/flag-codes-bars' }));
    const [scene] = await entriesOf(flagged(child, ['U'], { system: `${BARS}scene-safety-codes-bars`, category: 'SS' }));

    expect([concern?.categories?.[0]?.normalised, concern?.flag?.concerns]).toEqual(['unknown', 'child']);
    expect([scene?.categories, scene?.flag?.concerns]).toEqual([undefined, 'unknown']);
  });

  test.each(['SG', 'SS', 'RS', 'RA', 'IR', 'RC', 'RT', 'AC', 'API'])('category %s is kept as it was sent', async (category) => {
    const [entry] = await entriesOf(flagged(child, ['999'], { category }));

    expect(entry?.flag?.categories).toEqual([{ system: `${BARS}flag-categories-bars`, code: category }]);
    expect(entry?.categories?.length ?? 0).toBe(category === 'SG' ? 1 : 0);
  });
});

describe('BaRS messages', () => {
  test('a flag that begins and ends at one moment is as active as it says', async () => {
    const flags = (await entriesOf(fixture('bars-safeguarding'))).filter(({ kind }) => kind === 'flag');

    expect([flags[0]?.state, flags[0]?.period?.start]).toEqual(['active', flags[0]?.period?.end]);
  });

  test.each([
    ['bars-safeguarding', 'new'],
    ['bars-update', 'update'],
    ['bars-delete', 'delete'],
  ])('the reason of %s is what the record is to earlier ones: %s', async (name, change) => {
    const [record] = recordsOf(await mapped(fixture(name)));

    expect([record?.source.change, record?.source.sourceRecordId]).toEqual([change, 'ServiceRequest/33333333-0000-4000-8000-000000000002']);
  });

  test('a response that is the follow-up carries its flag, says that the child was not brought, and names what it answers', async () => {
    const [record] = recordsOf(await mapped(fixture('bars-response-follow-up')));
    const kinds = record?.information?.map(({ kind }) => kind) ?? [];

    expect(kinds).toContain('flag');
    expect(record?.information?.find(({ kind }) => kind === 'encounter')?.encounter?.attended).toBe('no');
    expect(record?.source.references?.map(({ value }) => value)).toContain('79120f41-a431-4f08-bcc5-1e67006fcae0');
  });

  test('the safety of a scene goes to the only child, with where it is', async () => {
    const scene = (await entriesOf(fixture('bars-safeguarding'))).find(({ place }) => place !== undefined);

    expect(scene?.codes?.[0]?.text).toBe('There is a weapon on scene');
    expect(scene?.place?.address?.uprn).toBe('100012345678');
  });

  test('the safety of a scene with two children is said to be nobody’s, and refuses nothing', async () => {
    const items = await mapped(fixture('bars-scene-of-two'));

    expect(items.map(({ kind }) => kind)).toEqual(['record', 'record', 'nothing']);
  });

  test('a telephone under ONESELF is the patient’s own, and no contact', async () => {
    const [record] = recordsOf(await mapped(fixture('bars-safeguarding')));

    expect(record?.child.telecoms?.map(({ value }) => value)).toEqual(['01632 960301']);
    expect(record?.persons?.flatMap(({ roles }) => roles.map(({ normalised }) => normalised))).toEqual(['emergency-contact', 'other']);
  });

  test('a flag that an agency was told says which', async () => {
    const told = (await entriesOf(fixture('bars-safeguarding'))).find(({ circumstances }) => circumstances !== undefined);

    expect(told?.circumstances).toEqual({ agenciesInformed: ['Police', 'Fire service'], reportedToPolice: 'yes' });
  });
});
