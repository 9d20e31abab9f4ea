import type { Readings } from '../../fhir/read/element.js';
import { lookup } from '../../fhir/read/lookup.js';
import { isList, isObject, type JsonObject } from '../../fhir/read/tree.js';
import { Moving } from './moving.js';
import { CARE_UPGRADES } from './upgrade-care.js';
import { PEOPLE_UPGRADES } from './upgrade-people.js';
import { TREATMENT_UPGRADES } from './upgrade-treatment.js';
import { walked } from './walk.js';

const UPGRADES: Readonly<Record<string, (moving: Moving) => Moving>> = lookup({
  ...PEOPLE_UPGRADES,
  ...CARE_UPGRADES,
  ...TREATMENT_UPGRADES,
});

/** A checked STU3 resource, contained ones included, in the shape of R4 (R4 pages "R3 diff" of each resource). */
export function upgrade(resource: JsonObject, path: string, readings: Readings): JsonObject {
  const type = resource['resourceType'];
  const renamed = walked(resource, path, readings);
  const step = typeof type === 'string' ? UPGRADES[type] : undefined;
  const moving = new Moving(renamed, path, readings);
  const contained = renamed['contained'];
  if (isList(contained))
    moving.tree['contained'] = contained.map((item, index) =>
      isObject(item) ? upgrade(item, `${path}.contained[${index}]`, readings) : item,
    );
  return (step?.(moving) ?? moving).tree;
}
