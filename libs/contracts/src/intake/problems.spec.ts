import { describe, expect, test } from '@jest/globals';
import { validateContract } from '../instance.js';
import type { Issue } from '../record/provenance.js';
import { ISSUE_CODES } from './issue-codes.js';
import { catalogueEntry, problem, Problem, PROBLEM_CODES, problemOf } from './problems.js';

const warning: Issue = { code: 'identifier.check-digit', severity: 'warning', location: 'Patient.identifier[0]' };
const error: Issue = { code: 'xml.malformed', severity: 'error', location: 'line 3, column 7' };

describe('the problem catalogue', () => {
  test.each(PROBLEM_CODES)('%s makes a problem that satisfies its contract', (code) => {
    expect(validateContract(Problem, problem(code, { issues: [warning] }))).toEqual([]);
    expect(catalogueEntry(code).status).toBeGreaterThanOrEqual(400);
  });

  test('holds every issue code and no code twice', () => {
    expect(PROBLEM_CODES).toEqual(expect.arrayContaining([...ISSUE_CODES]));
    expect(new Set(PROBLEM_CODES).size).toBe(PROBLEM_CODES.length);
  });
});

test('a refusal is named by its first error, and keeps all issues in order', () => {
  const refusal = problemOf([warning, error]);

  expect(refusal).toMatchObject({ code: 'xml.malformed', status: 400, type: '/problems/xml.malformed', issues: [warning, error] });
});

test('a refusal without an issue is a programming fault', () => {
  expect(() => problemOf([])).toThrow(RangeError);
});

test('a problem carries at most 500 issues', () => {
  const many = Array.from({ length: 600 }, () => error);

  expect(problemOf(many).issues).toHaveLength(500);
});
