import type { CareStatus, Child, Coding, DatedValue, Identifier, Telecom } from '@mash-gateway/contracts';
import { datedValue } from '../../kit/dates.js';
import { notice, warning } from '../../kit/issues.js';
import { fitText, present } from '../../kit/texts.js';
import { statesExpectedDate } from '../choose/births.js';
import type { Element } from '../read/element.js';
import { address } from './map-addresses.js';
import { careStatuses } from './map-care-plan.js';
import { allCodings, codings } from './map-codings.js';
import { demographics } from './map-demographics.js';
import { named } from './map-named.js';
import { organisation } from './map-organisations.js';
import { isOneself } from './map-persons.js';
import { telecoms } from './map-telecoms.js';
import { reading } from './map-periods.js';
import type { Mapping } from './mapping.js';
import type { Entry } from '../choose/entries.js';
import type { Person, Standing } from '../choose/people.js';
import { statedAge } from '../choose/stated-age.js';
import { supersededIdentifiers } from '../choose/superseded.js';
import { EXTENSIONS } from '../codes/systems.js';

/** The child of a record, from its Patient resource or from the reference that names it. */
export function child(
  person: Person,
  standing: Exclude<Standing, 'stillborn'>,
  mapping: Mapping,
  further: FurtherStatuses = () => [],
): Child {
  const { patient, reference, own } = person;
  const reader = standing === 'unborn' ? expecting(mapping) : mapping;
  const made = patient ? fromPatient(patient, person, reader) : referred(reference, mapping);
  const expected = standing === 'unborn' ? expectedDate(person, mapping) : undefined;
  const { birthDate, ...rest } = made;
  const state = stateOf(standing, made);
  const age = birthDate === undefined && standing !== 'unborn' ? statedAge(own) : undefined;
  sayWhatIsMissing({ ...made, state, age }, person, mapping);
  return present<Child>({
    ...rest,
    state,
    birthDate: standing === 'unborn' ? undefined : birthDate,
    age,
    expectedBirthDate: expected,
    careStatuses: [...careStatuses(own, mapping), ...further(own, mapping)].slice(0, 30),
  });
}

/** Care statuses that the rules of a release find beyond plans. */
type FurtherStatuses = (own: Person['own'], mapping: Mapping) => readonly CareStatus[];

/** For an unborn child a date of birth still to come is what it should be. */
function expecting(mapping: Mapping): Mapping {
  const report: Mapping['report'] = (issue) => {
    if (issue.code !== 'date.implausible') mapping.report(issue);
  };
  return { ...mapping, report };
}

function referred(reference: Element | undefined, mapping: Mapping): Partial<Child> {
  if (!reference) return {};
  if (reference.value['reference'] !== undefined)
    mapping.report(warning('format.reference', reference.at('reference'), 'The child is named only by a reference that leads outside'));
  return named(reference, mapping);
}

function stateOf(standing: Exclude<Standing, 'stillborn'>, made: Partial<Child>): Child['state'] {
  if (standing === 'adult' || standing === 'unborn') return standing;
  return made.death?.deceased === 'yes' ? 'deceased' : 'born';
}

function fromPatient(patient: Element, { own }: Person, mapping: Mapping): Partial<Child> {
  const known = demographics(patient, mapping);
  const entry = own.find(({ resource }) => resource === patient);
  const order = patient.whole('multipleBirthInteger');
  const several = patient.flag('multipleBirthBoolean');
  patient.pass('id', 'active', 'text', 'link', 'language', 'implicitRules');
  return present<Partial<Child>>({
    ...known,
    identifiers: [...believed(known.identifiers ?? [], entry, mapping), ...supersededIdentifiers(patient, entry, mapping)].slice(0, 30),
    telecoms: [...(known.telecoms ?? []), ...ownTelecoms(patient, mapping)].slice(0, 30),
    birthOrder: order !== undefined && order >= 1 && order <= 20 ? order : undefined,
    multipleBirth: several ?? (order !== undefined && order > 1 ? true : undefined),
    birthPlace: address(patient.extension(...EXTENSIONS.birthPlace)?.one('valueAddress'), mapping),
    generalPractice: organisation(practice(patient, mapping), 'gp-practice', mapping),
    pharmacy: organisation(patient.extension(...EXTENSIONS.pharmacy)?.one('valueReference'), 'pharmacy', mapping),
    residentialStatus: coded(patient, EXTENSIONS.residentialStatus, mapping),
    contactPreferences: preferences(patient, mapping),
    identifierUnavailable: coded(patient, EXTENSIONS.numberUnavailable, mapping),
  });
}

/**
 * A search that is not sure says who might be meant, not who is: the numbers of a candidate are somebody's, and whoever
 * was asked for must not be matched by them.
 */
function believed(stated: readonly Identifier[], entry: Entry | undefined, mapping: Mapping): Identifier[] {
  if (entry?.candidate !== true) return [...stated];
  const location = `Bundle.entry[${entry.index}].search.score`;
  mapping.report(warning('format.ambiguous-child', location, 'Found by a search that is not sure: perhaps not who was asked for'));
  return unverified(stated);
}

/** Numbers that nobody may be matched by. */
export function unverified(stated: readonly Identifier[]): Identifier[] {
  return stated.map((identifier) => ({ ...identifier, status: identifier.status === 'verified' ? 'unverified' : identifier.status }));
}

/** BaRS: the patient's own telephone stands with a contact that is the patient. */
function ownTelecoms(patient: Element, mapping: Mapping): Telecom[] {
  return patient
    .many('contact')
    .filter(isOneself)
    .flatMap((contact) => {
      contact.pass('relationship', 'extension');
      return telecoms(contact.many('telecom'), 30, mapping);
    });
}

/** The first general practitioner that is an organisation; a person is a professional around the child. */
function practice(patient: Element, mapping: Mapping): Element | undefined {
  return patient.many('generalPractitioner').find((reference) => {
    const type = mapping.resolve(reference)?.resourceType;
    const declared = reference.value['type'];
    return type === undefined ? declared !== 'Practitioner' && declared !== 'PractitionerRole' : type === 'Organization';
  });
}

function coded(patient: Element, urls: readonly string[], mapping: Mapping): Coding[] {
  return patient
    .extensions(...urls)
    .flatMap((item) => {
      const nested = item.many('extension').flatMap((part) => codings(part.one('valueCodeableConcept'), mapping));
      return [...codings(item.one('valueCodeableConcept'), mapping), ...nested];
    })
    .slice(0, 10);
}

/** UKCore ContactPreference: method, written format and times, each named by its part of the extension. */
function preferences(patient: Element, mapping: Mapping): Coding[] {
  const parts = patient.extensions(...EXTENSIONS.contactPreference).flatMap((item) => item.many('extension'));
  const found = parts.flatMap((part) => {
    part.pass('url');
    const text = fitText(part.text('valueString'), 2000, part.path, mapping.report);
    return [...allCodings(part.many('valueCodeableConcept'), mapping), ...(text === undefined ? [] : [{ text }])];
  });
  return found.slice(0, 10);
}

/** The expected date of delivery: a date of birth still to come, or an observation of it. */
function expectedDate({ patient, own }: Person, mapping: Mapping): DatedValue | undefined {
  const born = datedValue(patient?.text('birthDate'), reading(patient?.at('birthDate') ?? '/', mapping));
  if (born) return born;
  for (const { resource } of own) {
    if (!resource || !statesExpectedDate(resource)) continue;
    const value = resource.choice('value');
    const date = datedValue(value?.text, reading(value?.path ?? resource.path, mapping));
    if (date) return date;
  }
  return undefined;
}

function sayWhatIsMissing(
  made: { readonly [K in keyof Child]?: Child[K] | undefined },
  { patient, reference }: Person,
  mapping: Mapping,
): void {
  const path = patient?.path ?? reference?.path ?? '/';
  if (made.state === 'adult')
    mapping.report(notice('child.adult', path, 'Eighteen or older on the day of receipt: kept, and never made a child concern'));
  if (made.state === 'unborn') return;
  if (made.names === undefined) mapping.report(warning('child.missing-name', path, 'No name'));
  if (made.birthDate !== undefined) return;
  const known = made.age ? 'No date of birth; the age is as stated' : 'No date of birth, so the age is unknown';
  mapping.report(warning('child.missing-birth-date', path, known));
}
