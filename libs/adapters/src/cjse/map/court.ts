import type { Identifier, Organisation } from '@mash-gateway/contracts';
import { kept, present } from '../../kit/texts.js';
import { COURT_HOUSE, ORGANISATION_UNIT } from '../codes/codes-cjs.js';

/** A court by its organisation unit, the number of its court house, and its name, as far as the source says. */
export function courtUnit(unit: string | undefined, house?: string, name?: string): Organisation | undefined {
  const court = present<Organisation>({
    type: 'court',
    name,
    identifiers: kept([localCode(unit, ORGANISATION_UNIT), localCode(house, COURT_HOUSE)]),
  });
  return court.name === undefined && court.identifiers === undefined ? undefined : court;
}

/** A code of an organisation in a list of the criminal justice system. */
export function localCode(value: string | undefined, system: string): Identifier | undefined {
  return value === undefined ? undefined : { type: 'local', system, value, status: 'unverified' };
}
