import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';
import { fhirStu3 } from '../adapter.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };
const CHILD = { reference: 'Patient/kid', identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9991234004' } };
const UNSTORABLE = 'a\u0000b';

async function told(resource: object): Promise<{ readonly issues: readonly string[]; readonly unmapped: readonly string[] }> {
  const body = new TextEncoder().encode(JSON.stringify(resource));
  for await (const item of fhirStu3.map(inputOf(body, 'application/fhir+json'), context))
    if (item.kind === 'record')
      return {
        issues: (item.record.quality?.issues ?? []).map(({ location }) => location),
        unmapped: (item.record.quality?.unmapped ?? []).map(({ location }) => location),
      };
  throw new Error('No record');
}

test.each([
  ['a comment', { resourceType: 'Observation', status: 'final', code: {}, subject: CHILD, comment: UNSTORABLE }, 'Observation.comment'],
  [
    'a reason',
    { resourceType: 'Encounter', status: 'finished', subject: CHILD, reason: [{ text: UNSTORABLE }] },
    'Encounter.reason[0].text',
  ],
  [
    'a code that became a concept',
    { resourceType: 'AllergyIntolerance', verificationStatus: UNSTORABLE, patient: CHILD },
    'AllergyIntolerance.verificationStatus',
  ],
  [
    'a member taken out of another',
    { resourceType: 'ReferralRequest', status: 'active', intent: 'order', subject: CHILD, requester: { agent: { display: UNSTORABLE } } },
    'ReferralRequest.requester.agent.display',
  ],
  [
    'one that became a list',
    { resourceType: 'Flag', status: 'active', code: {}, subject: CHILD, category: { text: UNSTORABLE } },
    'Flag.category.text',
  ],
  [
    'one of a list that was parted',
    {
      resourceType: 'ReferralRequest',
      status: 'active',
      intent: 'order',
      subject: CHILD,
      serviceRequested: [{ text: 'one' }, { text: UNSTORABLE }],
    },
    'ReferralRequest.serviceRequested[1].text',
  ],
])('%s has its location in the source', async (_, resource, location) => {
  expect((await told(resource)).issues).toContain(location);
});

test('what is not mapped has its location in the source', async () => {
  const { unmapped } = await told({
    resourceType: 'Encounter',
    status: 'finished',
    subject: CHILD,
    diagnosis: [{ condition: { display: 'Seen' }, role: { coding: [{ code: 'AD' }] }, rank: 1 }],
  });

  expect(unmapped).toContain('Encounter.diagnosis.rank');
});
