/*
 * Check algorithms, each with its publisher. What one promises is proved in the spec with the publishers' own test values: every
 * algorithm here catches any one changed digit that it covers, because its modulus is prime and larger than any step.
 */

/** UPN and temporary-UPN letters by value (DfE UPN guide): the alphabet without I, O and S. */
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
/** Letters by remainder for PNC ids, CRO numbers and ASNs (POLE DS_071, DS_072; Ministry of Justice, hmpps-person-record, bichard7). */
const POLICE_LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY';

/** NHS number: ten digits, weights 10 to 2, modulus 11; a check digit of 10 is never issued (NHS Data Dictionary). */
export function nhsNumberHolds(value: string): boolean {
  if (!/^\d{10}$/u.test(value)) return false;
  const check = (11 - (weighted(value.slice(0, 9), 10, -1) % 11)) % 11;
  return check === Number(value[9]);
}

/** What kind of UPN a text is. A wrong check letter or shape is `invalid`. */
export function upnKind(value: string): 'permanent' | 'temporary' | 'invalid' {
  const parts = /^([A-Z])(\d{11})([\dA-Z])$/u.exec(value);
  if (!parts) return 'invalid';
  const [, check = '', digits = '', last = ''] = parts;
  // Letter = (sum over positions 2 to 13 of value × position) mod 23; a letter at position 13 counts its place in the same table.
  const lastValue = /\d/u.test(last) ? Number(last) : UPN_LETTERS.indexOf(last);
  if (lastValue < 0) return 'invalid';
  const sum = weighted(digits, 2, 1) + lastValue * 13;
  if (UPN_LETTERS[sum % 23] !== check) return 'invalid';
  return /\d/u.test(last) ? 'permanent' : 'temporary';
}

/** Unique Learner Number: ten digits, weights 10 to 2, check = 10 − (sum mod 11) (Learning Records Service). */
export function ulnHolds(value: string): boolean {
  if (!/^\d{10}$/u.test(value)) return false;
  const remainder = weighted(value.slice(0, 9), 10, -1) % 11;
  return remainder !== 0 && 10 - remainder === Number(value[9]);
}

/**
 * PNC id, long `YYYY/NNNNNNND` or short `YY/N…ND`, with or without the stroke: two-digit year and seven-digit serial, modulus 23
 * (POLE DS_072). The century of the long form is not covered by the letter.
 */
export function pncIdHolds(value: string): boolean {
  const long = /^\d\d(\d\d)(?:\/(\d{1,7})|(\d{7}))([A-Z])$/u.exec(value);
  const short = /^(\d\d)\/?(\d{1,7})([A-Z])$/u.exec(value);
  const [year, serial, letter] = long ? [long[1], long[2] ?? long[3], long[4]] : [short?.[1], short?.[2], short?.[3]];
  if (year === undefined || serial === undefined) return false;
  return policeLetter(year + serial.padStart(7, '0')) === letter;
}

/** CRO number `NNNNNN/YYD`, or `SFYY/NNNNNND` for a file without fingerprints: modulus 23 (POLE DS_071). */
export function croHolds(value: string): boolean {
  const standard = /^(\d{1,6})\/(\d{2})([A-Z])$/u.exec(value);
  const search = /^SF(\d{2})\/(\d{1,6})([A-Z])$/u.exec(value);
  const [serial, year, letter] = standard ? [standard[1], standard[2], standard[3]] : [search?.[2], search?.[1], search?.[3]];
  if (serial === undefined || year === undefined) return false;
  const number = standard ? year + serial.padStart(6, '0') : year + serial;
  return policeLetter(number) === letter;
}

/**
 * Arrest/summons number: year, force (two characters, with the letter of a non-police prosecutor before them where there is one),
 * unit, system, serial of eleven digits and a letter, 20 or 21 characters; or with strokes, where the serial need not be padded
 * (POLE DS_073). Letter = (force, system, year, serial) mod 23, parts with a letter in them left out (Ministry of Justice, bichard7).
 */
export function asnHolds(value: string): boolean {
  const parts =
    /^(\d{2})[A-Z0-9]?([A-Z0-9]{2})[A-Z0-9]{2}([A-Z0-9]{2})(\d{11})([A-Z])$/u.exec(value) ??
    /^(\d{2})\/[A-Z0-9]?([A-Z0-9]{2})[A-Z0-9]{2}\/([A-Z0-9]{2})\/(\d{1,11})([A-Z])$/u.exec(value);
  if (!parts) return false;
  const [, year = '', force = '', system = '', serial = '', letter = ''] = parts;
  return policeLetter(numeric(force) + numeric(system) + year + serial.padStart(11, '0')) === letter;
}

/** A value nobody was ever given: one digit repeated, or the digits in order up or down. 1111111111 and 9876543210 pass modulus 11. */
export function looksLikePlaceholder(value: string): boolean {
  const digits = value.replace(/\D/gu, '');
  if (digits.length < 6) return false;
  const step = (digits.charCodeAt(1) - digits.charCodeAt(0) + 10) % 10;
  if (step !== 0 && step !== 1 && step !== 9) return false;
  for (let index = 2; index < digits.length; index += 1)
    if ((digits.charCodeAt(index) - digits.charCodeAt(index - 1) + 10) % 10 !== step) return false;
  return true;
}

function policeLetter(digits: string): string | undefined {
  // Up to seventeen digits: more than a double holds exactly.
  return POLICE_LETTERS[Number(BigInt(digits) % 23n)];
}

function numeric(part: string): string {
  return /^\d+$/u.test(part) ? part : '';
}

const ZERO = 48;

function weighted(digits: string, first: number, step: 1 | -1): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) sum += (digits.charCodeAt(index) - ZERO) * (first + step * index);
  return sum;
}
