import { expect, test } from '@jest/globals';
import { validateContract } from '../instance.js';
import { ChildRecord, MappedRecord } from '../record/child-record.js';
import { aChildRecord, aMappedRecord } from './builders.js';

test('what the builders build satisfies the contract', () => {
  expect(validateContract(MappedRecord, aMappedRecord())).toEqual([]);
  expect(validateContract(ChildRecord, aChildRecord())).toEqual([]);
});

test('an override replaces a whole field', () => {
  expect(aMappedRecord({ child: { state: 'unborn' } }).child).toEqual({ state: 'unborn' });
});
