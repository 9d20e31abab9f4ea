import type { Organisation } from '@mash-gateway/contracts';
import { laEstab } from '../../kit/identifiers.js';
import { kept, present } from '../../kit/texts.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import type { Joined } from '../read/join.js';
import { refIdentifier } from '../read/ref-id.js';
import { Part } from '../read/part.js';

const SCHOOL_REF_ID = 'sif-uk/SchoolInfo/RefId';

/** A school by the numbers of its authority and establishment (LAId, EstablishmentId). */
export function schoolByNumber(holder: Part, name?: string): Organisation | undefined {
  const la = holder.at('LAId').raw();
  const establishment = holder.at('EstablishmentId').raw();
  const { location, report } = holder.at('EstablishmentId');
  // An establishment number means a school only together with its authority.
  const number = establishment === undefined ? undefined : laEstab(la, establishment, { location, report });
  if (number === undefined && name === undefined) return undefined;
  return present<Organisation>({ type: 'school', name, identifiers: kept([number]) });
}

/** An authority by its three-digit number. */
export function authority(la: Part): Organisation | undefined {
  const value = la.text(100);
  if (value === undefined) return undefined;
  return { type: 'local-authority', identifiers: [{ type: 'local', system: 'dfe-cbds/la', value, status: 'unverified' }] };
}

/** The school an object refers to: as the body describes it, or by the reference alone. */
export function referredSchool(refId: string | undefined, place: Part, joined: Joined): Organisation | undefined {
  const reference = refIdentifier(refId, SCHOOL_REF_ID, place);
  if (reference === undefined) return undefined;
  const found = joined.find('SchoolInfo', reference.value);
  const described = typeof found === 'object' ? (found.kept as Organisation) : undefined;
  return { type: 'school', ...described, identifiers: [...(described?.identifiers ?? []), reference] };
}

/** What is kept of a SchoolInfo for the objects that refer to it. */
export function schoolOf(element: XmlElement, now: Date): Organisation {
  const part = new Part(element, '/', () => undefined, now);
  const name = part.at('SchoolFullName').text(300) ?? part.at('SchoolName').text(300);
  return schoolByNumber(part, name) ?? { type: 'school' };
}
