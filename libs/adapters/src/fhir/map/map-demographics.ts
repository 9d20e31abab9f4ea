import type { Coding, DatedValue, Death, InvolvedPerson, Language } from '@mash-gateway/contracts';
import { birthDate, momentOf } from '../../kit/dates.js';
import { warning } from '../../kit/issues.js';
import { fitList, fitText, kept, present } from '../../kit/texts.js';
import { BIRTH_SEX, ETHNIC_CATEGORY, GENDER } from '../codes/codes-people.js';
import type { Element } from '../read/element.js';
import { addresses } from './map-addresses.js';
import { allCodings, coding, codings, oneCoding, plainCode } from './map-codings.js';
import { identifiers } from './map-identifiers.js';
import { languages } from './map-languages.js';
import { names } from './map-names.js';
import { reading } from './map-periods.js';
import { telecoms } from './map-telecoms.js';
import type { Mapping } from './mapping.js';
import { EXTENSIONS } from '../codes/systems.js';

/** What a Patient and a RelatedPerson have in common (contract: Demographics). */
export type Demographics = Partial<
  Pick<
    InvolvedPerson,
    | 'names'
    | 'birthDate'
    | 'death'
    | 'sex'
    | 'gender'
    | 'identifiers'
    | 'addresses'
    | 'telecoms'
    | 'ethnicity'
    | 'languages'
    | 'communicationNeeds'
    | 'disabilities'
    | 'religion'
    | 'nationality'
  >
>;

/** Names, identifiers, dates and the rest of who somebody is. */
export function demographics(person: Element, mapping: Mapping): Demographics {
  return present<Demographics>({
    names: names(person.many('name'), mapping),
    birthDate: bornOn(person, mapping),
    death: death(person, mapping),
    sex: birthSex(person, mapping),
    gender: gender(person, mapping),
    identifiers: identifiers(person.many('identifier'), 30, mapping),
    addresses: addresses(person.many('address'), mapping),
    telecoms: telecoms(person.many('telecom'), 30, mapping),
    ethnicity: ethnicity(person, mapping),
    languages: fitList<Language>(languages(person, mapping), 10, person.at('communication'), mapping.report),
    communicationNeeds: communicationNeeds(person, mapping),
    religion: oneCoding(person.extension(...EXTENSIONS.religion)?.one('valueCodeableConcept'), mapping),
    nationality: nationality(person, mapping),
  });
}

/** The date of birth as written, with the birth time where the source gives one. */
function bornOn(person: Element, mapping: Mapping): DatedValue | undefined {
  const location = person.at('birthDate');
  const date = birthDate(person.text('birthDate'), reading(location, mapping));
  const companion = person.companion('birthDate');
  const stated = companion?.extension(...EXTENSIONS.birthTime) ?? person.extension(...EXTENSIONS.birthTime);
  const time = momentOf(stated?.text('valueDateTime'), reading(stated?.path ?? location, mapping));
  return date && time !== undefined ? { ...date, time } : date;
}

/** Whether and when the person died; UK Core says how sure the source is (informal, formal, removed). */
function death(person: Element, mapping: Mapping): Death | undefined {
  const stated = person.extension(...EXTENSIONS.deathNotification);
  const notification = oneCoding(stated?.extension('deathNotificationStatus')?.one('valueCodeableConcept'), mapping);
  const at = momentOf(person.text('deceasedDateTime'), reading(person.at('deceasedDateTime'), mapping));
  const flag = person.flag('deceasedBoolean');
  if (at === undefined && flag === undefined && notification === undefined) return undefined;
  const effective = stated?.extension('systemEffectiveDate');
  const since = momentOf(effective?.text('valueDateTime'), reading(effective?.path ?? person.path, mapping));
  const deceased = at !== undefined || flag === true || isDeath(notification?.code) ? 'yes' : 'no';
  return present<Death>({ deceased, at: at ?? (deceased === 'yes' ? since : undefined), notification });
}

/** UKCore-DeathNotificationStatus: 1 informal and 2 formal say that the person died, U that this was withdrawn. */
function isDeath(code: string | undefined): boolean {
  return code === '1' || code === '2';
}

/** AdministrativeGender, never birth sex. */
export function gender(person: Element, mapping: Mapping): Demographics['gender'] {
  const original = plainCode(person, 'gender', 'http://hl7.org/fhir/administrative-gender', mapping);
  if (original?.code === undefined) return undefined;
  const normalised = GENDER[original.code];
  if (normalised === undefined) mapping.report(warning('code.unknown', person.at('gender'), 'Not an AdministrativeGender'));
  return { normalised: normalised ?? 'other', original: [original] };
}

function birthSex(person: Element, mapping: Mapping): Demographics['sex'] {
  const stated = person.extension(...EXTENSIONS.birthSex);
  if (!stated) return undefined;
  const coded = codings(stated.one('valueCodeableConcept'), mapping);
  const plain = fitText(stated.text('valueCode'), 120, stated.path, mapping.report);
  const original = coded.length > 0 ? coded : kept([plain === undefined ? undefined : { code: plain }]);
  const normalised = original.map(({ code }) => BIRTH_SEX[code ?? '']).find((word) => word !== undefined);
  if (normalised === undefined) mapping.report(warning('code.unknown', stated.path, 'Not a birth sex this adapter knows'));
  return original.length > 0 ? { normalised: normalised ?? 'unknown', original } : undefined;
}

function ethnicity(person: Element, mapping: Mapping): Demographics['ethnicity'] {
  const stated = person.extensions(...EXTENSIONS.ethnicity);
  const parts = stated.flatMap((item) => item.many('extension'));
  const [first] = stated;
  if (!first) return undefined;
  for (const part of parts) part.pass('url');
  const original: Coding[] = [
    ...allCodings(
      stated.flatMap((item) => item.one('valueCodeableConcept') ?? []),
      mapping,
    ),
    ...kept(parts.map((part) => coding(part.one('valueCoding'), mapping))),
    ...kept(parts.map((part) => fitText(part.text('valueString'), 2000, part.path, mapping.report))).map((text) => ({ text })),
  ].slice(0, 20);
  const normalised = original.map(({ code }) => ETHNIC_CATEGORY[code ?? '']).find((word) => word !== undefined);
  if (normalised === undefined) mapping.report(warning('code.unknown', first.path, 'Not an ethnic category of the NHS list'));
  return original.length > 0 ? { normalised: normalised ?? 'other', original } : undefined;
}

function communicationNeeds(person: Element, mapping: Mapping): Demographics['communicationNeeds'] {
  const stated = person.extensions(...EXTENSIONS.adaptation, ...EXTENSIONS.disability);
  return allCodings(
    stated.flatMap((item) => item.one('valueCodeableConcept') ?? []),
    mapping,
  ).slice(0, 20);
}

function nationality(person: Element, mapping: Mapping): Demographics['nationality'] {
  const stated = person.extension(...EXTENSIONS.nationality);
  return oneCoding(stated?.extension('code')?.one('valueCodeableConcept'), mapping);
}
