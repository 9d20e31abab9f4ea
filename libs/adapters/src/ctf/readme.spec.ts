import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { HEADER, PUPIL, type Structure } from './structure.js';
import { UNMAPPED } from './unmapped.js';

/** The names of all elements this adapter reads. */
function names(structure: Structure): string[] {
  return Object.entries(structure).flatMap(([name, inside]) => [name, ...(inside === 'leaf' ? [] : names(inside))]);
}

/** Blocks whose parts the table does not list one by one. */
const WHOLE_BLOCKS: ReadonlySet<string> = new Set([
  'BS7666Address',
  'AddressLines',
  'YearData',
  'KeyStage',
  'School',
  'FSMinstance',
  'Contact',
]);

test('the mapping table names every part that is read, block by block', async () => {
  const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');
  const inBlocks = new Set(blocks({ ...HEADER, ...PUPIL }).flatMap((block) => names(block)));
  const alone = [...new Set(names({ ...HEADER, ...PUPIL }))].filter((name) => !inBlocks.has(name));

  expect(alone.length).toBeGreaterThan(40);
  expect(alone.filter((name) => !mentions(readme, name))).toEqual([]);
});

test('what is not carried is named there too', async () => {
  const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');

  expect(UNMAPPED.map(({ path }) => path.split('/').at(-1) ?? '').filter((name) => !mentions(readme, name))).toEqual([]);
});

function blocks(structure: Structure): Structure[] {
  return Object.entries(structure).flatMap(([name, inside]) => {
    if (inside === 'leaf') return [];
    return WHOLE_BLOCKS.has(name) ? [inside] : blocks(inside);
  });
}

/** As a word, or as the tail of a name that the table writes with an ellipsis, such as `Preferred…`. */
function mentions(readme: string, name: string): boolean {
  const prefix = /^(?:Preferred|Former)/u.exec(name)?.[0];
  return new RegExp(`\\b${name.replace('@', '')}\\b`, 'u').test(readme) || (prefix !== undefined && readme.includes(`${prefix}…`));
}
