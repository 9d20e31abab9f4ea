import { expect, test } from '@jest/globals';
import { croHolds, looksLikePlaceholder, nhsNumberHolds, pncIdHolds, ulnHolds, upnKind } from './check-digits.js';

test.each(['9990000018', '9990000026', '9434765919', '1111111111', '9876543210'])('NHS number %s satisfies modulus 11', (value) => {
  expect(nhsNumberHolds(value)).toBe(true);
});

// Published samples whose check digit is wrong (in official examples).
test.each(['3478526985', '7778521234', '9990000019', '1234567890', '999000001', '99900000188', '999000001X', ''])(
  'NHS number %s does not satisfy modulus 11',
  (value) => {
    expect(nhsNumberHolds(value)).toBe(false);
  },
);

test('a UPN is permanent, temporary by its last letter, or invalid', () => {
  expect(upnKind('B801200005001')).toBe('permanent');
  // 266 mod 23 = 13 = P: the widely copied example prints Q and is wrong.
  expect(upnKind('Q801200005001')).toBe('invalid');
  expect(upnKind('b801200005001')).toBe('invalid');
  expect(upnKind('B80120000500S')).toBe('invalid');
  expect(upnKind('B8012000050')).toBe('invalid');
});

test('a temporary UPN counts its last letter in the check letter', () => {
  // Positions 2..12 of A0000000000?A: all zero, last letter A = 0, so the check letter is A.
  expect(upnKind('A00000000000A')).toBe('temporary');
  // Last letter B = 1, place 13: 13 mod 23 = P.
  expect(upnKind('P00000000000B')).toBe('temporary');
  expect(upnKind('A00000000000B')).toBe('invalid');
});

test('a ULN satisfies modulus 11', () => {
  expect(ulnHolds('0000000042')).toBe(true);
  expect(ulnHolds('0000000043')).toBe(false);
  expect(ulnHolds('0000000000')).toBe(false);
  expect(ulnHolds('9999999999')).toBe(false);
});

test.each(['2003/0000003Y', '1979/0163001B', '79/163001B', '1967/9893091D', '2002/0073319Z', '1981/0000034U'])(
  'PNC id %s holds',
  (value) => {
    expect(pncIdHolds(value)).toBe(true);
  },
);

// CJSE samples whose check letter is wrong.
test.each(['2000/0448754K', '2023/0012345P', '1979/0163001', '79/12345678B'])('PNC id %s does not hold', (value) => {
  expect(pncIdHolds(value)).toBe(false);
});

test.each(['265416/21G', 'SF05/482703J', 'SF83/50058Z'])('CRO number %s holds', (value) => {
  expect(croHolds(value)).toBe(true);
});

test.each(['85227/65G', 'SF05/482703K', '265416-21G', ''])('CRO number %s does not hold', (value) => {
  expect(croHolds(value)).toBe(false);
});

test('one digit repeated and digits in order are placeholders', () => {
  expect(['1111111111', '9999999999', '1234567890', '0123456789', '9876543210', '111 111 1111'].every(looksLikePlaceholder)).toBe(true);
  expect(['9990000018', '9434765919', '12345', ''].some(looksLikePlaceholder)).toBe(false);
});
