import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { OBJECTS, type Structure } from './read/structure.js';

/** Parts that the tables name by the whole: dates, people and the parts of an address. */
const WHOLE = new Set(['date', 'timezone', 'timezone_type', 'addresses', 'phones', 'emails', 'description', 'notes', 'comments', 'mis_id']);

function keys(structure: Structure): string[] {
  return Object.entries(structure).flatMap(([key, inside]) => (WHOLE.has(key) ? [] : [key, ...(inside === 'leaf' ? [] : keys(inside))]));
}

test('the mapping tables name every key that is read', async () => {
  const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');
  const read = [...new Set(keys(OBJECTS))].filter((key) => !(key in OBJECTS));

  expect(read.length).toBeGreaterThan(70);
  expect(read.filter((key) => !new RegExp(`\\b${key}\\b`, 'u').test(readme))).toEqual([]);
});
