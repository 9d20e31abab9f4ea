import { expect, test } from '@jest/globals';
import { record } from '../journal/testing/journal-under-test.js';
import { compose } from './compose.js';
import type { OutboxRow } from './outbox.js';

const unreadable: OutboxRow = {
  id: 1,
  recipient: 'demo-mash',
  lane: 0,
  childId: 'c-00000001',
  recordId: 'r-00000001',
  submissionId: 's',
  feedId: 'health-demo',
  eventId: 'e-00000001',
  eventTime: new Date('2026-11-20T22:06:00Z'),
  sequence: 3,
  event: 'record',
  precededByDeadLetter: false,
};

const row: OutboxRow = { ...unreadable, payload: Buffer.from(JSON.stringify({ record: record({}), handling: {} })) };

test('a message above the limit of the broker, and a row that cannot be opened, can never be published', () => {
  expect(compose(row, 1_000)).toEqual({ kind: 'dead', code: 'message-too-large' });
  expect(compose(unreadable, 1_000_000)).toEqual({ kind: 'dead', code: 'unreadable' });
  expect(compose(row, 1_000_000).kind).toBe('message');
});

test('key and headers hold ids only', () => {
  const composed = compose(
    { ...row, payload: Buffer.from(JSON.stringify({ record: record({ nhsNumbers: ['9990000018'] }), handling: {} })) },
    1_000_000,
  );

  const { message } = composed.kind === 'message' ? composed : { message: undefined };
  expect(message?.value.toString('utf8')).toContain('9990000018');
  expect(JSON.stringify([message?.key, message?.headers, message?.topic])).not.toMatch(/9990000018|Sample|Rowan/);
});
