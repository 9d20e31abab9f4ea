import type { Address, Place } from '@mash-gateway/contracts';
import { fitText, present } from '../../kit/texts.js';
import type { Element } from '../read/element.js';
import { address } from './map-addresses.js';
import { organisation } from './map-organisations.js';
import type { Mapping } from './mapping.js';

/** BaRS: the UPRN and grid reference of a Location, each named by its part of the extension. */
const LOCATION_EXTENSION = 'https://fhir.nhs.uk/StructureDefinition/LocationExtension';

/** Where something is or happened, from a reference to a Location. */
export function placeAt(reference: Element | undefined, mapping: Mapping): Place | undefined {
  const target = reference && mapping.resolve(reference);
  const where = target?.resourceType === 'Location' ? locationAddress(target, mapping) : undefined;
  const made = present<Place>({
    address: where,
    organisation: organisation(reference, 'health-organisation', mapping),
  });
  return Object.keys(made).length > 0 ? made : undefined;
}

/** A place that is no organisation: the scene of an incident. */
export function sceneAt(reference: Element | undefined, mapping: Mapping): Place | undefined {
  const target = reference && mapping.resolve(reference);
  if (target?.resourceType !== 'Location') return undefined;
  target.pass('id', 'status', 'text');
  const made = present<Place>({
    description: fitText(target.text('name') ?? target.text('description'), 500, target.at('name'), mapping.report),
    address: locationAddress(target, mapping),
  });
  return Object.keys(made).length > 0 ? made : undefined;
}

function locationAddress(location: Element, mapping: Mapping): Address | undefined {
  const stated = address(location.one('address'), mapping);
  const grid = location.extension(LOCATION_EXTENSION);
  const part = (name: string): string | undefined => {
    const found = grid?.extension(name);
    return found && fitText(found.text('valueString'), 20, found.path, mapping.report);
  };
  const keys = present<Partial<Address>>({ uprn: part('UPRN'), easting: part('eastings'), northing: part('northings') });
  if (Object.keys(keys).length === 0) return stated;
  return { ...(stated ?? { use: 'unknown' as const }), ...keys };
}
