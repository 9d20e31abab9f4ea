import type { Address, Identifier, PersonName, Telecom } from '@mash-gateway/contracts';
import { DIGIT_GENDER } from '../../code-systems/gender.js';
import { POLICE_ETHNICITY } from '../../code-systems/ethnicity.js';
import { cro, pncId } from '../../kit/identifiers.js';
import { kept, present } from '../../kit/texts.js';
import { SPI_OBSERVED_ETHNICITY } from '../codes/codes-libra.js';
import type { ElementPart } from '../read/element-part.js';
import type { Demographics } from '../read/facts.js';
import { born, coded, words, type Reading } from '../read/values.js';

/** A person of an SPI message: details of its own, and what stands beside them (address, ethnicity). */
export function personOf(details: ElementPart | undefined, beside: ElementPart, reading: Reading): Demographics {
  const ethnicity = beside.one('PersonEthnicity');
  return present<Demographics>({
    names: kept([nameOf(details?.one('PersonName'), 'official', reading)]),
    birthDate: born(details, 'Birthdate', reading),
    gender: coded(details, 'Gender', DIGIT_GENDER, reading),
    addresses: kept([addressOf(beside.one('Address'), reading)]),
    telecoms: telecomsOf(details, reading),
    ethnicity: coded(ethnicity, 'SelfDefinedEthnicity', POLICE_ETHNICITY, reading),
    observedEthnicity: coded(ethnicity, 'ObservedEthnicity', SPI_OBSERVED_ETHNICITY, reading),
  });
}

/** A name with up to three given names. */
export function nameOf(part: ElementPart | undefined, use: PersonName['use'], reading: Reading): PersonName | undefined {
  if (part === undefined) return undefined;
  const given = ['PersonGivenName1', 'PersonGivenName2', 'PersonGivenName3'].map((name) => words(part, name, 150, reading));
  const name = present<PersonName>({
    use,
    prefix: kept([words(part, 'PersonTitle', 50, reading)]),
    given: kept(given),
    family: words(part, 'PersonFamilyName', 150, reading),
    suffix: kept([words(part, 'PersonSuffix', 50, reading)]),
  });
  return name.given || name.family ? name : undefined;
}

/** Lines (SimpleAddress), or parts of BS 7666, with or without a ComplexAddress around them. */
export function addressOf(part: ElementPart | undefined, reading: Reading): Address | undefined {
  if (part === undefined) return undefined;
  const simple = part.one('SimpleAddress');
  const parts = part.one('ComplexAddress') ?? part;
  const text = (name: string, max = 200): string | undefined => words(parts, name, max, reading);
  parts.passOver('UniqueStreetReferenceNumber');
  const lines = [1, 2, 3, 4, 5].map((line) => words(simple, `AddressLine${line}`, 200, reading));
  const address = present<Omit<Address, 'use'>>({
    lines: kept(lines),
    saon: text('SAON'),
    paon: text('PAON'),
    street: text('StreetDescription'),
    locality: text('Locality'),
    town: text('Town'),
    postTown: text('PostTown'),
    administrativeArea: text('AdministrativeArea'),
    postcode: text('PostCode', 20),
    uprn: text('UniquePropertyReferenceNumber', 20),
  });
  return Object.keys(address).length === 0 ? undefined : { use: 'home', ...address };
}

/** Telephones and electronic mail. */
export function telecomsOf(part: ElementPart | undefined, reading: Reading): Telecom[] {
  const telephones = part?.one('TelephoneDetails');
  const mail = part?.one('EmailDetails');
  const telecom = (from: ElementPart | undefined, name: string, like: Omit<Telecom, 'value'>): Telecom | undefined => {
    const value = words(from, name, 300, reading);
    return value === undefined ? undefined : { ...like, value };
  };
  return kept([
    telecom(telephones, 'TelephoneNumberHome', { kind: 'phone', use: 'home' }),
    telecom(telephones, 'TelephoneNumberBusiness', { kind: 'phone', use: 'work' }),
    telecom(telephones, 'TelephoneNumberMobile', { kind: 'mobile', use: 'mobile' }),
    telecom(part, 'FAXnumber', { kind: 'fax' }),
    telecom(mail, 'EmailAddress1', { kind: 'email' }),
    telecom(mail, 'EmailAddress2', { kind: 'email' }),
  ]);
}

/** PNC id and CRO number, wherever the version of the interface has them. */
export function policeNumbers(parts: readonly (ElementPart | undefined)[], { report }: Reading): Identifier[] {
  return kept(
    parts.flatMap((part) => [
      pncId(part?.text('PNCidentifier'), { location: part?.place('PNCidentifier') ?? '/', report }),
      cro(part?.text('CROnumber'), { location: part?.place('CROnumber') ?? '/', report }),
    ]),
  );
}
