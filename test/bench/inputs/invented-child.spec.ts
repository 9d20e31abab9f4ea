import { expect, test } from '@jest/globals';
import { inventedChild } from './invented-child.js';

const serials = Array.from({ length: 20_000 }, (_, index) => index * 45).concat(Array.from({ length: 5_000 }, (_, index) => index));

test('every invented NHS number lies in the 999 range and passes modulus 11', () => {
  const failing = serials
    .map((serial) => inventedChild(serial).nhsNumber)
    .filter((number) => !/^999\d{7}$/.test(number) || remainder(number) !== 0);

  expect(failing).toEqual([]);
});

test('every invented UPN has the check letter of its digits', () => {
  const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ';
  const failing = serials
    .map((serial) => inventedChild(serial).upn)
    .filter((upn) => letters[Array.from(upn.slice(1)).reduce((sum, digit, place) => sum + Number(digit) * (place + 2), 0) % 23] !== upn[0]);

  expect(failing).toEqual([]);
});

test('no two children share an NHS number or UPN', () => {
  const distinct = [...new Set(serials)];

  expect(new Set(distinct.map((serial) => inventedChild(serial).nhsNumber)).size).toBe(distinct.length);
  expect(new Set(distinct.map((serial) => inventedChild(serial).upn)).size).toBe(distinct.length);
});

/** Zero for a valid number: its digits weighted 10 to 1 add up to a multiple of 11. */
function remainder(number: string): number {
  return Array.from(number).reduce((sum, digit, place) => sum + Number(digit) * (10 - place), 0) % 11;
}
