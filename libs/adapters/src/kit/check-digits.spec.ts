import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asnHolds, croHolds, looksLikePlaceholder, nhsNumberHolds, pncIdHolds, ulnHolds, upnKind } from './check-digits.js';

/** Values that hold and values that do not, each from a published source. */
interface Vectors {
  readonly identifier: string;
  readonly source: string;
  readonly check: (value: string) => boolean;
  readonly holds: readonly string[];
  readonly fails: readonly string[];
}

const VECTORS: readonly Vectors[] = [
  {
    identifier: 'NHS number',
    source: 'NHS Data Dictionary; PDS sandbox (9000000009, 9449306621); official examples whose check digit is wrong',
    check: nhsNumberHolds,
    holds: ['9434765919', '4010232137', '9000000009', '9449306621', '9990000018', '9990000026', '1111111111', '9876543210'],
    fails: ['3478526985', '7778521234', '1112223330', '6101231234', '9900002831', '9000000015', '4857773456', '9989453456', '1234567890'],
  },
  {
    identifier: 'NHS number shape',
    source: 'NHS Data Dictionary',
    check: nhsNumberHolds,
    holds: ['9990000018'],
    fails: ['999000001', '99900000188', '999000001X', '999 000 0018', '', '٩٩٩٠٠٠٠٠١٨'],
  },
  {
    identifier: 'UPN',
    source: 'DfE UPN guide; 266 mod 23 = 13 = P, the widely copied example prints Q and is wrong',
    check: (value) => upnKind(value) === 'permanent',
    holds: ['B801200005001'],
    fails: ['Q801200005001', 'b801200005001', 'B80120000500S', 'B8012000050', 'A123456789123', 'Y80120000600A'],
  },
  {
    identifier: 'temporary UPN',
    source: 'DfE UPN guide: a letter at position 13 counts its value times 13',
    check: (value) => upnKind(value) === 'temporary',
    holds: ['A00000000000A', 'P00000000000B', 'Y80120000600A'],
    fails: ['A00000000000B', 'A00000000000I', 'X98765432123B', 'B801200005001'],
  },
  {
    identifier: 'ULN',
    source: 'Learning Records Service; accuser/uln (0000000042)',
    check: ulnHolds,
    holds: ['0000000042'],
    fails: ['0000000043', '0000000000', '9999999999', '000000042', '00000000042', ''],
  },
  {
    identifier: 'PNC id',
    source: 'ministryofjustice/hmpps-person-record and hmpps-person-integration; CJSE samples whose letter is wrong',
    check: pncIdHolds,
    holds: [
      '2003/0000003Y',
      '1979/0163001B',
      '1967/9893091D',
      '2002/0073319Z',
      '1981/0000034U',
      '2024/0070623D',
      '20020073319Z',
      '79/163001B',
      '79/0163001B',
      '790163001B',
      '00/223R',
      '03/3Y',
      '033Y',
    ],
    fails: ['2000/0448754K', '2023/0012345P', '2024/0070623E', '1979/0163001', '79/12345678B', '033Z', 'SF79/163001B', ''],
  },
  {
    identifier: 'CRO number',
    source: 'ministryofjustice/hmpps-person-record and hmpps-prisoner-profile',
    check: croHolds,
    holds: ['SF05/482703J', 'SF83/50058Z', '265416/21G', '65656/91H', '065656/91H', '6697/56U', '991/66G'],
    fails: [
      'SF05/482703K',
      'SF83/50058Y',
      '265416/21H',
      '65656/91J',
      '065656/91J',
      '6697/56V',
      '991/66H',
      '85227/65G',
      '99166G',
      'SF05482703J',
      '123',
      '',
    ],
  },
  {
    identifier: 'ASN',
    source: 'ministryofjustice/bichard7-next-core; POLE DS_073 (1101ZD0100000448754K)',
    check: asnHolds,
    holds: [
      '1101ZD0100000448754K',
      '0800NP0100000000001H',
      '1401ZD0100000449852A',
      '2100000000000100019T',
      '1200000000000000011Y',
      '11/01ZD/01/448754K',
    ],
    fails: ['1101ZD0100000410804A', '1101ZD0100000448754A', '1101ZD01448754K', '1101ZD0100000448754', ''],
  },
];

describe.each(VECTORS)('$identifier ($source)', ({ check, holds, fails }) => {
  test.each(holds.map((value) => [value]))('%s holds', (value) => {
    expect(check(value)).toBe(true);
  });
  test.each(fails.map((value) => [value]))('"%s" does not hold', (value) => {
    expect(check(value)).toBe(false);
  });
});

/** Numbers that hold, made by trying each check character, and the places whose digits the check covers. */
const COVERED = [
  { identifier: 'NHS number', body: /^\d{9}$/, characters: '0123456789', check: nhsNumberHolds },
  { identifier: 'ULN', body: /^\d{9}$/, characters: '0123456789', check: ulnHolds },
  { identifier: 'UPN', body: /^\d{12}$/, letterFirst: true, check: (value: string) => upnKind(value) === 'permanent' },
  {
    identifier: 'temporary UPN',
    body: /^\d{11}[A-HJ-NP-RT-Z]$/,
    letterFirst: true,
    check: (value: string) => upnKind(value) === 'temporary',
  },
  { identifier: 'PNC id', body: /^\d{2}\/\d{7}$/, check: pncIdHolds },
  { identifier: 'CRO number', body: /^\d{6}\/\d{2}$/, check: croHolds },
  { identifier: 'CRO file without fingerprints', body: /^SF\d{2}\/[1-9]\d{1,5}$/, check: croHolds },
  { identifier: 'ASN', body: /^\d{4}[A-Z]{2}\d{13}$/, check: asnHolds },
] as const;
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

describe('one changed digit is caught', () => {
  test.each(COVERED)('$identifier', (rule) => {
    fc.assert(
      fc.property(fc.stringMatching(rule.body), fc.nat(), fc.integer({ min: 1, max: 9 }), (body, place, step) => {
        const first = 'letterFirst' in rule;
        const characters = 'characters' in rule ? rule.characters : LETTERS;
        const made = Array.from(characters, (letter) => (first ? letter + body : body + letter)).filter(rule.check);
        // A remainder without a check digit (NHS 10, ULN 0) was never issued.
        fc.pre(made.length === 1);
        const number = made[0] ?? '';
        const digits = Array.from(number).flatMap((character, index) => (/\d/u.test(character) ? [index] : []));
        const at = digits[place % digits.length] ?? 0;
        const changed = number.slice(0, at) + String((Number(number[at]) + step) % 10) + number.slice(at + 1);

        expect(rule.check(changed)).toBe(false);
      }),
      { seed: 20261124, numRuns: 300 },
    );
  });
});

test('two neighbouring digits that change places are caught in an NHS number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{9}$/), fc.nat({ max: 7 }), (body, at) => {
      const number = Array.from('0123456789', (digit) => body + digit).find(nhsNumberHolds);
      fc.pre(number !== undefined && number[at] !== number[at + 1]);
      const swapped = number.slice(0, at) + number.slice(at + 1, at + 2) + number.slice(at, at + 1) + number.slice(at + 2);

      expect(nhsNumberHolds(swapped)).toBe(false);
    }),
    { seed: 20261124, numRuns: 300 },
  );
});

test('the century of a PNC id and the letters of an ASN are not covered by their check: no more is promised', () => {
  expect(pncIdHolds('1903/0000003Y')).toBe(true);
  expect(asnHolds('1101XX0100000448754K')).toBe(true);
});

test('one digit repeated and digits in order are placeholders', () => {
  expect(
    ['1111111111', '9999999999', '0000000000', '1234567890', '0123456789', '9876543210', '111 111 1111'].every(looksLikePlaceholder),
  ).toBe(true);
  expect(['9990000018', '9434765919', '12345', ''].some(looksLikePlaceholder)).toBe(false);
});
