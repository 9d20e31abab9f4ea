import type { Identifier, Organisation } from '@mash-gateway/contracts';
import { laEstab, schoolUrn, type IdentifierReading } from '../kit/identifiers.js';
import type { Report } from '../kit/issues.js';
import { fitText, kept, present } from '../kit/texts.js';
import { textAt, type XmlElement } from '../kit/xml-tree.js';

/** Establishment codes that mean the local authority itself and not one of its schools (file name rule, CTF 21 §2.4.3). */
const AUTHORITY_ESTAB = 'LLLL';

/** A school or authority from LEA, Estab, URN and SchoolName; undefined when none of them is there. */
export function school(element: XmlElement | undefined, location: string, report: Report): Organisation | undefined {
  const la = textAt(element, 'LEA');
  const estab = textAt(element, 'Estab');
  const name = fitText(textAt(element, 'SchoolName'), 300, `${location}/SchoolName`, report);
  const identifiers = kept([
    number(la, estab, { location, report }),
    schoolUrn(textAt(element, 'URN'), { location: `${location}/URN`, report }),
  ]);
  if (name === undefined && identifiers.length === 0) return undefined;
  const type = la !== undefined && (estab === undefined || estab === AUTHORITY_ESTAB) && name === undefined ? 'local-authority' : 'school';
  return present<Organisation>({ type: estab === AUTHORITY_ESTAB ? 'local-authority' : type, name, identifiers });
}

/** A local authority by its three-digit number. */
export function authority(la: string | undefined, location: string, report: Report): Organisation | undefined {
  const value = fitText(la, 100, location, report);
  return value === undefined ? undefined : { type: 'local-authority', identifiers: [laNumber(value)] };
}

/** The DfE number or URN that two statements about the same school share. */
export function schoolKey(organisation: Organisation | undefined): string | undefined {
  return organisation?.identifiers?.[0]?.value;
}

function number(la: string | undefined, estab: string | undefined, reading: IdentifierReading): Identifier | undefined {
  // Without an establishment it is the number of an authority; without an authority an establishment number means nothing.
  if (la !== undefined && estab === undefined) return laNumber(la.slice(0, 100));
  return laEstab(la, estab, reading);
}

function laNumber(value: string): Identifier {
  return { type: 'local', system: 'dfe-cbds/la', value, status: 'unverified' };
}
