import type { Identifier } from '@mash-gateway/contracts';
import { cro, nhsNumber, plainIdentifier, pncId, uln, upn, type IdentifierReading } from '../kit/identifiers.js';
import { warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import { periodOf } from './map-address.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

const TYPES = ['nhs-number', 'upn', 'former-upn', 'uln', 'pnc-id', 'cro', 'asn', 'police-nominal', 'local', 'other'] as const;
type Further = Pick<Partial<Identifier>, 'system' | 'period'>;

/** POLE DS_073: 20 or 21 letters and digits; year, force and unit, system and serial with its check letter. */
const ASN = /^\d{4}[0-9A-Z]{15,16}[A-Z]$/u;

/**
 * An identifier of a person. A copied number is no proof, so only one that the force says it traced at its register counts
 * as vouched for; a police system's own nominal number is its own to vouch for, but matches nowhere else.
 */
export function identifierOf(part: Part, scope: Scope): Identifier | undefined {
  const type = scope.choice(part, 'type', TYPES) ?? 'other';
  const vouched = scope.truth(part.attribute('traced'), `${part.path}/@traced`, false) ?? false;
  const further = present<Further>({ system: scope.system(part, 'system'), period: periodOf(part, scope) });
  if (scope.lacks(part, `/identifiers/${type}`)) return undefined;
  const ended = further.period?.end !== undefined && further.period.end.slice(0, 10) < scope.now.toISOString().slice(0, 10);
  const reading = { location: part.path, report: scope.report, vouched, superseded: ended || type === 'former-upn' };
  return build(type, part.text(), reading, further);
}

function build(type: (typeof TYPES)[number], value: string, reading: IdentifierReading, further: Further): Identifier | undefined {
  switch (type) {
    case 'nhs-number':
      return nhsNumber(value, reading, further);
    case 'upn':
    case 'former-upn':
      return upn(value, reading, further);
    case 'uln':
      return withFurther(uln(value, reading), further);
    case 'pnc-id':
      return pncId(value, reading, further);
    case 'cro':
      return cro(value, reading, further);
    case 'asn':
      return asn(value, reading, further);
    default:
      return plainIdentifier(type, value, reading, further);
  }
}

function asn(value: string, reading: IdentifierReading, further: Further): Identifier | undefined {
  const made = plainIdentifier('asn', value, reading, further);
  if (made === undefined || ASN.test(made.value.replaceAll('/', ''))) return made;
  reading.report(
    warning('identifier.check-digit', reading.location, 'An ASN has 20 or 21 letters and digits and ends in its check letter'),
  );
  return Object.assign(made, { status: 'failed-check-digit' as const });
}

function withFurther(identifier: Identifier | undefined, further: Further): Identifier | undefined {
  return identifier && Object.assign(identifier, further);
}
