import { expect, test } from '@jest/globals';
import type { JournalState } from '../journal/journal.js';
import { readinessOf, type Vitals } from './health.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const quiet: JournalState = { recipients: [], held: 0, unfinished: 0, deadLetters: [] };
const agreement = { id: 'demo-agreement', to: '2030-12-31' } as Vitals['agreements'][number];
const well: Vitals = {
  phase: () => 'serving',
  journal: () => Promise.resolve(quiet),
  publisher: () => ({ state: 'ready' }),
  missingTopics: () => [],
  ways: () => [],
  retention: () => ({ watchingSince: new Date('2026-11-24T11:00:00Z'), removed: {} }),
  agreements: [agreement],
  clock: { now: () => NOW },
};
const waiting = (seconds: number): JournalState => ({
  ...quiet,
  recipients: [{ recipient: 'demo-mash', unsent: 3, oldestUnsentAt: new Date(NOW.getTime() - seconds * 1000) }],
});

test('a gateway that is well is ready, and says nothing more', async () => {
  expect(await readinessOf(well)).toEqual({ ready: true, reasons: [], alarms: [] });
});

test.each([
  ['it is starting', { phase: () => 'starting' as const }, 'gateway-starting'],
  ['it is stopping', { phase: () => 'stopping' as const }, 'gateway-stopping'],
  ['the database does not answer', { journal: () => Promise.resolve(undefined) }, 'database-unavailable'],
  ['Kafka does not confirm', { publisher: () => ({ state: 'degraded' as const, reason: '_TRANSPORT' }) }, 'kafka-unavailable'],
  [
    'a topic is missing',
    { missingTopics: () => [{ name: 'mash.demo-mash.child-record.v1', command: 'kafka-topics.sh --create' }] },
    'kafka-topics-missing',
  ],
  ['a recipient has waited for more than a minute', { journal: () => Promise.resolve(waiting(61)) }, 'outbox-late'],
])('when %s it is not ready, and says why', async (_, change: Partial<Vitals>, code) => {
  const { ready, reasons } = await readinessOf({ ...well, ...change });

  expect(ready).toBe(false);
  expect(reasons.map((reason) => reason.code)).toEqual([code]);
});

test('records on their way for less than a minute are no reason', async () => {
  expect((await readinessOf({ ...well, journal: () => Promise.resolve(waiting(59)) })).ready).toBe(true);
});

test('retention that has not been through for a day and a half is an alarm, whoever was to run it', async () => {
  const since = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
  const alarmsWith = async (retention: ReturnType<Vitals['retention']>) =>
    (await readinessOf({ ...well, retention: () => retention })).alarms;

  expect(await alarmsWith({ watchingSince: since(100), completedAt: since(35), removed: {} })).toEqual([]);
  expect(await alarmsWith({ watchingSince: since(37), removed: {} })).toMatchObject([{ code: 'retention-late' }]);
  expect((await alarmsWith({ watchingSince: since(100), completedAt: since(37), removed: {}, failing: '57014' }))[0]?.message).toContain(
    '57014',
  );
});

test('what a person must look at is an alarm, and does not stop intake', async () => {
  const state = { ...quiet, held: 2, deadLetters: [{ stage: 'publish' as const, count: 1, oldestAt: NOW }], unfinished: 1 };

  const { ready, alarms } = await readinessOf({ ...well, journal: () => Promise.resolve(state) });

  expect(ready).toBe(true);
  expect(alarms.map(({ code }) => code)).toEqual(['records-held', 'dead-letters', 'submissions-unfinished']);
});

test.each([
  ['2027-01-24', []],
  ['2027-01-23', ['Agreement demo-agreement ends on 2027-01-23.']],
  ['2026-11-24', ['Agreement demo-agreement ends on 2026-11-24.']],
  ['2026-11-23', ['Agreement demo-agreement has ended on 2026-11-23.']],
])('an agreement until %s is warned of in time', async (to, expected) => {
  const { alarms } = await readinessOf({ ...well, agreements: [{ ...agreement, to }] });

  expect(alarms.map(({ message }) => message)).toEqual(expected);
});

test('a missing topic comes with the command that makes it', async () => {
  const missing = { name: 'mash.demo-mash.child-record.v1', command: 'kafka-topics.sh --create --topic mash.demo-mash.child-record.v1' };

  const { reasons } = await readinessOf({ ...well, missingTopics: () => [missing] });

  expect(reasons.map(({ message }) => message).join(' ')).toContain(missing.command);
});
