import { expect, test } from '@jest/globals';
import type { AdapterInput } from '../kit/adapter.js';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { repeatedIds } from './repeated-ids.js';

function fileOf(children: readonly string[]): AdapterInput {
  const listed = children.map((inner) => `<Child><ChildIdentifiers>${inner}</ChildIdentifiers></Child>`).join('');
  return inputOf(Buffer.from(`<Message><Children>${listed}</Children></Message>`), 'application/xml');
}

const id = (value: string): string => `<LAchildID>${value}</LAchildID>`;

test('an id of two children is repeated, whatever its case and the blanks around it', async () => {
  const repeated = await repeatedIds(fileOf([id('A1'), id('B1'), id(' a1 ')]), DEFAULT_LIMITS);

  expect([repeated.has('A1'), repeated.has('a1'), repeated.has('B1')]).toEqual([true, true, false]);
});

test('an id twice at one child, and one outside the identifiers, is still this child’s own', async () => {
  const repeated = await repeatedIds(fileOf([id('A1') + id('A1'), id('B1') + '<Note><LAchildID>A1</LAchildID></Note>']), DEFAULT_LIMITS);

  expect(repeated.has('A1')).toBe(false);
});

test('a hundred thousand different ids are all told apart', async () => {
  const repeated = await repeatedIds(fileOf(Array.from({ length: 100_000 }, (_, index) => id(`C${index}`))), DEFAULT_LIMITS);

  expect(Array.from({ length: 100_000 }, (_, index) => `C${index}`).filter((value) => repeated.has(value))).toEqual([]);
});
