import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, defineAdapter, type Inspection } from '@mash-gateway/adapters';
import { Information } from '@mash-gateway/contracts';
import { aMappedRecord } from '@mash-gateway/contracts/testing';
import type { FeedConfig } from '../../config/gateway-config.js';
import type { Journal } from '../../journal/journal.js';
import type { StoredReceipt } from '../../journal/receipt.js';
import { contractValidator } from '../../prepare/record-validator.js';
import { sharingRules } from '../../sharing/agreements.js';
import type { IntakeOutcome } from '../outcome.js';
import { Taking, type TakingParts } from './taking.js';

const feed = { id: 'health-demo', agency: 'health', agreement: 'demo-agreement' } as FeedConfig;
const now = new Date('2026-11-24T12:00:00Z');
const submission = {
  id: '0193a5b2-c7d8-7000-a1b2-000000000001',
  feedId: feed.id,
  clientId: 'client-a',
  mediaType: 'text/plain',
  receivedAt: now,
  sha256: '',
  size: 0,
  body: { kind: 'spooled' },
} as const;

interface Taken {
  readonly outcome: IntakeOutcome;
  /** How each commit was to be taken. */
  readonly commits: readonly (string | undefined)[];
}

/** Takes a submission that is whole, of so many records of so many bytes each. */
async function takeWhole(positions: number, recordBytes = 0): Promise<Taken> {
  const information = Array.from({ length: Math.ceil(recordBytes / 20_000) }, () =>
    Object.assign(new Information(), { entryId: 'e1', kind: 'condition', narrative: 'x'.repeat(20_000) }),
  );
  const adapter = defineAdapter({
    id: 'test',
    version: '1',
    standard: 'test',
    mediaTypes: ['text/plain'],
    capabilities: { streaming: false, syntaxes: ['csv'], manyRecords: true },
    inspect: () => Promise.reject(new Error('not asked')),
    // eslint-disable-next-line @typescript-eslint/require-await -- the interface streams
    async *map() {
      for (let position = 1; position <= positions; position += 1) {
        const record = Object.assign(aMappedRecord(), information.length === 0 ? {} : { information });
        yield { kind: 'record', position, record };
      }
    },
  });
  const commits: (string | undefined)[] = [];
  const journal: Partial<Journal> = {
    commit: (_, outcomes, detail, taken) => {
      commits.push(taken);
      return Promise.resolve({ submissionId: submission.id, detail, summary: { accepted: outcomes.length } } as unknown as StoredReceipt);
    },
  };
  const inspection: Inspection = { accepted: true, positions, taken: 'whole', issues: [] };
  const taking = new Taking({
    journal,
    validator: contractValidator(),
    rules: sharingRules([feed], []),
    clock: { now: () => now },
  } as unknown as TakingParts);
  const input = { mediaType: 'text/plain', open: () => (async function* (): AsyncIterable<Uint8Array> {})() };
  const outcome = await taking.take(submission, { feed, adapter, input, context: { now, limits: DEFAULT_LIMITS }, inspection });
  return { outcome, commits };
}

test('a submission that is taken whole is one commit, told to the journal as whole, however many steps it would have been', async () => {
  const { outcome, commits } = await takeWhole(1_000);

  expect(outcome).toMatchObject({ kind: 'receipt', receipt: { summary: { accepted: 1_000 } } });
  expect(commits).toEqual(['whole']);
});

test.each([
  ['records', 1_001, 0, 'limit.items'],
  ['bytes of records', 80, 480_000, 'body.too-large'],
])('one of more %s than a commit takes is refused, and nothing of it is committed', async (_, positions, recordBytes, code) => {
  const { outcome, commits } = await takeWhole(positions, recordBytes);

  expect(outcome).toMatchObject({ kind: 'refused', issues: [{ code }] });
  expect(commits).toEqual([]);
});
