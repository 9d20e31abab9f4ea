import type { Identifier, MappedRecord } from '@mash-gateway/contracts';

/** An identifier that may decide which child a record is about. */
export interface MatchIdentifier {
  readonly kind: 'nhs-number' | 'upn';
  /** Upper case, without spaces. */
  readonly value: string;
}

/** UPN check letters: the alphabet without I, O and S (DfE guide "Unique pupil numbers"). */
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/**
 * The child's identifiers that are exact: issued once in the country, verified by the source, well formed, and neither temporary nor ended.
 * Everything else is kept in the record but decides nothing.
 */
export function matchIdentifiers(record: MappedRecord): readonly MatchIdentifier[] {
  const found = (record.child.identifiers ?? []).filter(counts).flatMap((identifier): MatchIdentifier[] => {
    const value = identifier.value.replaceAll(/\s/g, '').toUpperCase();
    if (identifier.type === 'nhs-number' && isNhsNumber(value)) return [{ kind: 'nhs-number', value }];
    return identifier.type === 'upn' && isPermanentUpn(value) ? [{ kind: 'upn', value }] : [];
  });
  return [...new Map(found.map((identifier) => [`${identifier.kind} ${identifier.value}`, identifier])).values()];
}

function counts({ status, temporary, period }: Identifier): boolean {
  // An identifier with an end was withdrawn or replaced; whether the day has passed needs no clock to be doubtful.
  return status === 'verified' && temporary !== true && period?.end === undefined;
}

/** Ten digits, weighted 10 to 2, modulus 11 (NHS Data Dictionary, NHS NUMBER); repeated digits are placeholders. */
function isNhsNumber(value: string): boolean {
  if (!/^\d{10}$/.test(value) || /^(\d)\1{9}$/.test(value)) return false;
  const sum = [...value.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  return (11 - (sum % 11)) % 11 === Number(value[9]);
}

/** Check letter and twelve digits; a temporary UPN ends in a letter and never matches here. */
function isPermanentUpn(value: string): boolean {
  if (!/^[A-Z]\d{12}$/.test(value)) return false;
  const sum = [...value.slice(1)].reduce((total, digit, index) => total + Number(digit) * (index + 2), 0);
  return UPN_LETTERS[sum % 23] === value[0];
}
