import { expect, test } from '@jest/globals';
import type { Source } from '@mash-gateway/contracts';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { fhirStu3 } from './adapter.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };
const NHS_NUMBER = { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9991234004' };

interface Sent {
  readonly id: string;
  readonly event: string;
  readonly change?: string;
  readonly meta?: object;
  readonly encounter?: object;
}

async function source({ id, event, change, meta, encounter }: Sent): Promise<Source> {
  const extension = change === undefined ? [] : [changeOf(change)];
  const header = {
    resourceType: 'MessageHeader',
    id,
    ...(meta === undefined ? {} : { meta }),
    extension,
    event: { system: 'https://fhir.nhs.uk/STU3/CodeSystem/EventType-1', code: event },
    timestamp: '2026-11-20T09:30:00Z',
    source: { endpoint: 'urn:example' },
    focus: [{ reference: 'urn:uuid:e0000000-0000-4000-8000-000000000001' }],
  };
  const patient = { resourceType: 'Patient', id: 'kid', identifier: [NHS_NUMBER], name: [{ family: 'Example' }], birthDate: '2020-01-02' };
  const focus = { resourceType: 'Encounter', id: 'e0000000-0000-4000-8000-000000000001', status: 'finished', ...encounter };
  const entry = [header, patient, { subject: { reference: 'Patient/kid' }, ...focus }].map((resource) => ({ resource }));
  const body = new TextEncoder().encode(JSON.stringify({ resourceType: 'Bundle', type: 'message', entry }));
  for await (const item of fhirStu3.map(inputOf(body, 'application/fhir+json'), context))
    if (item.kind === 'record') return item.record.source;
  throw new Error('No record');
}

function changeOf(code: string): object {
  return {
    url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-MessageEventType-1',
    valueCodeableConcept: { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/MessageEventType-1', code }] },
  };
}

const identified = { identifier: [{ system: 'https://supplier.example/encounters', value: 'enc-1' }] };

test('an update and a deletion are about the same source record as what they change', async () => {
  const sent = { event: 'nipe-outcome-1', encounter: identified };

  const first = await source({ ...sent, id: 'm1', change: 'new' });
  const second = await source({ ...sent, id: 'm2', change: 'update' });
  const third = await source({ ...sent, id: 'm3', change: 'delete' });

  expect(new Set([first, second, third].map(({ sourceRecordId }) => sourceRecordId)).size).toBe(1);
  expect([first, second, third].map(({ change }) => change)).toEqual(['new', 'update', 'delete']);
  expect([first, second, third].map(({ sourceVersion }) => sourceVersion)).toEqual(['m1', 'm2', 'm3']);
});

test('the same identifier in another event is another source record', async () => {
  const nipe = await source({ id: 'm1', event: 'nipe-outcome-1', encounter: identified });
  const hearing = await source({ id: 'm2', event: 'newborn-hearing-1', encounter: identified });

  expect(nipe.sourceRecordId).not.toBe(hearing.sourceRecordId);
});

test('each PDS event of a person follows the one before, by the version of the header', async () => {
  const first = await source({ id: 'm1', event: 'pds-change-of-address-1', meta: { versionId: '3' } });
  const second = await source({
    id: 'm2',
    event: 'pds-change-of-address-1',
    meta: { versionId: '4', lastUpdated: '2026-11-20T10:00:00Z' },
  });

  expect(second.sourceRecordId).toBe(first.sourceRecordId);
  expect([first.sequence, second.sequence]).toEqual([3, 4]);
});

test('without a version the order is the time of the last change, and without that the time of the message', async () => {
  const updated = await source({ id: 'm1', event: 'nipe-outcome-1', meta: { lastUpdated: '2026-11-20T10:00:00Z' } });
  const sent = await source({ id: 'm2', event: 'nipe-outcome-1' });

  expect(updated.sequence).toBe(Date.parse('2026-11-20T10:00:00Z'));
  expect(sent.sequence).toBe(Date.parse('2026-11-20T09:30:00Z'));
});

test('a message that does not say whether it is new leaves what is absent unstated', async () => {
  expect((await source({ id: 'm1', event: 'nipe-outcome-1' })).change).toBe('partial');
});
