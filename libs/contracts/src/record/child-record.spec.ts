import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { validateContract } from '../instance.js';
import { jsonSchemaOf } from '../schema/json-schema.js';
import { MappedRecord, SCHEMA_VERSION } from './child-record.js';

const smallest = {
  schemaVersion: SCHEMA_VERSION,
  child: { state: 'born', names: [{ use: 'official', family: 'Sample', given: ['Rowan'] }] },
  source: { agency: 'health', standard: 'FHIR R4', adapter: 'fhir-r4', mappingVersion: '1.0.0', position: 1, change: 'full' },
};

test('the smallest useful record satisfies the contract under both validators', () => {
  const ajv = new Ajv2020({ strictTypes: true, allErrors: true, keywords: ['x-locates', 'x-free-text'] });
  const valid = ajv.compile(jsonSchemaOf(MappedRecord, 'urn:test:mapped-record'));

  expect(validateContract(MappedRecord, smallest)).toEqual([]);
  expect(valid(smallest)).toBe(true);
});

test('an unknown field, a null and a wrong word are refused with a location and no value', () => {
  const bad = { ...smallest, child: { state: 'young', names: null, shoeSize: '4' } };

  const issues = validateContract(MappedRecord, bad);

  expect([...new Set(issues.map((issue) => issue.location))].sort()).toEqual(['/child/names', '/child/shoeSize', '/child/state']);
  expect(JSON.stringify(issues)).not.toContain('young');
});
