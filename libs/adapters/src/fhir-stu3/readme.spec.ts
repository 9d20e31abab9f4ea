import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { CHILD_HEALTH_EVENTS, NEMS_EVENTS } from './codes/events.js';

const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');

function cells(code: string): readonly string[] {
  const line = readme.split('\n').find((text) => text.startsWith(`| ${code} `)) ?? '';
  return line.split('|').map((cell) => cell.trim());
}

test.each(Object.entries(CHILD_HEALTH_EVENTS))('the README says what %s becomes', (code, event) => {
  const [, , name, kind, types = ''] = cells(code);

  expect([name, kind]).toEqual([event.name, `\`${event.kind}\``]);
  expect(event.types.filter((type) => !types.includes(type))).toEqual([]);
});

test.each(Object.entries(NEMS_EVENTS))('the README says what %s becomes', (code, event) => {
  const [, , kind, types = ''] = cells(`\`${code}\``);

  expect(kind).toBe(`\`${event.kind}\``);
  expect(event.types.filter((type) => !types.includes(type))).toEqual([]);
});
