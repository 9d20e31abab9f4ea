import { expect, test } from '@jest/globals';

import type { ConsumedMessage } from './consumed-message.js';
import { deadLetter, deadLetterDefaults } from './dead-letter.js';
import type { OutgoingMessage } from '../publish/outgoing.js';
import { checkMessage } from '../publish/outgoing.js';

const message: ConsumedMessage = {
  topic: 'orders',
  partition: 3,
  offset: 12,
  key: Buffer.from('child-1'),
  value: Buffer.from([0, 255, 1]),
  headers: [{ name: 'content-type', value: Buffer.from('application/octet-stream') }],
  timestamp: 1_767_225_600_000,
};

const letterOf = (part: Partial<ConsumedMessage>, error: unknown = new Error('quotes the payload')): Promise<OutgoingMessage> =>
  deadLetter({ message: { ...message, ...part }, error, attempts: 5, groupId: 'readers' }, deadLetterDefaults('readers'));

test('bytes and key stay as they were, and the headers tell where it came from', async () => {
  expect(await letterOf({})).toEqual({
    topic: 'orders.readers.dlq',
    key: 'child-1',
    value: message.value,
    headers: {
      'content-type': 'application/octet-stream',
      'dlq.topic': 'orders',
      'dlq.partition': '3',
      'dlq.offset': '12',
      'dlq.timestamp': '1767225600000',
      'dlq.consumer.group': 'readers',
      'dlq.attempts': '5',
      'dlq.error.code': 'HANDLER_FAILED',
    },
    lane: 'orders/3',
  });
});

test.each([
  [{ code: 'NOT_MINE' }, 'NOT_MINE'],
  [{ code: 'two words' }, 'HANDLER_FAILED'],
  [{ code: 7 }, 'HANDLER_FAILED'],
  [undefined, 'HANDLER_FAILED'],
])('the error %p becomes the code %s and nothing more', async (error, code) => {
  expect((await letterOf({}, error)).headers['dlq.error.code']).toBe(code);
});

test.each([
  ['a tombstone', { value: null }],
  ['no key', { key: null }],
  ['an empty key', { key: Buffer.alloc(0) }],
  ['a binary key', { key: Buffer.from([0xff, 0x00]) }],
  [
    'binary and empty headers',
    { headers: [Buffer.from([0xff, 0xfe]), Buffer.alloc(0), Buffer.from('a\0b')].map((value, i) => ({ name: `h${i}`, value })) },
  ],
])('%s can be sent as a dead letter', async (_, part) => {
  const letter = await letterOf(part);

  expect(() => {
    checkMessage(letter);
  }).not.toThrow();
});

test('a key that is no text is kept in a header, and headers that are none are counted', async () => {
  const letter = await letterOf({ key: Buffer.from([0xff, 0x00]), headers: [{ name: 'h', value: Buffer.from([0xff]) }] });

  expect(letter.key).toBe('orders/3');
  expect(letter.headers).toMatchObject({ 'dlq.key.base64': '/wA=', 'dlq.omitted.headers': '1' });
  expect(letter.headers).not.toHaveProperty('h');
});

test('the payload goes through the seal it is given', async () => {
  const seal = (value: Buffer): Promise<Buffer> => Promise.resolve(Buffer.concat([Buffer.from('sealed '), value]));
  const given = { message: { ...message, value: Buffer.from('x') }, error: undefined, attempts: 1, groupId: 'readers' };

  expect((await deadLetter(given, { ...deadLetterDefaults('readers'), seal })).value).toEqual(Buffer.from('sealed x'));
});
