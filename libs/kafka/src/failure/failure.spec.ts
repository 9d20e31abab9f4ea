import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { ERROR_CODE_BY_TEXT } from './error-texts.js';
import { classifyFailure } from './failure.js';

test.each([
  ['message size too large', 'MSG_SIZE_TOO_LARGE', 'unpublishable'],
  ['Broker: Message size too large', 'MSG_SIZE_TOO_LARGE', 'unpublishable'],
  ['broker failed to validate record', 'INVALID_RECORD', 'unpublishable'],
  ['message timed out', '_MSG_TIMED_OUT', 'retriable'],
  ['broker transport failure', '_TRANSPORT', 'retriable'],
  ['topic authorization failed', 'TOPIC_AUTHORIZATION_FAILED', 'retriable'],
  ['not enough in-sync replicas', 'NOT_ENOUGH_REPLICAS', 'retriable'],
  ['Local: Queue full', '_QUEUE_FULL', 'retriable'],
  ['fatal error', '_FATAL', 'fatal'],
  ['something went wrong: fatal error: details', '_FATAL', 'fatal'],
  ['broker received an out of order sequence number', 'OUT_OF_ORDER_SEQUENCE_NUMBER', 'fatal'],
  ['never heard of', 'UNKNOWN', 'retriable'],
])('"%s" is %s: %s', (message, code, kind) => {
  expect(classifyFailure({ message, code: -1 })).toEqual({ code, kind });
});

test('anything at all is classified without throwing', () => {
  fc.assert(
    fc.property(fc.anything(), (thing) => {
      expect(['retriable', 'unpublishable', 'fatal']).toContain(classifyFailure(thing).kind);
    }),
  );
});

test('the table holds every error text of the librdkafka that was compiled', () => {
  const root = createRequire(import.meta.url)
    .resolve('node-rdkafka/package.json')
    .replace(/package\.json$/, '');
  const source = readFileSync(`${root}deps/librdkafka/src/rdkafka.c`, 'utf8');
  const described = [...source.matchAll(/_ERR_DESC\(\s*RD_KAFKA_RESP_ERR_(\w+),\s*((?:"[^"]*"\s*)+)\)/g)].map(
    ([, code = '', literals = '']) => {
      const text = [...literals.matchAll(/"([^"]*)"/g)].map(([, part]) => part).join('');

      return [text.replace(/^(Local|Broker): /, '').toLowerCase(), code];
    },
  );

  expect(described.length).toBeGreaterThan(150);
  expect([...ERROR_CODE_BY_TEXT]).toEqual(described);
});
