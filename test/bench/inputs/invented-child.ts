/** An invented child. The number it is made from decides everything, so that a run can be repeated and every id counted. */
export interface InventedChild {
  /** From the 999 range, which is never issued, with a valid check digit. */
  readonly nhsNumber: string;
  /** Permanent form with a valid check letter. */
  readonly upn: string;
  readonly given: string;
  readonly middle: string;
  readonly family: string;
  readonly motherGiven: string;
  readonly female: boolean;
  /** `yyyy-mm-dd`, 5 to 16 years before 2026. */
  readonly birthDate: string;
  readonly houseNumber: string;
}

/**
 * Child number `serial`, from 0 to 899,999. Different numbers have different NHS numbers and UPNs.
 */
export function inventedChild(serial: number): InventedChild {
  return {
    nhsNumber: nhsNumber(serial),
    upn: upn(serial),
    given: pick(GIVEN, serial),
    middle: pick(GIVEN, Math.floor(serial / 7)),
    family: `${pick(FAMILY, serial)}-${pick(FAMILY, Math.floor(serial / 13))}`,
    motherGiven: pick(GIVEN, Math.floor(serial / 3)),
    female: serial % 2 === 0,
    birthDate: `${2010 + (serial % 11)}-${twoDigits(1 + (serial % 12))}-${twoDigits(1 + (serial % 28))}`,
    houseNumber: String(1 + (serial % 180)),
  };
}

const GIVEN = ['Rowan', 'Ash', 'Wren', 'Sorrel', 'Linden', 'Bryony', 'Heath', 'Fern', 'Robin', 'Clover', 'Merle', 'Hazel'];
const FAMILY = ['Sample', 'Specimen', 'Example', 'Mockford', 'Testerton', 'Fictions', 'Placehold', 'Dummond', 'Invented'];
/** DfE UPN guide: the alphabet without I, O and S. */
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** Modulus 11 over weights 10 to 2. Of ten numbers that differ in their last digit, at most one needs the check digit 10, which does not exist. */
function nhsNumber(serial: number): string {
  const tens = 999_000_000 + Math.floor(serial / 9) * 10;
  const valid = Array.from({ length: 10 }, (_, last) => withCheckDigit(tens + last)).filter((number) => number !== undefined);
  return pick(valid, serial % 9);
}

function withCheckDigit(digits: number): string | undefined {
  const text = String(digits);
  const sum = Array.from(text).reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? undefined : `${text}${check}`;
}

/** Check letter = sum over positions 2 to 13 of digit times position, modulus 23. */
function upn(serial: number): string {
  const school = 4000 + Math.floor(serial / 100_000);
  const digits = `801${school}${String(serial % 100_000).padStart(5, '0')}`;
  const sum = Array.from(digits).reduce((total, digit, place) => total + Number(digit) * (place + 2), 0);
  return `${UPN_LETTERS[sum % 23] ?? ''}${digits}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}
