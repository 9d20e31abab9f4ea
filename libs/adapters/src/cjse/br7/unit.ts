import type { Coding, Measure } from '@mash-gateway/contracts';
import { COURT_TYPE } from '../codes/codes-cjs.js';
import type { ElementPart } from '../read/element-part.js';
import { dated, listed, words, type Reading } from '../read/values.js';

/** The code of an organisation unit; the levels beside it are its parts. */
export function unitCode(part: ElementPart | undefined, name: string, reading: Reading): string | undefined {
  const unit = part?.one(name);
  unit?.passOver('TopLevelCode', 'SecondLevelCode', 'ThirdLevelCode', 'BottomLevelCode');
  return words(unit, 'OrganisationUnitCode', 100, reading);
}

/** Which kind of court; MCY is the youth court. */
export function courtTypeOf(part: ElementPart, name: string, reading: Reading): Coding | undefined {
  return listed(part, name, COURT_TYPE, reading);
}

/** A day as a further fact. */
export function dayFact(part: ElementPart, name: string, label: string, reading: Reading): Measure | undefined {
  const value = dated(part, name, reading);
  return value === undefined ? undefined : { name: label, value };
}
