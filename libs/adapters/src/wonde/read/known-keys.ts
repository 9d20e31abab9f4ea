import type { Unmapped } from '@mash-gateway/contracts';
import { warning, type Report } from '../../kit/issues.js';
import { safeStep } from '../../kit/location.js';
import { fitList } from '../../kit/texts.js';
import { reasonFor } from '../unmapped.js';
import { fieldsOf, unwrapped } from './node.js';
import type { Structure } from './structure.js';

/** Compares what an object holds with what this adapter reads. Keys it does not read are told with their reason, or as unknown and without their name. */
export function unreadKeys(value: unknown, structure: Structure, place: Place, report: Report): Unmapped[] {
  return fitList(unreadIn(value, structure, place, report), 200, place.location, report);
}

/** Where something stands in the body, and in the API. */
export interface Place {
  readonly location: string;
  readonly path: string;
}

function unreadIn(value: unknown, structure: Structure, place: Place, report: Report): Unmapped[] {
  const fields = fieldsOf(value);
  if (fields === undefined) return [];
  return Object.entries(fields).flatMap(([key, inner]) => {
    const known = Object.hasOwn(structure, key) ? structure[key] : undefined;
    if (known === 'leaf') return [];
    const path = `${place.path}/${key}`;
    const reason = known === undefined ? reasonFor(path) : undefined;
    const step = safeStep(key, () => known !== undefined || reason !== undefined);
    const location = `${place.location}/${step}`;
    if (reason !== undefined) return [{ location, reason }];
    if (known === undefined) {
      report(warning('format.unknown-field', location, 'No part of Wonde that this adapter knows'));
      return [{ location, reason: 'Unknown to this adapter' }];
    }
    const items: unknown = unwrapped(inner);
    return (Array.isArray(items) ? items : [items]).flatMap((item: unknown) =>
      unreadIn(unwrapped(item), known, { location, path }, report),
    );
  });
}
