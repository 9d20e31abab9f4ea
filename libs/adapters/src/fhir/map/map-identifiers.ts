import type { Coding, Identifier, Period } from '@mash-gateway/contracts';
import { nhsNumber, odsCode, plainIdentifier, upn } from '../../kit/identifiers.js';
import { notice } from '../../kit/issues.js';
import { fitList, fitText, kept, present } from '../../kit/texts.js';
import type { Element } from '../read/element.js';
import type { Mapping } from './mapping.js';
import { codings, oneCoding, systemOf } from './map-codings.js';
import { hasEnded, period } from './map-periods.js';
import { EXTENSIONS, NHS_NUMBER_SYSTEMS, ODS_SYSTEMS, UPN_SYSTEMS } from '../codes/systems.js';

/** The only verification code that vouches for a number: present and verified, as UK Core codes it and as it did before (BaRS). */
const VERIFIED: ReadonlySet<string> = new Set(['01', 'number-present-and-verified']);

/** All identifiers of a person, organisation or resource. */
export function identifiers(elements: readonly Element[], max: number, mapping: Mapping): Identifier[] {
  const made = kept(elements.map((element) => identifier(element, mapping)));
  return fitList(made, max, elements[0]?.path ?? '/', mapping.report);
}

/** One Identifier. A value that has ended or is marked old is superseded; bad check digits are kept and flagged. */
export function identifier(element: Element | undefined, mapping: Mapping): Identifier | undefined {
  if (!element) return undefined;
  const system = element.text('system');
  const verification = verificationOf(element, mapping);
  const inUse = period(element.one('period'), mapping);
  // The period of an organisation code is that of the registration with it; the code lives on.
  const isCode = ODS_SYSTEMS.has(oneCase(system));
  const ended = hasEnded(inUse, mapping.now);
  if (isCode && ended) mapping.report(notice('value.ended', element.at('period.end'), 'The value has ended and is kept with its end'));
  const superseded = element.text('use') === 'old' || (ended && !isCode);
  const reading = { location: element.at('value'), report: mapping.report, superseded, vouched: vouched(verification) };
  const further = furtherOf(element, { system, verification, inUse }, mapping);
  const value = element.text('value');
  if (NHS_NUMBER_SYSTEMS.has(oneCase(system))) return nhsNumber(value, reading, further);
  if (isCode) return odsCode(value, reading, further);
  if (UPN_SYSTEMS.has(system ?? '')) return upn(value, reading, further);
  return plainIdentifier('local', value, reading, further);
}

/** BaRS senders write `https://fhir.nhs.uk/id/…` for `https://fhir.nhs.uk/Id/…`. */
function oneCase(system: string | undefined): string {
  return system?.replace('https://fhir.nhs.uk/id/', 'https://fhir.nhs.uk/Id/') ?? '';
}

function verificationOf(element: Element, mapping: Mapping): Coding[] {
  return codings(element.extension(...EXTENSIONS.verification)?.one('valueCodeableConcept'), mapping);
}

function vouched(verification: readonly Coding[]): boolean {
  return verification.length > 0 && verification.every(({ code }) => VERIFIED.has(code ?? ''));
}

interface Stated {
  readonly system: string | undefined;
  readonly verification: Coding[];
  readonly inUse: Period | undefined;
}

function furtherOf(
  element: Element,
  stated: Stated,
  mapping: Mapping,
): Partial<Pick<Identifier, 'system' | 'period' | 'verification' | 'assigner'>> {
  const type = oneCoding(element.one('type'), mapping);
  return present<Partial<Identifier>>({
    system: systemOf(stated.system, element.at('system'), mapping),
    verification: stated.verification.length > 0 ? stated.verification.slice(0, 5) : typeOnly(type),
    period: stated.inUse,
    assigner: assigner(element, mapping),
  });
}

/** A local number's kind (v2-0203, such as `MR`) has no field of its own: it stands with the codes of the identifier. */
function typeOnly(type: Coding | undefined): Coding[] | undefined {
  return type ? [type] : undefined;
}

function assigner(element: Element, mapping: Mapping): string | undefined {
  const reference = element.one('assigner');
  const display = fitText(reference?.text('display'), 200, element.at('assigner'), mapping.report);
  const code = reference?.one('identifier');
  code?.pass('system');
  const value = fitText(code?.text('value'), 200, element.at('assigner'), mapping.report);
  return display ?? value;
}
