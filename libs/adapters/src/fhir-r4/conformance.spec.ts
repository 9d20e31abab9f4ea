import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { conformanceChecks, type CodeTableUse } from '../conformance/index.js';
import { fhirR4 } from './adapter.js';
import {
  BIRTH_FACT,
  CONTACT_PURPOSE,
  LIST_KIND,
  ORGANISATION_TYPE,
  PLAN_KIND,
  PLAN_STATE,
  SEVERITY,
  STATE,
  URGENCY,
} from '../fhir/codes/codes-care.js';
import { OUTCOMES } from '../fhir/codes/codes-outcomes.js';
import {
  ADDRESS_USE,
  BIRTH_SEX,
  ETHNIC_CATEGORY,
  GENDER,
  NAME_USE,
  RELATION,
  TELECOM_KIND,
  TELECOM_USE,
} from '../fhir/codes/codes-people.js';
import { SAFEGUARDING, UNSPECIFIED_CONCERN } from '../fhir/codes/codes-safeguarding.js';
import { NOT_CARRIED } from '../fhir/notify/not-carried.js';
import { NOTIFICATION_KINDS } from '../fhir/notify/notification.js';
import { DECLARED } from '../fhir/unmapped.js';
import { manyChildren } from './testing/many-children.js';

/** A code is reached when a fixture sends it; that it comes to the right word is what the expected output says. */
function sent(name: string, codes: readonly string[]): CodeTableUse {
  return { name, codes, reached: ({ text }) => codes.filter((code) => text.includes(`"${code}"`)) };
}

const checks = conformanceChecks(fhirR4, {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { json: 'application/fhir+json', xml: 'application/fhir+xml', ndjson: 'application/fhir+ndjson' },
  bodyOf: (records) => manyChildren({ children: records, as: 'ndjson' }),
  unmapped: [...DECLARED, ...NOT_CARRIED],
  codeTables: [
    sent('names', Object.keys(NAME_USE)),
    sent('addresses', Object.keys(ADDRESS_USE)),
    sent('telecom systems', Object.keys(TELECOM_KIND)),
    sent('telecom uses', Object.keys(TELECOM_USE)),
    sent('genders', Object.keys(GENDER)),
    sent('birth sexes', Object.keys(BIRTH_SEX)),
    sent('ethnic categories', Object.keys(ETHNIC_CATEGORY)),
    sent('relationships', Object.keys(RELATION)),
    sent('safeguarding codes', [...Object.keys(SAFEGUARDING), UNSPECIFIED_CONCERN]),
    sent('statuses', Object.keys(STATE)),
    sent('priorities', Object.keys(URGENCY)),
    sent('severities', Object.keys(SEVERITY)),
    sent('plan states', Object.keys(PLAN_STATE)),
    sent('plan kinds', Object.keys(PLAN_KIND)),
    sent('organisation types', Object.keys(ORGANISATION_TYPE)),
    sent('purposes of contacts', Object.keys(CONTACT_PURPOSE)),
    sent('lists', Object.keys(LIST_KIND)),
    sent('notifications', Object.keys(NOTIFICATION_KINDS)),
    sent('birth facts', Object.keys(BIRTH_FACT)),
    sent('outcomes', Object.keys(OUTCOMES)),
  ],
});

test.each(checks)(
  '$name',
  async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  },
  120_000,
);
