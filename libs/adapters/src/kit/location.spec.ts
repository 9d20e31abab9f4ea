import { expect, test } from '@jest/globals';
import { safeStep } from './location.js';

const isDefined = (name: string): boolean => name === 'UPN';

test('a name that the standard defines is told as it is', () => {
  expect(safeStep('UPN', isDefined, 2)).toBe('UPN');
});

test('any other name is told by its place, or not at all', () => {
  expect(safeStep('Zoe.Sample.2015-03-04', isDefined, 2)).toBe('*[2]');
  expect(safeStep('Zoe Sample', isDefined)).toBe('*');
  expect(safeStep('upn', isDefined)).toBe('*');
});
