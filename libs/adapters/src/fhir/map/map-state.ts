import type { Information } from '@mash-gateway/contracts';
import { warning } from '../../kit/issues.js';
import { STATE, URGENCY } from '../codes/codes-care.js';
import type { Element } from '../read/element.js';
import { codesOf } from './map-codings.js';
import type { Mapping } from './mapping.js';

/** The state of an entry from a status code; a code R4 does not have is reported. */
export function stateOf(resource: Element, member: string, mapping: Mapping): Information['state'] {
  const code = resource.text(member);
  if (code === undefined) return undefined;
  if (Object.hasOwn(STATE, code)) return STATE[code];
  mapping.report(warning('code.unknown', resource.at(member), 'Not a status of this resource'));
  return 'unknown';
}

/** The state from a CodeableConcept, such as Condition.clinicalStatus. */
export function stateOfConcept(concept: Element | undefined): Information['state'] {
  const [code] = codesOf(concept);
  return code !== undefined && Object.hasOwn(STATE, code) ? STATE[code] : undefined;
}

/** Urgency as the source stated it; never guessed from anything else. */
export function urgencyOf(code: string | undefined): Information['urgency'] {
  return code !== undefined && Object.hasOwn(URGENCY, code) ? URGENCY[code] : undefined;
}
