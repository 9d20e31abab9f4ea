import { describe, expect, test } from '@jest/globals';
import { ARTICLE_6 } from './codes.js';
import { basisFaults, type BasisStatement } from './lawful-bases.js';
import { ARTICLE_6_BASES, ARTICLE_9, SCHEDULE_1, SCHEDULE_8 } from './legal-tables.js';

const publicTask: BasisStatement = { regime: 'uk-gdpr', article6: 'e', article9: 'g', schedule1: 'para 18', apdRef: 'APD-2026-01' };
const fields = (statement: BasisStatement, on = '2026-11-24', controller: 'public-authority' | 'other' = 'public-authority'): string[] =>
  basisFaults(statement, on, controller).map((fault) => fault.field);

test('the bases a hub usually relies on stand', () => {
  expect(basisFaults(publicTask, '2026-11-24', 'public-authority')).toEqual([]);
  expect(fields({ regime: 'uk-gdpr', article6: 'c', article9: 'h', schedule1: 'para 2' })).toEqual([]);
  expect(fields({ regime: 'dpa-part-3', article6: 'e', schedule8: 'para 4', apdRef: 'APD-2026-02' })).toEqual([]);
  expect(fields({ ...publicTask, article10Condition: 'domestic law' })).toEqual([]);
});

describe('recognised legitimate interest', () => {
  test('is not in force before 5 February 2026', () => {
    expect(fields({ regime: 'uk-gdpr', article6: 'ea' }, '2026-02-04', 'other')).toEqual(['article6']);
    expect(fields({ regime: 'uk-gdpr', article6: 'ea' }, '2026-02-05', 'other')).toEqual([]);
  });

  test.each(['ea', 'f'] as const)('Article 6(1)(%s) is closed to a public authority in its tasks and open to a charity', (article6) => {
    expect(fields({ regime: 'uk-gdpr', article6 })).toEqual(['article6']);
    expect(fields({ regime: 'uk-gdpr', article6 }, '2026-11-24', 'other')).toEqual([]);
  });
});

test.each([
  ['a special category without its Schedule 1 condition', { ...publicTask, schedule1: undefined }, ['schedule1']],
  ['substantial public interest on a Part 1 condition', { ...publicTask, schedule1: 'para 2' }, ['schedule1']],
  ['health care on a Part 2 condition', { ...publicTask, article9: 'h' }, ['schedule1']],
  ['a Part 2 condition without a policy document', { ...publicTask, apdRef: undefined }, ['apdRef']],
  ['a paragraph that is no condition', { regime: 'uk-gdpr', article6: 'e', schedule1: 'para 5' }, ['schedule1']],
  ['a name every object has', { regime: 'uk-gdpr', article6: 'e', schedule1: 'constructor' }, ['schedule1']],
  ['an unknown Article 9 letter', { regime: 'uk-gdpr', article6: 'e', article9: 'k' }, ['article9']],
  ['an unknown Article 10 condition', { regime: 'uk-gdpr', article6: 'e', article10Condition: 'custom' }, ['article10Condition']],
  ['Article 10 by law without a condition', { regime: 'uk-gdpr', article6: 'e', article10Condition: 'domestic law' }, ['schedule1']],
  ['law enforcement without a Schedule 8 condition', { regime: 'dpa-part-3', article6: 'e' }, ['schedule8']],
  ['law enforcement without a policy document', { regime: 'dpa-part-3', article6: 'e', schedule8: 'para 4' }, ['apdRef']],
  ['Schedule 8 under the UK GDPR', { regime: 'uk-gdpr', article6: 'e', schedule8: 'para 4' }, ['schedule8']],
  ['everything before the law began', { ...publicTask }, ['article6', 'article9', 'schedule1', 'schedule1']],
] satisfies [string, BasisStatement, string[]][])('refuses %s', (name, statement, expected) => {
  expect(fields(statement, name.startsWith('everything') ? '2018-05-24' : '2026-11-24')).toEqual(expected);
});

test('the tables hold the letters of the contract, and every entry its source and first day', () => {
  expect(Object.keys(ARTICLE_6_BASES).sort()).toEqual([...ARTICLE_6].sort());
  for (const entry of [ARTICLE_6_BASES, ARTICLE_9, SCHEDULE_1, SCHEDULE_8].flatMap((table) => Object.values(table))) {
    expect(entry.source).not.toBe('');
    expect(entry.from).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});
