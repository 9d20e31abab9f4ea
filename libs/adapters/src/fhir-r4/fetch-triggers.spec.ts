import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { fhirR4 } from './adapter.js';
import { fetchTriggers } from './fetch-triggers.js';
import { event, input, NUMBER, PATIENT_URL, signal } from './testing/notifications.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

describe('what a notification gives reason to fetch', () => {
  test('an event of MNS says what changed, for whom, when and where the record is', async () => {
    const [trigger, ...more] = await fetchTriggers(input(event), context);

    expect(more).toEqual([]);
    expect(trigger).toMatchObject({
      position: 1,
      eventType: 'pds-change-of-gp-2',
      eventId: '236a1d4a-5d69-4fa9-9c7f-e72bf505aa5b',
      source: 'uk.nhs.personal-demographics-service',
      occurredAt: '2026-11-24T09:15:00Z',
      action: 'update',
    });
    expect(trigger?.reference?.reveal()).toBe(PATIENT_URL);
    expect(trigger?.subject?.reveal()).toBe(NUMBER);
  });

  test.each(['application/json', 'application/cloudevents+json'])('an event comes as %s', async (mediaType) => {
    expect(fhirR4.mediaTypes).toContain(mediaType);
    await expect(fetchTriggers(input(event, mediaType), context)).resolves.toHaveLength(1);
  });

  test('the events of a batch are told one by one', async () => {
    const triggers = await fetchTriggers(input([event, { ...event, id: 'second' }]), context);

    expect(triggers.map(({ position, eventId }) => [position, eventId])).toEqual([
      [1, event.id],
      [2, 'second'],
    ]);
  });

  test('an event of the first kind has its URL in data and its number in an object, and gives no name', async () => {
    const old = {
      id: 'e-1',
      type: 'nhs-number-change-1',
      subject: { nhsNumber: NUMBER, familyName: 'SAMPLE', dob: '2017-10-02' },
      source: { name: 'The Practice', identifier: { system: 'https://fhir.nhs.uk/Id/nhsSpineASID', value: '477121000323' } },
      time: '2026-11-24T09:15:00Z',
      data: { fullUrl: PATIENT_URL, versionId: 'W/"16"', nhsNumberStatus: 'R' },
    };

    const [trigger] = await fetchTriggers(input(old), context);

    expect(trigger).toMatchObject({ eventType: 'nhs-number-change-1', source: '477121000323', version: 'W/"16"' });
    expect([trigger?.reference?.reveal(), trigger?.subject?.reveal()]).toEqual([PATIENT_URL, NUMBER]);
    expect(Object.keys(trigger ?? {}).sort()).toEqual([
      'eventId',
      'eventType',
      'occurredAt',
      'position',
      'reference',
      'source',
      'subject',
      'version',
    ]);
  });

  test('a subscription notification says the same in Parameters', async () => {
    const [trigger] = await fetchTriggers(input(signal()), context);

    expect(trigger).toMatchObject({
      eventType: 'pds-record-change-2',
      eventId: '16dbfb42-b5c0-4831-8258-f1a4d2491748',
      source: 'https://fhir.nhs.uk/Id/nhsSpineASID/477121000324',
      eventNumber: '1',
      occurredAt: '2026-11-24T09:14:58Z',
      version: 'W/"16"',
      subscription: 'https://api.service.nhs.uk/multicast-notification-service/subscriptions',
    });
    expect([trigger?.reference?.reveal(), trigger?.subject?.reveal()]).toEqual([PATIENT_URL, NUMBER]);
  });

  test('and in SubscriptionStatus (R4B), where the topic names the event', async () => {
    const status = {
      resourceType: 'SubscriptionStatus',
      status: 'active',
      type: 'event-notification',
      subscription: { reference: 'Subscription/s1' },
      topic: 'http://example.org/topics/flag-changed',
      notificationEvent: [
        {
          eventNumber: '7',
          timestamp: '2026-11-24T09:00:00Z',
          focus: { reference: 'Flag/f1' },
          additionalContext: [{ reference: 'Patient/kid' }],
        },
        { eventNumber: '8', focus: { reference: 'Flag/f2' } },
      ],
    };

    const triggers = await fetchTriggers(input({ resourceType: 'Bundle', type: 'history', entry: [{ resource: status }] }), context);

    expect(triggers.map(({ eventNumber, eventType, reference }) => [eventNumber, eventType, reference?.reveal()])).toEqual([
      ['7', 'http://example.org/topics/flag-changed', 'Flag/f1'],
      ['7', 'http://example.org/topics/flag-changed', 'Patient/kid'],
      ['8', 'http://example.org/topics/flag-changed', 'Flag/f2'],
    ]);
  });

  test('the same notification in XML gives the same triggers', async () => {
    const xml =
      '<Bundle xmlns="http://hl7.org/fhir"><id value="b1"/><type value="history"/><entry><resource><Parameters>' +
      '<parameter><name value="subscription"/><valueReference><reference value="Subscription/s1"/></valueReference></parameter>' +
      '<parameter><name value="status"/><valueCode value="active"/></parameter>' +
      '<parameter><name value="type"/><valueCode value="event-notification"/></parameter>' +
      '<parameter><name value="notification-event"/><part><name value="focus"/><valueReference>' +
      '<reference value="Encounter/e1"/></valueReference></part></parameter>' +
      '</Parameters></resource></entry></Bundle>';

    const triggers = await fetchTriggers(input(xml, 'application/fhir+xml'), context);

    expect(triggers.map(({ eventId, subscription, reference }) => [eventId, subscription, reference?.reveal()])).toEqual([
      ['b1', 'Subscription/s1', 'Encounter/e1'],
    ]);
  });

  test('an event that points nowhere is still a reason to ask', async () => {
    const [trigger, ...more] = await fetchTriggers(input(signal({ focus: [] })), context);

    expect(more).toEqual([]);
    expect(trigger?.reference).toBeUndefined();
    expect(trigger?.subject?.reveal()).toBe(NUMBER);
  });

  test.each(['heartbeat', 'handshake', 'query-status'])('a %s is no reason to fetch', async (type) => {
    await expect(fetchTriggers(input(signal({ type, focus: [] })), context)).resolves.toEqual([]);
  });

  test('a record that is no notification is no reason to fetch', async () => {
    await expect(fetchTriggers(input({ resourceType: 'Patient', id: 'kid' }), context)).resolves.toEqual([]);
  });

  test.each(['', '{', '[]', 'null', '[{}]', '{"id":"x","type":"y"}'])('a body that is refused is no reason to fetch: %s', async (body) => {
    await expect(fetchTriggers(input(body), context)).resolves.toEqual([]);
  });

  test.each(['file:///etc/hosts', 'javascript:alert(1)', 'gopher://example.org/', 'https://', 'two words', '', 7])(
    'what cannot be fetched is no reference: %s',
    async (dataref) => {
      const [trigger] = await fetchTriggers(input({ ...event, dataref }), context);

      expect(trigger?.reference).toBeUndefined();
    },
  );

  test('a number or URL reaches no log, test report or serialised form', async () => {
    const [trigger] = await fetchTriggers(input(event), context);
    const shown = [
      JSON.stringify(trigger),
      inspect(trigger, { depth: 9, showHidden: true }),
      `${String(trigger?.subject)} ${String(trigger?.reference)}`,
    ];

    expect(shown.filter((text) => text.includes(NUMBER))).toEqual([]);
    expect(String(trigger?.subject)).toBe('[guarded]');
  });
});
