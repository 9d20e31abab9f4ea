import type { Identifier } from '@mash-gateway/contracts';
import { asnHolds, croHolds, looksLikePlaceholder, nhsNumberHolds, pncIdHolds, ulnHolds, upnKind } from './check-digits.js';
import { notice, warning, type Report } from './issues.js';
import { fitText, present } from './texts.js';

/** Where an identifier stands, and what its source says about it beyond the value. */
export interface IdentifierReading {
  readonly location: string;
  readonly report: Report;
  /** The source vouches for it (NHS number status 01, a UPN from the school that holds it). Default: it does not. */
  readonly vouched?: boolean;
  /** The source says it was replaced by another. */
  readonly superseded?: boolean;
}

type Further = Pick<Partial<Identifier>, 'system' | 'period' | 'verification' | 'assigner'>;

/** Identifier system of the NHS number (UK Core). */
export const NHS_NUMBER_SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number';

/** An NHS number; spaces and hyphens between its digits are layout and are left out. Never rejected for its check digit. */
export function nhsNumber(value: string | undefined, reading: IdentifierReading, further: Further = {}): Identifier | undefined {
  const compact = value?.replace(/[\s-]/gu, '');
  return identifier('nhs-number', compact, reading, NHS_NUMBER, { system: NHS_NUMBER_SYSTEM, ...further });
}

/** A Unique Pupil Number, permanent or temporary (DfE UPN guide). A temporary one is flagged and never vouched for. */
export function upn(value: string | undefined, reading: IdentifierReading, further?: Further): Identifier | undefined {
  if (value === undefined) return undefined;
  const compact = value.replace(/\s/gu, '').toUpperCase();
  const kind = upnKind(compact);
  const type = reading.superseded ? 'former-upn' : 'upn';
  const made = identifier(type, compact, reading, UPN[kind], further);
  if (!made || kind !== 'temporary') return made;
  reading.report(notice('identifier.temporary', reading.location, 'A temporary UPN: a hint to who the child is, never proof'));
  return Object.assign(made, { temporary: true });
}

/** A Unique Learner Number. */
export function uln(value: string | undefined, reading: IdentifierReading): Identifier | undefined {
  if (value === undefined) return undefined;
  return identifier('uln', value, reading, ULN);
}

/** A Unique Candidate Identifier: 12 digits or letters and a check letter; only its shape is checked. */
export function uci(value: string | undefined, reading: IdentifierReading): Identifier | undefined {
  if (value === undefined) return undefined;
  return identifier('uci', value, reading, UCI);
}

/** A PNC id (POLE DS_072). */
export function pncId(value: string | undefined, reading: IdentifierReading, further?: Further): Identifier | undefined {
  return identifier('pnc-id', value, reading, PNC_ID, further);
}

/** A CRO number (POLE DS_071). */
export function cro(value: string | undefined, reading: IdentifierReading, further?: Further): Identifier | undefined {
  return identifier('cro', value, reading, CRO, further);
}

/** An arrest/summons number (POLE DS_073). */
export function asn(value: string | undefined, reading: IdentifierReading, further?: Further): Identifier | undefined {
  return identifier('asn', value, reading, ASN, further);
}

/** A six-digit GIAS school number. Not the DfE number: a school has both. */
export function schoolUrn(value: string | undefined, reading: IdentifierReading): Identifier | undefined {
  if (value === undefined) return undefined;
  return identifier('urn', value, reading, SCHOOL_URN);
}

/** The DfE number of a school: local authority (3) and establishment (4), written `LLLEEEE`. Pseudo-codes such as XXXXXXX pass through. */
export function laEstab(la: string | undefined, estab: string | undefined, reading: IdentifierReading): Identifier | undefined {
  if (la === undefined && estab === undefined) return undefined;
  const written = `${la?.trim() ?? ''}${estab?.trim() ?? ''}`;
  return identifier('la-estab', written, reading, LA_ESTAB);
}

/** An ODS organisation code. */
export function odsCode(value: string | undefined, reading: IdentifierReading, further?: Further): Identifier | undefined {
  return identifier('ods', value, reading, ODS_CODE, further);
}

/**
 * A Unique Property Reference Number, up to twelve digits, leading zeros left out or not (BS 7666, POLE DS_011). An address part and
 * not an identifier of a person: kept as written whatever its shape.
 */
export function uprn(value: string | undefined, reading: Pick<IdentifierReading, 'location' | 'report'>): string | undefined {
  const written = fitText(value, 20, reading.location, reading.report);
  if (written !== undefined && !/^(?=.*[1-9])\d{1,12}$/u.test(written))
    reading.report(warning('format.value', reading.location, 'A UPRN has up to 12 digits'));
  return written;
}

/** An identifier without a check of its own, such as a local or nominal number. */
export function plainIdentifier(
  type: Identifier['type'],
  value: string | undefined,
  reading: IdentifierReading,
  further?: Further,
): Identifier | undefined {
  return identifier(type, value, reading, UNCHECKED, further);
}

/** What makes a value one of its kind. Each stands here once, because nearly every record is checked by some of them. */
interface Check {
  readonly holds: (value: string) => boolean;
  readonly rule: string;
  /** Whoever vouches for it, it may not be matched on. */
  readonly neverVouched?: true;
}

const NHS_NUMBER: Check = { holds: nhsNumberHolds, rule: 'NHS number fails its modulus 11 check' };
const ULN: Check = { holds: ulnHolds, rule: 'ULN fails its modulus 11 check' };
const UCI: Check = { holds: (value) => /^[\dA-Z]{12}[A-Z]$/u.test(value), rule: 'A UCI has 12 characters and a check letter' };
const PNC_ID: Check = { holds: pncIdHolds, rule: 'PNC id fails its modulus 23 check' };
const CRO: Check = { holds: croHolds, rule: 'CRO number fails its modulus 23 check' };
const ASN: Check = { holds: asnHolds, rule: 'ASN fails its modulus 23 check' };
const SCHOOL_URN: Check = { holds: (value) => /^\d{5,6}$/u.test(value), rule: 'A URN has six digits' };
const LA_ESTAB: Check = {
  holds: (value) => /^(?:\d{7}|[A-Z]{7}|\d{3}[A-Z]{4})$/u.test(value),
  rule: 'LA number has 3 and establishment number 4 characters',
};
const ODS_CODE: Check = { holds: (value) => /^[A-Z0-9]{3,12}$/iu.test(value), rule: 'An ODS code has letters and digits only' };
const UNCHECKED: Check = { holds: () => true, rule: '' };
/** By the kind that its check letter tells. */
const UPN: Readonly<Record<ReturnType<typeof upnKind>, Check>> = {
  permanent: UNCHECKED,
  temporary: { ...UNCHECKED, neverVouched: true },
  invalid: { holds: () => false, rule: 'UPN fails its check letter', neverVouched: true },
};

function identifier(
  type: Identifier['type'],
  written: string | undefined,
  reading: IdentifierReading,
  check: Check,
  further?: Further,
): Identifier | undefined {
  const { location, report, superseded } = reading;
  const value = fitText(written, 100, location, report);
  if (value === undefined) return undefined;
  const holds = check.holds(value);
  const placeholder = PERSONAL_NUMBERS.has(type) && looksLikePlaceholder(value);
  if (!holds) report(warning('identifier.check-digit', location, check.rule));
  if (placeholder) report(warning('identifier.placeholder', location, 'Digits nobody was given, such as one digit repeated'));
  if (superseded) report(notice('identifier.superseded', location, 'Replaced by another identifier'));
  const status = holds ? statusOf(reading, check, placeholder) : 'failed-check-digit';
  const made: Identifier = placeholder ? { type, value, status, temporary: true } : { type, value, status };
  return further === undefined ? made : { ...made, ...present(further) };
}

const PERSONAL_NUMBERS: ReadonlySet<string> = new Set(['nhs-number', 'upn', 'uln']);

/** Only a value that holds, is vouched for and is current may be matched on. */
function statusOf({ vouched, superseded }: IdentifierReading, { neverVouched }: Check, placeholder: boolean): Identifier['status'] {
  if (superseded) return 'superseded';
  return vouched && !neverVouched && !placeholder ? 'verified' : 'unverified';
}
