import { expect, test } from '@jest/globals';
import type { Issue } from '@mash-gateway/contracts';
import { asn, cro, laEstab, nhsNumber, odsCode, plainIdentifier, pncId, schoolUrn, uci, uln, upn, uprn } from './identifiers.js';

function reading(further: object = {}) {
  const issues: Issue[] = [];
  return { issues, location: 'Pupil', report: (issue: Issue) => issues.push(issue), ...further };
}

test('a vouched NHS number whose check digit holds is verified, without the blanks of its layout', () => {
  const at = reading({ vouched: true });

  expect(nhsNumber('999 000 0018', at)).toEqual({
    type: 'nhs-number',
    system: 'https://fhir.nhs.uk/Id/nhs-number',
    value: '9990000018',
    status: 'verified',
  });
  expect(at.issues).toEqual([]);
});

test('a wrong check digit keeps the value, flags it and says so without the value', () => {
  const at = reading({ vouched: true });

  expect(nhsNumber('9990000019', at)).toMatchObject({ value: '9990000019', status: 'failed-check-digit' });
  expect(at.issues).toEqual([
    { code: 'identifier.check-digit', severity: 'warning', location: 'Pupil', rule: 'NHS number fails its modulus 11 check' },
  ]);
});

test('a placeholder that passes its check is never verified', () => {
  const at = reading({ vouched: true });

  expect(nhsNumber('1111111111', at)).toMatchObject({ status: 'unverified', temporary: true });
  expect(at.issues.map((issue) => issue.code)).toEqual(['identifier.placeholder']);
});

test('a temporary UPN is flagged and never vouched for', () => {
  const at = reading({ vouched: true });

  expect(upn('Y80120000600A', at)).toEqual({ type: 'upn', value: 'Y80120000600A', status: 'unverified', temporary: true });
  expect(at.issues.map((issue) => issue.code)).toEqual(['identifier.temporary']);
});

test('a former UPN is superseded and of its own type', () => {
  const at = reading({ superseded: true });

  expect(upn('B801200005001', at)).toEqual({ type: 'former-upn', value: 'B801200005001', status: 'superseded' });
});

test('an empty value is no identifier', () => {
  expect(plainIdentifier('local', '  ', reading())).toBeUndefined();
  expect(nhsNumber(undefined, reading())).toBeUndefined();
});

test('shapes without a check digit are flagged when wrong', () => {
  const at = reading();

  expect(laEstab('380', '2093', at)).toMatchObject({ value: '3802093', status: 'unverified' });
  expect(laEstab('XXX', 'XXXX', at)).toMatchObject({ value: 'XXXXXXX', status: 'unverified' });
  expect(at.issues).toEqual([]);
  expect(laEstab('38', '2093', at)).toMatchObject({ status: 'failed-check-digit' });
  expect(uci('12345', at)).toMatchObject({ status: 'failed-check-digit' });
  expect(at.issues).toHaveLength(2);
});

test('police numbers keep the value as written and say when the letter is wrong', () => {
  const at = reading();

  expect(pncId('79/163001B', at)).toEqual({ type: 'pnc-id', value: '79/163001B', status: 'unverified' });
  expect(cro('SF05/482703J', at)).toEqual({ type: 'cro', value: 'SF05/482703J', status: 'unverified' });
  expect(asn('1101ZD0100000448754K', at)).toEqual({ type: 'asn', value: '1101ZD0100000448754K', status: 'unverified' });
  expect(at.issues).toEqual([]);
  expect(asn('1101ZD0100000448754A', at)).toMatchObject({ value: '1101ZD0100000448754A', status: 'failed-check-digit' });
  expect(at.issues).toEqual([
    { code: 'identifier.check-digit', severity: 'warning', location: 'Pupil', rule: 'ASN fails its modulus 23 check' },
  ]);
});

test('school and organisation numbers are checked by their shape', () => {
  const at = reading();

  expect(schoolUrn('123456', at)).toMatchObject({ type: 'urn', status: 'unverified' });
  expect(odsCode('A81001', at)).toMatchObject({ type: 'ods', status: 'unverified' });
  expect(odsCode('706', at)).toMatchObject({ type: 'ods', status: 'unverified' });
  expect(at.issues).toEqual([]);
  expect(schoolUrn('12A', at)).toMatchObject({ status: 'failed-check-digit' });
  expect(odsCode('A8-1', at)).toMatchObject({ status: 'failed-check-digit' });
  expect(at.issues.map(({ code }) => code)).toEqual(['identifier.check-digit', 'identifier.check-digit']);
});

test('a ULN of nines or noughts is no ULN', () => {
  const at = reading();

  expect(uln('9999999999', at)).toMatchObject({ status: 'failed-check-digit', temporary: true });
  expect(at.issues.map(({ code }) => code)).toEqual(['identifier.check-digit', 'identifier.placeholder']);
});

test.each(['100012345678', '000010012345', '1'])('UPRN %s is taken', (value) => {
  const at = reading();

  expect(uprn(value, at)).toBe(value);
  expect(at.issues).toEqual([]);
});

test.each(['1000123456789', '10001234567X', '000000000000'])('UPRN %s is kept and reported', (value) => {
  const at = reading();

  expect(uprn(value, at)).toBe(value);
  expect(at.issues).toEqual([{ code: 'format.value', severity: 'warning', location: 'Pupil', rule: 'A UPRN has up to 12 digits' }]);
});
