import { isList, isObject, type JsonObject } from '../../fhir/read/tree.js';
import type { Moving } from './moving.js';

/** What changed between STU3 and R4 in the resources about people, organisations and messages. */
export const PEOPLE_UPGRADES: Readonly<Record<string, (moving: Moving) => Moving>> = {
  RelatedPerson: (moving) => moving.list('relationship'),
  Location: (moving) => moving.list('type'),
  HealthcareService: (moving) => moving.list('category'),
  CareTeam: (moving) => moving.each('participant', (part) => part.list('role')),
  Composition: (moving) => labelled(moving.list('class', 'category')),
  MessageHeader: (moving) => withReason(moving.rename('event', 'eventCoding')),
};

/** `new`, `update` or `delete`: NEMS, EMS and Digital Child Health say it in an extension where R4 has `reason`. */
const EVENT_TYPE = /\/Extension-(?:DCH-|EMS-)?MessageEventType-1$/u;

function withReason(moving: Moving): Moving {
  const extensions = moving.tree['extension'];
  if (!isList(extensions) || moving.tree['reason'] !== undefined) return moving;
  const index = extensions.findIndex((item) => isObject(item) && typeof item['url'] === 'string' && EVENT_TYPE.test(item['url']));
  const found = extensions[index];
  const concept = isObject(found) ? conceptOf(found) : undefined;
  if (!isObject(found) || !concept) return moving;
  const at = `${moving.path}.extension[${index}]`;
  // The others keep the place they had.
  extensions.forEach((item, position) => {
    if (isObject(item)) moving.placed(item, `${moving.path}.extension[${position}]`);
  });
  const rest = extensions.filter((_, position) => position !== index);
  moving.set('reason', concept, `${at}.valueCodeableConcept`);
  moving.tree['extension'] = rest;
  return moving;
}

function conceptOf(extension: JsonObject): JsonObject | undefined {
  const concept = extension['valueCodeableConcept'];
  return isObject(concept) ? concept : undefined;
}

/** How confidential a document is, is a label like any other. */
function labelled(moving: Moving): Moving {
  const code = moving.tree['confidentiality'];
  if (typeof code !== 'string') return moving;
  const at = `${moving.path}.confidentiality`;
  const meta = moving.tree['meta'];
  const stated = isObject(meta) ? meta : {};
  const labels = isList(stated['security']) ? stated['security'] : [];
  const label = moving.leaf({ system: 'http://hl7.org/fhir/v3/Confidentiality', code }, at);
  moving.remove('confidentiality').tree['meta'] = { ...stated, security: [...labels, label] };
  return moving;
}
