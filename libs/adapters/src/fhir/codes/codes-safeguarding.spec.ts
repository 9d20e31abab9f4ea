import { describe, expect, test } from '@jest/globals';
import { SAFEGUARDING } from './codes-safeguarding.js';

/** BaRS safeguarding-codes-bars 1.0.0, without `U`. */
const PUBLISHED = (
  '836881000000105 297591000000108 736792008 401206008 702953007 702579009 707087005 881081000000100 838481000000106 697951004 ' +
  '697950003 697949003 1054321000000100 766969008 415685003 761571000000106 449889006 300731000000106 878111000000109 ' +
  '861931000000100 713201008 919461000000108 700254002 700253008 700255001 1076171000000100 293161000000103 416936003 ' +
  '766561000000109 417361000 771983008 771984002 864491000000105 826931000000104 417427001 417430008 771385008 104586100000100 ' +
  '129707006 287351000000105 375041000000100 248054003 162596006 162591001 777996001'
).split(' ');

describe('codes of safeguarding flags', () => {
  test('every published code has a meaning', () => {
    expect(PUBLISHED).toHaveLength(45);
    expect(PUBLISHED.filter((code) => SAFEGUARDING[code] === undefined)).toEqual([]);
  });

  test('three published codes fail their check digit, and no other code of the table does', () => {
    const failing = Object.keys(SAFEGUARDING).filter((code) => /^\d+$/u.test(code) && !verhoeffHolds(code));

    expect(failing.sort()).toEqual(['104586100000100', '1054321000000100', '1076171000000100']);
  });

  test.each([
    ['104586100000100', '104586100000106'],
    ['1045861000000100', '1045861000000108'],
    ['1054321000000100', '1054321000000107'],
    ['1076171000000100', '1076171000000104'],
  ])('%s with its check digit put right is %s', (published, repaired) => {
    expect(withCheckDigit(published)).toBe(repaired);
  });

  test.each([
    ['104586100000100', '104586100000106'],
    ['104586100000100', '1045861000000108'],
    ['1054321000000100', '1054321000000107'],
    ['1076171000000100', '1076171000000104'],
  ])('%s as published and %s as repaired mean the same', (published, repaired) => {
    expect(SAFEGUARDING[repaired]).toEqual(SAFEGUARDING[published]);
    expect(SAFEGUARDING[published]).toBeDefined();
  });

  test('no code that says no concern, or an adult concern, concerns a child', () => {
    expect(['861931000000100', '766561000000109', '417430008'].map((code) => SAFEGUARDING[code]?.concerns)).toEqual([
      'none',
      'adult',
      'adult',
    ]);
  });

  test('a code that a sender made up of a name every object has finds nothing', () => {
    expect(SAFEGUARDING['constructor']).toBeUndefined();
  });
});

/** Products in the dihedral group D5: a rotation is 0 to 4, a reflection 5 to 9. */
function product(one: number, other: number): number {
  const [reflected, turned] = [one >= 5, other >= 5];
  const sum = reflected ? (one - (other % 5)) % 5 : (one + (other % 5)) % 5;
  return ((sum + 5) % 5) + (reflected === turned ? 0 : 5);
}

/** The permutation of Verhoeff's check, applied as often as the digit stands from the right. */
const PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4] as const;

function permuted(digit: number, times: number): number {
  let value = digit;
  for (let turn = 0; turn < times % 8; turn += 1) value = PERMUTATION[value] ?? 0;
  return value;
}

/** SNOMED CT identifiers end in a Verhoeff check digit (SNOMED CT release file specification, check-digit computation). */
function verhoeffHolds(code: string): boolean {
  const digits = [...code].reverse().map(Number);
  return digits.reduce((check, digit, place) => product(check, permuted(digit, place)), 0) === 0;
}

function withCheckDigit(code: string): string | undefined {
  return Array.from({ length: 10 }, (_, digit) => `${code.slice(0, -1)}${digit}`).find(verhoeffHolds);
}
