import { expect, test } from '@jest/globals';

import { headerText, readPayload } from './consumed-message.js';
import type { ConsumedMessage } from './consumed-message.js';

const message = (contentType: string | undefined, value: Buffer | null): ConsumedMessage => ({
  topic: 't',
  partition: 0,
  offset: 0,
  key: null,
  value,
  headers: contentType === undefined ? [] : [{ name: 'content-type', value: Buffer.from(contentType) }],
  timestamp: 1,
});

test.each(['application/json', 'application/json; charset=UTF-8', 'application/fhir+json', 'Application/JSON'])(
  '%s is parsed',
  (contentType) => {
    expect(readPayload(message(contentType, Buffer.from('{"a":"é"}')))).toEqual({ a: 'é' });
  },
);

test.each([undefined, 'text/plain', 'application/jsonlines'])('with content type %s the Buffer is handed on', (contentType) => {
  expect(readPayload(message(contentType, Buffer.from('{}')))).toEqual(Buffer.from('{}'));
});

test('a tombstone is null whatever its content type', () => {
  expect(readPayload(message('application/json', null))).toBeNull();
});

test.each([
  ['cut JSON', Buffer.from('{"a"')],
  ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
])('%s declared as JSON throws', (_, value) => {
  expect(() => readPayload(message('application/json', value))).toThrow();
});

test('of a repeated header the first counts, and a missing one is undefined', () => {
  const headers = ['first', 'second'].map((text) => ({ name: 'x', value: Buffer.from(text) }));

  expect(headerText({ ...message(undefined, null), headers }, 'x')).toBe('first');
  expect(headerText(message(undefined, null), 'x')).toBeUndefined();
});
