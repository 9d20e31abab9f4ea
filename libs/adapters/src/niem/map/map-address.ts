import type { Address, Place } from '@mash-gateway/contracts';
import { present } from '../../kit/texts.js';
import type { Node } from '../read/node.js';
import type { Facts } from './facts.js';

/**
 * An address of a Location: LocationAddress with StructuredAddress or AddressFullText (NIEM 2.x), Address with the parts
 * directly (3.x and 4.x) or with names of its own (5.0 and later).
 */
export function addressOf(facts: Facts, use: Address['use']): Address | undefined {
  const { reading } = facts;
  const outer = facts.first('LocationAddress', 'Address', 'PhysicalAddress', 'ContactMailingAddress') ?? facts.holders.find(isAddress);
  if (outer === undefined) return undefined;
  const inner = outer.one('StructuredAddress') ?? outer;
  const street = inner.one('LocationStreet', 'AddressStreet');
  const piece = (max: number, ...names: readonly string[]): string | undefined => reading.text(inner.one(...names), max);
  const of = (name: string): string | undefined => reading.text(street?.one(name), 200);
  const full = of('StreetFullText');
  const category = of('StreetCategoryText');
  const name = joined([
    of('StreetPredirectionalText'),
    of('StreetName'),
    full === undefined ? category : undefined,
    of('StreetPostdirectionalText'),
  ]);
  const address = present<Address>({
    use,
    lines: [full, of('StreetExtensionText'), piece(200, 'AddressDeliveryPointText')].filter((line) => line !== undefined),
    saon: piece(200, 'AddressSecondaryUnitText'),
    paon: of('StreetNumberText'),
    street: name,
    town: piece(200, 'LocationCityName', 'AddressCityName'),
    administrativeArea: piece(200, 'LocationStateName', 'AddressStateName', 'LocationStateUSPostalServiceCode', 'LocationStateCode'),
    county: piece(200, 'LocationCountyName', 'AddressCountyName'),
    postcode: piece(20, 'LocationPostalCode', 'AddressPostalCode'),
    country: piece(
      100,
      'LocationCountryName',
      'AddressCountryName',
      'LocationCountryISO3166Alpha2Code',
      'LocationCountryISO3166Alpha3Code',
    ),
    text: piece(1000, 'AddressFullText') ?? (inner === outer ? undefined : reading.text(outer.one('AddressFullText'), 1000)),
    confidential: facts.holders.some(isGuarded) || isGuarded(outer) || isGuarded(inner) || undefined,
  });
  return Object.keys(address).length > (address.confidential ? 2 : 1) ? address : undefined;
}

/** Where something happened: its address, and what the place is called. */
export function placeOf(facts: Facts): Place | undefined {
  const address = addressOf(facts, 'incident');
  const words = [facts.text(200, 'LocationName', 'LocationCommonName'), facts.text(500, 'LocationDescriptionText')];
  const description = joined(words)?.slice(0, 500);
  return address === undefined && description === undefined ? undefined : present<Place>({ description, address });
}

/**
 * NIEM has no one element that says an address must not be told; domains have indicators of many names for it. One that
 * stands with the address and is not false guards it (when in doubt, withhold).
 */
export function isGuarded(node: Node): boolean {
  return node.children.some((child) => {
    if (child.vocabulary === undefined || !GUARD.test(child.name)) return false;
    const text = child.met().text;
    return text !== 'false' && text !== '0';
  });
}

const GUARD = /(?:Confidential|Protected|Privacy|Undisclosed|Unlisted|Nondisclosure)[A-Za-z]*Indicator$/u;

function isAddress(node: Node): boolean {
  return node.name === 'Address' || node.has('AddressFullText') || node.has('LocationStreet') || node.has('LocationCityName');
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const text = parts.filter((part) => part !== undefined).join(' ');
  return text === '' ? undefined : text.slice(0, 200);
}
