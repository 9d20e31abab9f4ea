import type { Address, PersonName, Telecom } from '@mash-gateway/contracts';
import { notice } from '../../kit/issues.js';
import { fitList, kept, present } from '../../kit/texts.js';
import { ADDRESS_TYPE, EMAIL_TYPE, NAME_TYPE, PHONE_TYPE } from '../codes/people.js';
import type { Part } from '../read/part.js';

/** Names of a PersonalInformation: the main one is the legal name whatever its type (Name/FamilyName), preferred parts beside it. */
export function names(person: Part): PersonName[] {
  const main = person.at('Name');
  const others = person.at('OtherNames').all('Name');
  return fitList(
    kept([...namesOf(main, mainUse(main)), ...others.flatMap((name) => namesOf(name, useOf(name)))]),
    30,
    person.location,
    person.report,
  );
}

/** A birth name that is the only main name is the name on record: it is no use of its own beside another. */
function mainUse(name: Part): PersonName['use'] {
  const use = useOf(name);
  return use === 'unknown' ? 'official' : use;
}

function useOf(name: Part): PersonName['use'] {
  const type = name.codingOfAttribute('Type', NAME_TYPE);
  return type === undefined ? 'unknown' : (NAME_TYPE.entries[type.code]?.normalised ?? NAME_TYPE.otherwise);
}

function namesOf(name: Part, use: PersonName['use']): (PersonName | undefined)[] {
  const title = name.at('Title').text(50);
  const suffix = name.at('Suffix').text(50);
  const given = name.at('GivenName').text(150);
  const stated = present<PersonName>({
    use,
    family: name.at('FamilyName').text(150),
    given: kept([given, ...(name.at('MiddleNames').text(150)?.split(/\s+/u).slice(0, 14) ?? [])]),
    prefix: kept([title]),
    suffix: kept([suffix]),
    text: name.at('FullName').text(300),
  });
  const preferredGiven = name.at('PreferredGivenName').text(150);
  const preferred = present<PersonName>({
    use: 'preferred',
    family: name.at('PreferredFamilyName').text(150),
    given: kept([preferredGiven]),
    text: undefined,
  });
  return [stated, preferred].map((made) => (Object.keys(made).length > 1 ? made : undefined));
}

/** Current and other addresses. */
export function addresses(person: Part): Address[] {
  const listed = [...person.all('Address').slice(0, 1), ...person.at('OtherAddressList').all('Address')];
  return fitList(kept(listed.map(address)), 30, person.location, person.report);
}

/** Preferred and other e-mail addresses and telephone numbers. */
export function telecoms(person: Part): Telecom[] {
  const emails = [...person.all('Email').slice(0, 1), ...person.at('OtherEmailList').all('Email')];
  const phones = [...person.all('PhoneNumber').slice(0, 1), ...person.at('OtherPhoneNumberList').all('PhoneNumber')];
  return fitList(kept([...phones.map(phone), ...emails.map(email)]), 30, person.location, person.report);
}

function address(part: Part): Address | undefined {
  const type = part.codingOfAttribute('Type', ADDRESS_TYPE);
  const grid = part.at('GridLocation');
  const period = present<NonNullable<Address['period']>>({ start: part.at('StartDate').day(), end: part.at('EndDate').day() });
  const stated = present<Omit<Address, 'use'>>({
    saon: objectName(part.at('SAON')),
    paon: objectName(part.at('PAON')),
    street: part.at('Street').text(200),
    locality: part.at('Locality').text(200),
    town: part.at('Town').text(200),
    postTown: part.at('PostTown').text(200),
    administrativeArea: part.at('AdministrativeArea').text(200),
    county: part.at('County').text(200),
    postcode: part.at('PostCode').text(20),
    country: part.at('Country').text(100),
    uprn: part.at('UniquePropertyReferenceNumber').text(20),
    easting: grid.at('PropertyEasting').text(20) ?? grid.at('Easting').text(20),
    northing: grid.at('PropertyNorthing').text(20) ?? grid.at('Northing').text(20),
    period: Object.keys(period).length > 0 ? period : undefined,
  });
  if (Object.keys(stated).length === 0) return undefined;
  return { use: isDeleted(part) ? 'former' : ((type && ADDRESS_TYPE.entries[type.code]?.normalised) ?? ADDRESS_TYPE.otherwise), ...stated };
}

/** `17A-19` or a name, or both (AddressableObjectName, BS 7666). */
function objectName(part: Part): string | undefined {
  const written = (name: string): string => part.at(name).text(60) ?? '';
  const start = written('StartNumber') + written('StartNumberSuffix');
  const end = written('EndNumber') + written('EndNumberSuffix');
  const numbers = [start, end].filter((number) => number !== '').join('-');
  const whole = [written('Description'), numbers].filter((piece) => piece !== '').join(', ');
  // Some writers put the number straight into the element.
  return whole === '' ? part.text(200) : whole;
}

function phone(part: Part): Telecom | undefined {
  const number = part.at('Number').text(250) ?? (part.element?.children.length === 0 ? part.text(250) : undefined);
  if (number === undefined) return undefined;
  const type = part.codingOfAttribute('Type', PHONE_TYPE);
  const stated = (type && PHONE_TYPE.entries[type.code]?.normalised) ?? PHONE_TYPE.otherwise;
  const [kind, use] = stated.split('/') as [Telecom['kind'], NonNullable<Telecom['use']>];
  const extension = part.at('Extension').text(40);
  return present<Telecom>({
    kind,
    value: extension === undefined ? number : `${number} x${extension}`,
    use: isDeleted(part) ? 'former' : use,
    original: kept([type]),
    // A number that is not listed is not for the public.
    confidential: part.at('ListedStatus').raw() === 'Unlisted' ? true : undefined,
  });
}

function email(part: Part): Telecom | undefined {
  const value = part.text(300);
  const type = part.codingOfAttribute('Type', EMAIL_TYPE);
  if (value === undefined) return undefined;
  return present<Telecom>({
    kind: 'email',
    value,
    use: isDeleted(part) ? 'former' : ((type && EMAIL_TYPE.entries[type.code]?.normalised) ?? EMAIL_TYPE.otherwise),
    original: kept([type]),
  });
}

/** In a Change event an item of a list can be there to say that it is gone (SIF_ActionList). */
function isDeleted(part: Part): boolean {
  if (part.attribute('SIF_Action') !== 'Delete') return false;
  part.report(notice('value.ended', part.location, 'Deleted from the list by this event; kept as former'));
  return true;
}
