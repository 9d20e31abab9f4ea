import { expect, test } from '@jest/globals';
import type { Issue } from '@mash-gateway/contracts';
import { ageInYears, childState } from './age.js';
import { birthDate, datedValue, day, momentOf, whenOf, type DateStyle } from './dates.js';

const now = new Date('2026-11-24T12:00:00Z');

function reading(style: DateStyle = 'iso') {
  const issues: Issue[] = [];
  return { issues, location: 'DOB', report: (issue: Issue) => issues.push(issue), now, style };
}

test.each([
  ['2014', { value: '2014', precision: 'year' }],
  ['2014-05', { value: '2014-05', precision: 'month' }],
  ['2014-05-01', { value: '2014-05-01', precision: 'day' }],
  ['2014-05-01T04:12:00', { value: '2014-05-01', precision: 'day' }],
  ['2014-05-01 00:00:00', { value: '2014-05-01', precision: 'day' }],
])('the ISO date %s keeps its precision', (written, expected) => {
  expect(datedValue(written, reading())).toEqual(expected);
});

test.each(['2014-02-30', '01/05/2014', '2014-5-1', '20140501', 'May 2014', '2014-05-01Tnoon'])(
  '%s is reported and left out under ISO',
  (written) => {
    const at = reading();

    expect(datedValue(written, at)).toBeUndefined();
    expect(at.issues.map((issue) => issue.code)).toEqual(['date.unreadable']);
  },
);

test('British dates are day, month, year', () => {
  expect(datedValue('03/04/2014', reading('british'))).toEqual({ value: '2014-04-03', precision: 'day' });
  expect(datedValue('31/02/2014', reading('british'))).toBeUndefined();
  expect(datedValue('2014-04-03', reading('british'))).toBeUndefined();
});

test('a birth in the future or over 120 years ago is kept and reported', () => {
  for (const written of ['2027-01-01', '1899-01-01', '2099']) {
    const at = reading();
    expect(birthDate(written, at)).toMatchObject({ value: written });
    expect(at.issues.map((issue) => issue.code)).toEqual(['date.implausible']);
  }
  const today = reading();
  expect(birthDate('2026-11-24', today)).toBeDefined();
  expect(today.issues).toEqual([]);
});

test('a day needs all three parts', () => {
  expect(day('2026-09-01', reading())).toBe('2026-09-01');
  const at = reading();
  expect(day('2026-09', at)).toBeUndefined();
  expect(at.issues).toHaveLength(1);
});

test('moments keep the local time the source wrote', () => {
  expect(momentOf('2026-11-20T21:15:00', reading())).toBe('2026-11-20T21:15:00');
  expect(whenOf('2026-11-20T21:15:00Z', '2026-11-20T23:00:00Z', reading())).toEqual({
    start: '2026-11-20T21:15:00Z',
    end: '2026-11-20T23:00:00Z',
    precision: 'time',
  });
  expect(whenOf(undefined, '2026-11', reading())).toEqual({ end: '2026-11', precision: 'month' });
  expect(whenOf('', undefined, reading())).toBeUndefined();
});

test('a person is a child until the day of eighteen, and in doubt a child', () => {
  expect(childState({ value: '2008-11-25', precision: 'day' }, now)).toBe('born');
  expect(childState({ value: '2008-11-24', precision: 'day' }, now)).toBe('adult');
  expect(childState({ value: '2008', precision: 'year' }, now)).toBe('born');
  expect(childState({ value: '2007', precision: 'year' }, now)).toBe('adult');
  expect(childState(undefined, now)).toBe('born');
  expect(childState({ value: '1990-01-01', precision: 'day' }, now, true)).toBe('deceased');
  expect(ageInYears({ value: '2014-11-25', precision: 'day' }, now)).toBe(11);
  expect(ageInYears({ value: '2014', precision: 'year' }, now)).toBeUndefined();
});
