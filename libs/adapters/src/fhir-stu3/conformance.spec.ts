import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { conformanceChecks, type CodeTableUse } from '../conformance/index.js';
import { fhirStu3 } from './adapter.js';
import { BIRTH_FACT } from '../fhir/codes/codes-care.js';
import { BIRTH_FACTS, BODY_WEIGHT, LEGAL_STATUS } from './codes/care.js';
import { EMS_EVENTS, NEMS_EVENTS } from './codes/events.js';
import { PERSON_RELATIONSHIP } from './codes/relationships.js';
import { LEFT_OUT } from './unmapped.js';

/** A code is reached when a fixture sends it; that it comes to the right word is what the expected output says. */
function sent(name: string, codes: readonly string[]): CodeTableUse {
  return { name, codes, reached: ({ text }) => codes.filter((code) => text.includes(`"${code}"`)) };
}

const checks = conformanceChecks(fhirStu3, {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { json: 'application/fhir+json', xml: 'application/fhir+xml' },
  unmapped: LEFT_OUT,
  codeTables: [
    sent('NEMS events', Object.keys(NEMS_EVENTS)),
    sent('events before NEMS', Object.keys(EMS_EVENTS)),
    sent('relationships of the NHS', Object.keys(PERSON_RELATIONSHIP)),
    sent('birth facts', [...Object.keys(BIRTH_FACTS).filter((code) => !(code in BIRTH_FACT)), BODY_WEIGHT]),
    sent('legal statuses', Object.keys(LEGAL_STATUS)),
  ],
});

test.each(checks)(
  '$name',
  async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  },
  300_000,
);
