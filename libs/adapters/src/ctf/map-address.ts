import type { Address, Telecom } from '@mash-gateway/contracts';
import { notice, type Report } from '../kit/issues.js';
import { fitList, fitText, kept, present } from '../kit/texts.js';
import { at, childrenOf, textAt, type XmlElement } from '../kit/xml-tree.js';
import { TELEPHONE_TYPE } from './codes.js';

/** Addresses in either form, BS 7666 or lines (CTF 21 §3.1.10), with the postcode wherever a dialect puts it. */
export function addresses(holder: XmlElement, location: string, report: Report): Address[] {
  const listed = childrenOf(holder, 'Address').map((element) => address(element, `${location}/Address`, report));
  return fitList(kept(listed), 30, `${location}/Address`, report);
}

/** Telephones and e-mail addresses. */
export function telecoms(holder: XmlElement, location: string, report: Report): Telecom[] {
  const phones = childrenOf(at(holder, 'Phones'), 'Phone').map((element, index) =>
    phone(element, `${location}/Phones/Phone[${index + 1}]`, report),
  );
  const emails = childrenOf(holder, 'Email').map((element) => email(element, `${location}/Email`, report));
  return fitList(kept([...phones, ...emails]), 30, `${location}/Phones`, report);
}

function address(element: XmlElement, location: string, report: Report): Address | undefined {
  const bs7666 = at(element, 'BS7666Address');
  const read = (max: number, name: string, ...holders: readonly (XmlElement | undefined)[]): string | undefined => {
    const holder = holders.find((candidate) => textAt(candidate, name) !== undefined);
    return fitText(textAt(holder, name), max, `${location}/${name}`, report);
  };
  const anywhere = [element, bs7666, at(element, 'AddressLines')];
  const zip = read(20, 'Zip', ...anywhere);
  const postcode = read(20, 'PostCode', ...anywhere) ?? read(20, 'Postcode', ...anywhere);
  const parts = present<Omit<Address, 'use'>>({
    lines: lines(at(element, 'AddressLines'), location, report, postcode === undefined ? undefined : zip),
    saon: read(200, 'SAON', bs7666),
    paon: read(200, 'PAON', bs7666),
    street: read(200, 'Street', bs7666),
    locality: read(200, 'Locality', bs7666),
    town: read(200, 'Town', bs7666),
    postTown: read(200, 'PostTown', bs7666),
    administrativeArea: read(200, 'AdministrativeArea', bs7666),
    county: read(200, 'County', ...anywhere),
    postcode: postcode ?? zip,
    country: read(100, 'Country', ...anywhere),
    uprn: read(20, 'UniquePropertyReferenceNumber', bs7666),
    easting: read(20, 'Easting', ...anywhere),
    northing: read(20, 'Northing', ...anywhere),
  });
  return Object.keys(parts).length === 0 ? undefined : { use: 'home', ...parts };
}

/** AddressLine1 to 5; a foreign postal code beside a British postcode becomes the last line rather than be lost. */
function lines(element: XmlElement | undefined, location: string, report: Report, zip: string | undefined): string[] {
  const written = [1, 2, 3, 4, 5].map((number) =>
    fitText(textAt(element, `AddressLine${number}`), 200, `${location}/AddressLines/AddressLine${number}`, report),
  );
  return kept([...written, zip]);
}

function phone(element: XmlElement, location: string, report: Report): Telecom | undefined {
  // Some writers put the number into Phone itself.
  const written = element.children.length === 0 ? element.text : textAt(element, 'PhoneNo');
  const value = fitText(written, 300, `${location}/PhoneNo`, report);
  if (value === undefined) return undefined;
  const type = textAt(element, 'TelephoneType');
  const entry = type === undefined ? undefined : TELEPHONE_TYPE.entries[type];
  if (type !== undefined && entry === undefined)
    report(notice('code.unknown', `${location}/TelephoneType`, 'Not a telephone type of this list'));
  const [kind, use] = (entry?.normalised ?? TELEPHONE_TYPE.otherwise).split('/') as [Telecom['kind'], NonNullable<Telecom['use']>];
  return { kind, value, use };
}

function email(element: XmlElement, location: string, report: Report): Telecom | undefined {
  const value = fitText(element.text, 300, location, report);
  return value === undefined ? undefined : { kind: 'email', value };
}
