import { refusal } from '../kit/issues.js';
import { isObject, type JsonObject } from '../fhir/read/tree.js';
import { resourcesOf } from '../fhir/read/read-document.js';
import type { Release } from '../fhir/release.js';
import { Structure } from '../fhir/structure/structure.js';
import { CARE } from './structure-care.js';
import { DATATYPES } from './structure-datatypes.js';
import { PEOPLE } from './structure-people.js';
import { TREATMENT } from './structure-treatment.js';

/** FHIR R4 (4.0.1): the release whose shapes the mapping reads. */
export const R4: Release = {
  adapter: 'fhir-r4',
  standard: 'FHIR R4',
  name: 'R4',
  mappingVersion: '1.1.0',
  structure: new Structure({ datatypes: DATATYPES, resources: { ...PEOPLE, ...CARE, ...TREATMENT } }),
  refuseOtherVersions,
};

/** STU3 messages look alike, and mean other things: MessageHeader.event is a Coding there and eventCoding in R4. */
function refuseOtherVersions(root: JsonObject): void {
  const [first] = resourcesOf(root);
  if (first?.resource['resourceType'] === 'MessageHeader' && isObject(first.resource['event']))
    throw refusal('format.version', `${first.path}.event`, 'A FHIR STU3 message; this adapter reads R4');
}
