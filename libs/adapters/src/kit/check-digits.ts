/** UPN and temporary-UPN letters by value (DfE UPN guide): the alphabet without I, O and S. */
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
/** Letters by remainder for PNC ids and CRO numbers (POLE DS_071, DS_072). */
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

/** PNC id `YYYY/NNNNNNND` or the short `YY/N…ND`: two-digit year and seven-digit serial, modulus 23 (POLE DS_072). */
export function pncIdHolds(value: string): boolean {
  const [, year = '', serial = '', letter = ''] = /^(\d{4}|\d{2})\/?(\d{1,7})([A-Z])$/u.exec(value) ?? [];
  return letter !== '' && POLICE_LETTERS[Number(year.slice(-2) + serial.padStart(7, '0')) % 23] === letter;
}

/** CRO number `NNNNNN/YYD`, or `SFYY/NNNNNND` for a file without fingerprints: modulus 23 (POLE DS_071). */
export function croHolds(value: string): boolean {
  const standard = /^(\d{1,6})\/(\d{2})([A-Z])$/u.exec(value);
  const search = /^SF(\d{2})\/(\d{1,6})([A-Z])$/u.exec(value);
  const [serial, year, letter] = standard ? [standard[1], standard[2], standard[3]] : [search?.[2], search?.[1], search?.[3]];
  if (serial === undefined || year === undefined) return false;
  const number = standard ? year + serial.padStart(6, '0') : year + serial;
  return POLICE_LETTERS[Number(number) % 23] === letter;
}

/** A value nobody was ever given: one digit repeated, or the digits in order up or down. 1111111111 and 9876543210 pass modulus 11. */
export function looksLikePlaceholder(value: string): boolean {
  const digits = value.replace(/\D/gu, '');
  if (digits.length < 6) return false;
  const steps = new Set(Array.from(digits.slice(1), (digit, index) => (Number(digit) - Number(digits[index]) + 10) % 10));
  const step = steps.size === 1 ? [...steps][0] : undefined;
  return step === 0 || step === 1 || step === 9;
}

function weighted(digits: string, first: number, step: 1 | -1): number {
  return Array.from(digits).reduce((sum, digit, index) => sum + Number(digit) * (first + step * index), 0);
}
