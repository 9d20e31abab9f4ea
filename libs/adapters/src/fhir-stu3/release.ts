import { refusal } from '../kit/issues.js';
import { resourcesOf } from '../fhir/read/read-document.js';
import type { JsonObject } from '../fhir/read/tree.js';
import type { Release } from '../fhir/release.js';
import { Structure } from '../fhir/structure/structure.js';
import { CARE } from './structure/care.js';
import { DATATYPES } from './structure/datatypes.js';
import { PEOPLE } from './structure/people.js';
import { TREATMENT } from './structure/treatment.js';
import { upgrade } from './upgrade/upgrade.js';

/** FHIR STU3 (3.0.2), brought into the shape of R4 before it is mapped. */
export const STU3: Release = {
  adapter: 'fhir-stu3',
  standard: 'FHIR STU3',
  name: 'STU3',
  mappingVersion: '1.0.0',
  structure: new Structure({ datatypes: DATATYPES, resources: { ...PEOPLE, ...CARE, ...TREATMENT } }),
  refuseOtherVersions,
  upgrade,
};

/** R4 messages look alike: `event` is a choice there, `eventCoding` or `eventUri`, and a Coding named `event` in STU3. */
function refuseOtherVersions(root: JsonObject): void {
  const [first] = resourcesOf(root);
  if (first?.resource['resourceType'] !== 'MessageHeader') return;
  for (const name of ['eventCoding', 'eventUri'])
    if (first.resource[name] !== undefined)
      throw refusal('format.version', `${first.path}.${name}`, 'A FHIR R4 message; this adapter reads STU3');
}
