import { expect, test } from '@jest/globals';
import { ChildRecord, validateContract } from '@mash-gateway/contracts';
import { batchOf, planOf } from '../plan.js';
import { mapPupils } from './map-ctf.mjs';
import { mapBundle } from './map-fhir.mjs';
import { mapNotice } from './map-police.mjs';
import { validator } from './validate.mjs';

const MAPPERS = { health: mapBundle, police: mapNotice, education: mapPupils };
const isValid = validator('libs/contracts/generated/child-record.schema.json');

test.each(planOf('quick').workloads)('the baseline maps a $name to records that meet the contract, one for each identifier', (workload) => {
  const batch = batchOf({ ...workload, messages: 2 }, 0);

  const mapped = batch.bodies.map((body) => [...MAPPERS[workload.feed](body)]);

  expect(mapped.map((records) => records.map(({ key }) => key))).toEqual(batch.identifiers);
  for (const { record } of mapped.flat().slice(0, 20)) {
    expect(validateContract(ChildRecord, record)).toEqual([]);
    expect(isValid(record)).toBe(true);
  }
});
