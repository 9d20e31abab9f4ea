import type { AdapterInput } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';

/** The NHS number of whom every notification here is about. */
export const NUMBER = '9990001006';
/** Where PDS has the record. */
export const PATIENT_URL = `https://api.service.nhs.uk/personal-demographics/FHIR/R4/Patient/${NUMBER}`;
const STATUS_PROFILE = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-status-r4';

/** An event as MNS sends it in JSON. */
export const event = {
  specversion: '1.0',
  id: '236a1d4a-5d69-4fa9-9c7f-e72bf505aa5b',
  source: 'uk.nhs.personal-demographics-service',
  type: 'pds-change-of-gp-2',
  time: '2026-11-24T09:15:00Z',
  subject: NUMBER,
  dataref: PATIENT_URL,
  filtering: { generalpractitioner: 'A12345', subjectage: '9', action: 'UPDATE' },
};

/** A notification as MNS sends it in FHIR: one Parameters resource in a history Bundle. */
export function signal({ type = 'event-notification', status = 'active', focus = [PATIENT_URL], more = [] as object[] } = {}) {
  return {
    resourceType: 'Bundle',
    id: '16dbfb42-b5c0-4831-8258-f1a4d2491748',
    type: 'history',
    timestamp: '2026-11-24T09:15:00Z',
    entry: [
      {
        fullUrl: 'urn:uuid:fb88f7a9-2cba-4580-8559-f2d928273759',
        resource: {
          resourceType: 'Parameters',
          meta: { profile: [STATUS_PROFILE] },
          parameter: [
            {
              name: 'subscription',
              valueReference: { reference: 'https://api.service.nhs.uk/multicast-notification-service/subscriptions' },
            },
            { name: 'status', valueCode: status },
            { name: 'type', valueCode: type },
            {
              name: 'notification-event',
              part: [
                { name: 'event-number', valueString: '1' },
                { name: 'timestamp', valueInstant: '2026-11-24T09:14:58Z' },
                ...focus.map((reference) => ({ name: 'focus', valueReference: { reference } })),
              ],
            },
            {
              name: 'additional-context',
              part: [
                { name: 'event-type', valueString: 'pds-record-change-2' },
                { name: 'source', valueUri: 'https://fhir.nhs.uk/Id/nhsSpineASID/477121000324' },
                { name: 'subject', valueReference: { identifier: { value: NUMBER } } },
                { name: 'version-id', valueString: 'W/"16"' },
              ],
            },
          ],
        },
        request: { method: 'GET', url: 'https://api.service.nhs.uk/multicast-notification-service/subscriptions' },
      },
      ...more,
    ],
  };
}

/** A body as it arrives. */
export function input(body: unknown, mediaType = 'application/json'): AdapterInput {
  return inputOf(new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)), mediaType);
}
