import { expect, test } from '@jest/globals';
import { ChildRecord, MappedRecord } from '../record/child-record.js';
import { aChildRecord, aMappedRecord } from '../testing/builders.js';
import { contractCheck } from './record-check.js';

test('a valid record passes without an issue', () => {
  expect(contractCheck(ChildRecord)(aChildRecord())).toEqual([]);
  expect(contractCheck(MappedRecord)(aMappedRecord())).toEqual([]);
});

test('an invalid record gives the location and rule of every fault, and no value', () => {
  const issues = contractCheck(MappedRecord)(Object.assign(aMappedRecord(), { child: { state: 'young', names: null } }));

  expect(issues.map(({ location, rule }) => `${location} ${String(rule)}`).sort()).toEqual([
    '/child/names listOf:object',
    '/child/state oneOf',
  ]);
});

test.each([undefined, null, 'text', 7, [], [{}], new Date(0)])('%p is no record', (value) => {
  expect(contractCheck(MappedRecord)(value)).not.toEqual([]);
});
