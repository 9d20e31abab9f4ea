import { expect, test } from '@jest/globals';
import { MappedRecord, validateContract } from '@mash-gateway/contracts';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { fhirR4 } from './adapter.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

test.each(['Flag', 'Condition', 'Observation', 'Communication'])(
  'a concern that is the last of a hundred codes of a %s is a concern, and what does not fit is told',
  async (resourceType) => {
    const coding = Array.from({ length: 99 }, (_, index) => ({ system: 'urn:example:codes', code: `c${index}` }));
    const code = { coding: [...coding, { system: 'http://snomed.info/sct', code: '836881000000105' }] };
    const subject = { reference: 'Patient/p1' };
    const about = { status: 'active', subject, ...(resourceType === 'Communication' ? { category: [code] } : { code }) };
    const entry = [
      { resource: { resourceType: 'Patient', id: 'p1', name: [{ family: 'Sample', given: ['Rowan'] }], birthDate: '2016-05-04' } },
      { resource: { resourceType, id: 'f1', ...about } },
    ];
    const body = new TextEncoder().encode(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }));
    const records: MappedRecord[] = [];
    for await (const item of fhirR4.map(inputOf(body, 'application/fhir+json'), context))
      if (item.kind === 'record') records.push(item.record);

    expect(records).toHaveLength(1);
    const [record] = records;
    const [stated] = record?.information ?? [];
    expect(record && validateContract(MappedRecord, record)).toEqual([]);
    expect(stated?.codes).toHaveLength(50);
    expect(stated?.categories?.map(({ original }) => original?.[0]?.code)).toEqual(['836881000000105']);
    expect(record?.quality?.issues?.map(({ code: found }) => found)).toContain('limit.items');
  },
);
