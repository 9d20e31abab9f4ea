import { expect, test } from '@jest/globals';
import { defineAdapter } from '@mash-gateway/adapters';
import { aMappedRecord } from '@mash-gateway/contracts/testing';
import type { Agreement, FeedConfig } from '../config/gateway-config.js';
import type { Journal, Unfinished } from '../journal/journal.js';
import type { StoredReceipt } from '../journal/receipt.js';
import { openLog } from '../operate/log.js';
import type { PositionOutcome } from '../prepare/outcome.js';
import { contractValidator } from '../prepare/record-validator.js';
import { sharingRules } from '../sharing/agreements.js';
import { assembleIntake, type IntakeNeeds } from './assemble-intake.js';

const feed = { id: 'education-demo', adapter: 'test', agency: 'education', agreement: 'demo-agreement', limits: {} } as FeedConfig;
const agreement: Agreement = {
  id: 'demo-agreement',
  version: '1',
  scope: 'all',
  recipients: ['demo-mash'],
  from: '2026-01-01',
  to: '2026-11-24',
  publicAuthority: true,
  regime: 'uk-gdpr',
  article6: 'e',
  purpose: 'safeguarding',
  controller: 'Exampleshire County Council',
};
const adapter = defineAdapter({
  id: 'test',
  version: '1',
  standard: 'test',
  mediaTypes: ['text/plain'],
  capabilities: { streaming: false, syntaxes: ['csv'], manyRecords: true },
  inspect: () => Promise.resolve({ accepted: true, positions: 1, taken: 'each', issues: [] }),
  // eslint-disable-next-line @typescript-eslint/require-await -- the interface streams
  async *map() {
    yield { kind: 'record', position: 1, record: aMappedRecord() };
  },
});
/** Accepted on the last day of its agreement, and not mapped before the gateway stopped. */
const unfinished: Unfinished = {
  submission: {
    id: '0193a5b2-c7d8-7000-a1b2-000000000001',
    feedId: feed.id,
    clientId: 'client-a',
    mediaType: 'text/plain',
    receivedAt: new Date('2026-11-24T22:00:00Z'),
    sha256: '',
    size: 0,
    body: { kind: 'spooled' },
  },
  detail: { adapter: 'test', mappingVersion: '1', issues: [] },
  nextPosition: 1,
};

/** What is committed of the unfinished submission when it is taken up again at this moment. */
async function resumedAt(moment: string): Promise<readonly PositionOutcome[]> {
  const appended: PositionOutcome[] = [];
  let complete = (): void => undefined;
  const completed = new Promise<void>((resolve) => (complete = resolve));
  const journal: Partial<Journal> = {
    unfinished: () => Promise.resolve([unfinished]),
    append: (_, outcomes) => Promise.resolve(void appended.push(...outcomes)),
    complete: () => {
      complete();
      return Promise.resolve({} as StoredReceipt);
    },
  };
  const intake = assembleIntake({
    config: { feeds: [feed] },
    journal: journal as Journal,
    adapters: new Map([['test', adapter]]),
    rules: sharingRules([feed], [agreement]),
    validator: contractValidator(),
    clock: { now: () => new Date(moment) },
    log: openLog({ write: () => true }),
  } as Partial<IntakeNeeds> as IntakeNeeds);
  await intake.resume();
  await completed;
  await intake.close();
  return appended;
}

test('what is taken up again after its agreement has lapsed is held, however early it was received', async () => {
  expect(await resumedAt('2026-11-24T23:00:00Z')).toMatchObject([{ kind: 'statement', ruling: { kind: 'publish' } }]);
  expect(await resumedAt('2026-11-26T08:00:00Z')).toMatchObject([{ kind: 'statement', ruling: { kind: 'held' } }]);
});
