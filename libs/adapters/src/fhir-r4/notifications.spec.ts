import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, type Mapped } from '../kit/adapter.js';
import { fhirR4 } from './adapter.js';
import { fetchTriggers } from './fetch-triggers.js';
import { event, input, NUMBER, PATIENT_URL, signal } from './testing/notifications.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

describe('a notification in the mapping', () => {
  test('is understood and gives no record', async () => {
    const items = await mapped(event);

    expect(items).toEqual([
      {
        kind: 'nothing',
        position: 1,
        issues: [
          {
            code: 'format.no-child',
            severity: 'information',
            location: '/',
            rule: 'event-notification: something changed; fetch what it points to, a notification is never the record',
          },
        ],
      },
    ]);
  });

  test('is never the record, even when it carries a copy of it', async () => {
    const copy = {
      fullUrl: PATIENT_URL,
      resource: { resourceType: 'Patient', id: NUMBER, name: [{ family: 'Sample' }], birthDate: '2016-01-01' },
    };

    const items = await mapped(signal({ more: [copy] }));

    expect(items.map(({ kind }) => kind)).toEqual(['nothing']);
  });

  test('has a position for every event of a batch, and inspection counts them', async () => {
    const inspection = await fhirR4.inspect(input([event, event, event]), context);
    const items = await mapped([event, event, event]);

    expect(inspection).toMatchObject({ accepted: true, positions: 3 });
    expect(items.map(({ kind, position }) => [kind, position])).toEqual([
      ['nothing', 1],
      ['nothing', 2],
      ['nothing', 3],
    ]);
  });

  test('says nothing of the subject', async () => {
    const items = await mapped(signal());

    expect(JSON.stringify(items)).not.toContain(NUMBER);
  });

  test('of a subscription in error warns that events may be missing', async () => {
    const [item] = await mapped(signal({ status: 'error' }));

    expect(item?.kind === 'nothing' ? item.issues.map(({ severity, code }) => [severity, code]) : []).toEqual([
      ['information', 'format.no-child'],
      ['warning', 'format.value'],
    ]);
  });

  test('of a kind nobody knows is flagged, and an event in it is a reason to fetch', async () => {
    const [item] = await mapped(signal({ type: 'rumour' }));
    const triggers = await fetchTriggers(input(signal({ type: 'rumour' })), context);

    expect(item?.kind === 'nothing' ? item.issues.map(({ code }) => code) : []).toEqual(['format.no-child', 'code.unknown']);
    expect(triggers).toHaveLength(1);
  });

  test('a JSON object that is no event is refused as before', async () => {
    const inspection = await fhirR4.inspect(input({ id: 'x', type: 'y' }), context);

    expect(inspection.accepted).toBe(false);
    expect(inspection.issues.map(({ code }) => code)).toEqual(['format.unexpected-root']);
  });
});

async function mapped(body: unknown, mediaType?: string): Promise<Mapped[]> {
  const items: Mapped[] = [];
  for await (const item of fhirR4.map(input(body, mediaType), context)) items.push(item);
  return items;
}
