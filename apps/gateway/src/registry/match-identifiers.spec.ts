import { expect, test } from '@jest/globals';
import type { Identifier, MappedRecord } from '@mash-gateway/contracts';
import { matchIdentifiers } from './match-identifiers.js';

const withIdentifiers = (...identifiers: Identifier[]): MappedRecord => ({
  schemaVersion: '1.0.0',
  child: { state: 'born', identifiers },
  source: { agency: 'health', standard: 'FHIR R4', adapter: 'fhir-r4', mappingVersion: '1.0.0', position: 1, change: 'new' },
});

test('a verified NHS number and a permanent UPN decide, whatever their spacing and case', () => {
  const record = withIdentifiers(
    { type: 'nhs-number', value: '999 000 0018', status: 'verified' },
    { type: 'nhs-number', value: '9990000018', status: 'verified' },
    { type: 'upn', value: 'b801200005001', status: 'verified' },
  );

  expect(matchIdentifiers(record)).toEqual([
    { kind: 'nhs-number', value: '9990000018' },
    { kind: 'upn', value: 'B801200005001' },
  ]);
});

test.each<[string, Identifier]>([
  ['unverified', { type: 'nhs-number', value: '9990000018', status: 'unverified' }],
  ['superseded', { type: 'nhs-number', value: '9990000018', status: 'superseded' }],
  ['ended', { type: 'nhs-number', value: '9990000018', status: 'verified', period: { end: '2020-01-01' } }],
  ['wrong check digit', { type: 'nhs-number', value: '9990000019', status: 'verified' }],
  ['placeholder', { type: 'nhs-number', value: '0000000000', status: 'verified' }],
  ['too short', { type: 'nhs-number', value: '999000001', status: 'verified' }],
  ['temporary UPN', { type: 'upn', value: 'B80120000500A', status: 'verified' }],
  ['UPN marked temporary', { type: 'upn', value: 'B801200005001', status: 'verified', temporary: true }],
  ['wrong check letter', { type: 'upn', value: 'A801200005001', status: 'verified' }],
  ['former UPN', { type: 'former-upn', value: 'B801200005001', status: 'verified' }],
  ['local id', { type: 'la-child-id', value: '9990000018', status: 'verified' }],
])('an identifier that is not exact decides nothing: %s', (_, identifier) => {
  expect(matchIdentifiers(withIdentifiers(identifier))).toEqual([]);
});

test('a record without identifiers has none to match on', () => {
  expect(matchIdentifiers(withIdentifiers())).toEqual([]);
});
