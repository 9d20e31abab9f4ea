import { expect, test } from '@jest/globals';
import type { Issue } from '@mash-gateway/contracts';
import { IssueList, notice } from './issues.js';
import { fitList, fitText, present } from './texts.js';

function collected() {
  const issues: Issue[] = [];
  return { issues, report: (issue: Issue) => issues.push(issue) };
}

test('text is trimmed, and blank text is unstated', () => {
  const { issues, report } = collected();

  expect(fitText('  Rowan ', 150, 'Forename', report)).toBe('Rowan');
  expect(fitText(' \n ', 150, 'Forename', report)).toBeUndefined();
  expect(fitText(undefined, 150, 'Forename', report)).toBeUndefined();
  expect(issues).toEqual([]);
});

test('text beyond its limit is shortened by whole characters and reported', () => {
  const { issues, report } = collected();

  expect(fitText('🦊🦊🦊', 2, 'Forename', report)).toBe('🦊🦊');
  expect(fitText('🦊🦊', 2, 'Forename', report)).toBe('🦊🦊');
  expect(issues.map((issue) => issue.code)).toEqual(['text.shortened']);
});

test('characters the database cannot hold are left out and reported', () => {
  const { issues, report } = collected();

  expect(fitText('Ro\u0000wan \ud83e', 150, 'Forename', report)).toBe('Rowan');
  expect(fitText('\u0000', 150, 'Forename', report)).toBeUndefined();
  expect(issues.map((issue) => issue.code)).toEqual(['text.unstorable', 'text.unstorable']);
});

test('absent fields and empty lists are left out', () => {
  expect(present<object>({ a: undefined, b: [], c: false, d: 'x' })).toEqual({ c: false, d: 'x' });
});

test('lists are cut at the limit of the contract and reported', () => {
  const { issues, report } = collected();

  expect(fitList([1, 2, 3], 2, 'Phones', report)).toEqual([1, 2]);
  expect(issues.map((issue) => issue.code)).toEqual(['limit.items']);
});

test('a record carries at most 500 issues, the last counting the rest', () => {
  const list = new IssueList();

  for (let index = 0; index < 700; index += 1) list.report(notice('code.unknown', 'Ethnicity'));

  expect(list.all()).toHaveLength(500);
  expect(list.all().at(-1)).toMatchObject({ code: 'limit.items', rule: '201 further issues are not listed' });
});

test('locations are kept short and free of control characters', () => {
  expect(notice('code.unknown', `a\u0000\n${'x'.repeat(900)}`).location).toHaveLength(500);
  expect(notice('code.unknown', 'a\u0000b').location).toBe('a?b');
  expect(notice('code.unknown', '').location).toBe('/');
});
