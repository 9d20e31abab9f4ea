import { expect, test } from '@jest/globals';
import { Kafka, type CloudEvent, type Message } from 'cloudevents';
import { aChildRecord } from '../testing/builders.js';
import { childRecordHeaders, readEventHeaders, recordWithdrawnHeaders } from './cloud-event.js';

const event = {
  id: 'e-8f14e45fceea167a',
  feedId: 'health-demo',
  childId: 'c-0193a5b2c7d87000',
  time: new Date('2026-11-20T22:06:00.123Z'),
};

test('the CloudEvents SDK reads a child record in binary mode with every attribute and the whole payload', () => {
  const record = aChildRecord();
  const message = { headers: childRecordHeaders(event), key: event.childId, value: JSON.stringify(record), body: undefined };

  const read = Kafka.toEvent(message) as CloudEvent<unknown>;

  expect(Kafka.isEvent(message as unknown as Message)).toBe(true);
  expect(read.toJSON()).toMatchObject({
    specversion: '1.0',
    id: event.id,
    source: '/mash-gateway/feeds/health-demo',
    type: 'uk.gov.mash.child-record.v1',
    subject: event.childId,
    time: '2026-11-20T22:06:00.123Z',
    dataschema: 'urn:mash-gateway:schema:child-record:1.0.0',
    datacontenttype: 'application/json',
    partitionkey: event.childId,
    data: record,
  });
});

test('headers are strings, the media type travels as content-type only, and reading them back loses nothing', () => {
  const headers = childRecordHeaders(event);
  const asBytes = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)]));

  expect(Object.values(headers).every((value) => typeof value === 'string')).toBe(true);
  expect(headers).not.toHaveProperty('ce_datacontenttype');
  expect(readEventHeaders(asBytes)).toEqual(readEventHeaders(headers));
  expect(readEventHeaders(headers)).toMatchObject({ id: event.id, subject: event.childId, partitionKey: event.childId });
});

test.each([
  ['structured mode', { 'content-type': 'application/cloudevents+json' }],
  ['another specversion', { ce_specversion: '0.3' }],
])('%s is not read as a binary child record', (_, change) => {
  expect(readEventHeaders({ ...childRecordHeaders(event), ...change })).toBeUndefined();
});

test.each(Object.keys(childRecordHeaders(event)))('a record without %s is not read as a child record', (name) => {
  const rest = Object.fromEntries(Object.entries(childRecordHeaders(event)).filter(([key]) => key !== name));

  expect(readEventHeaders(rest)).toBeUndefined();
});

test('a withdrawal has the attributes of the record it takes back, and says by its type that it is no record', () => {
  expect(recordWithdrawnHeaders(event)).toEqual({
    ...childRecordHeaders(event),
    ce_type: 'uk.gov.mash.record-withdrawn.v1',
    ce_dataschema: 'urn:mash-gateway:schema:record-withdrawn:1.0.0',
  });
});
