import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { DEMOGRAPHICS, ENROLLMENTS, ORGS, ROLES, USERS } from './read/columns.js';
import { UNMAPPED } from './unmapped.js';

/** Read for what they say of another column, or named as a gap. */
const ELSEWHERE = new Set(['roleType']);

test('the mapping table names every column that is read of the files about people and orgs', async () => {
  const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');
  const columns = Object.keys({ ...USERS, ...DEMOGRAPHICS, ...ENROLLMENTS, ...ROLES, ...ORGS }).filter((column) => !ELSEWHERE.has(column));

  expect(columns.length).toBeGreaterThan(40);
  expect(columns.filter((column) => !new RegExp(`\\b${column}\\b`, 'u').test(readme))).toEqual([]);
  expect(UNMAPPED.filter(({ path }) => !readme.includes(path))).toEqual([]);
});
