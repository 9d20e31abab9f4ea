import { expect, test } from '@jest/globals';

import { checkMessage, headerList, sizeOf } from './outgoing.js';
import type { OutgoingMessage } from './outgoing.js';

const message: OutgoingMessage = { topic: 't', key: 'k', value: Buffer.from('v'), headers: { a: 'é' } };

test('a message of text headers, a key and bytes is taken', () => {
  expect(() => {
    checkMessage({ ...message, timestamp: Date.UTC(2026, 0, 1) });
  }).not.toThrow();
});

test.each<[string, string, object]>([
  ['a header with NUL, at which the binding would cut it', 'INVALID_HEADER', { headers: { a: 'b\0c' } }],
  ['an empty header', 'INVALID_HEADER', { headers: { a: '' } }],
  ['a header without a name', 'INVALID_HEADER', { headers: { '': 'b' } }],
  ['a Buffer as header, which the binding would corrupt', 'INVALID_HEADER', { headers: { a: Buffer.from([0xff, 0x00]) } }],
  ['null as header, which the binding would send as "null"', 'INVALID_HEADER', { headers: { a: null } }],
  ['a number as header', 'INVALID_HEADER', { headers: { a: 1 } }],
  ['half a surrogate pair as header', 'INVALID_HEADER', { headers: { a: '\ud800' } }],
  ['an empty key, which has no partition of its own', 'INVALID_KEY', { key: '' }],
  ['no key', 'INVALID_KEY', { key: null }],
  ['no topic', 'INVALID_TOPIC', { topic: '' }],
  ['text as value', 'INVALID_VALUE', { value: 'text' }],
  ['timestamp 0, which librdkafka reads as now', 'INVALID_TIMESTAMP', { timestamp: 0 }],
  ['a timestamp with a fraction', 'INVALID_TIMESTAMP', { timestamp: 1.5 }],
])('%s is refused as unpublishable', (_, code, part) => {
  expect(() => {
    checkMessage({ ...message, ...part });
  }).toThrow(expect.objectContaining({ code, kind: 'unpublishable' }));
});

test('a refusal names no part of the message', () => {
  expect(() => {
    checkMessage({ ...message, key: 'secret', headers: { secret: 'sec\0ret' } });
  }).toThrow(/^(?!.*sec).*$/);
});

test('each header becomes an object of its own', () => {
  expect(headerList({ a: '1', b: '2' })).toEqual([{ a: '1' }, { b: '2' }]);
});

test('the size counts key, value and headers in UTF-8', () => {
  expect(sizeOf(message)).toBe(1 + 1 + 1 + 2);
  expect(sizeOf({ ...message, value: null })).toBe(4);
});
