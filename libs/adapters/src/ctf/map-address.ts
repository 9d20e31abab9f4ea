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
  const addressLines = at(element, 'AddressLines');
  const fitted = (max: number, name: string, written: string | undefined): string | undefined =>
    written === undefined ? undefined : fitText(written, max, `${location}/${name}`, report);
  const read = (max: number, name: string): string | undefined => fitted(max, name, textAt(bs7666, name));
  const anywhere = (max: number, name: string): string | undefined =>
    fitted(max, name, textAt(element, name) ?? textAt(bs7666, name) ?? textAt(addressLines, name));
  const zip = anywhere(20, 'Zip');
  const postcode = anywhere(20, 'PostCode') ?? anywhere(20, 'Postcode');
  const parts = present<Omit<Address, 'use'>>({
    lines: lines(addressLines, location, report, postcode === undefined ? undefined : zip),
    saon: read(200, 'SAON'),
    paon: read(200, 'PAON'),
    street: read(200, 'Street'),
    locality: read(200, 'Locality'),
    town: read(200, 'Town'),
    postTown: read(200, 'PostTown'),
    administrativeArea: read(200, 'AdministrativeArea'),
    county: anywhere(200, 'County'),
    postcode: postcode ?? zip,
    country: anywhere(100, 'Country'),
    uprn: read(20, 'UniquePropertyReferenceNumber'),
    easting: anywhere(20, 'Easting'),
    northing: anywhere(20, 'Northing'),
  });
  return Object.keys(parts).length === 0 ? undefined : { use: 'home', ...parts };
}

/** AddressLine1 to 5; a foreign postal code beside a British postcode becomes the last line rather than be lost. */
function lines(element: XmlElement | undefined, location: string, report: Report, zip: string | undefined): string[] {
  if (element === undefined) return kept([zip]);
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
