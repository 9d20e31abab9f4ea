import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handling, Identifier, MappedRecord } from '@mash-gateway/contracts';
import type { Submission } from '../../intake/submission.js';
import type { Statement } from '../../prepare/outcome.js';
import { localKeys } from '../../security/keys/local-keys.js';
import { startEmbeddedPostgres, type ConnectionTarget } from '../database/embedded/embedded-postgres.js';
import { openJournal, type JournalStore } from '../open-journal.js';
import type { JournalPorts } from '../postgres-journal.js';
import type { ReceiptDetail } from '../receipt.js';

/** A database of its own in a temporary directory, for one test file. */
export interface DatabaseUnderTest {
  /** Another instance of the gateway's journal on the same database. */
  open(ports?: JournalPorts): Promise<JournalStore>;
  readonly target: ConnectionTarget;
  /** Its data directory. */
  readonly directory: string;
  remove(): Promise<void>;
}

export async function databaseUnderTest(): Promise<DatabaseUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'mash-journal-'));
  const postgres = await startEmbeddedPostgres(directory);
  const stores: JournalStore[] = [];
  return {
    target: postgres.target,
    directory,
    async open(ports = {}) {
      const store = await openJournal(postgres.target, localKeys(join(directory, 'keys.json')), ports);
      stores.push(store);
      return store;
    },
    async remove() {
      for (const store of stores) await store.close();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export const detail: ReceiptDetail = { adapter: 'fhir-r4', mappingVersion: '1.0.0', issues: [] };

const handling: Handling = {
  regime: 'uk-gdpr',
  controller: 'Exampleshire',
  article6: 'e',
  purpose: 'safeguarding',
  agreementId: 'demo-agreement',
  policyVersion: 'demo-agreement:1',
};

export function submission(body: string, changes: Partial<Submission> = {}): Submission {
  const bytes = Buffer.from(body, 'utf8');
  return {
    id: randomUUID(),
    feedId: 'health-demo',
    clientId: 'client-a',
    mediaType: 'application/fhir+json',
    receivedAt: new Date(),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    body: { kind: 'bytes', bytes },
    ...changes,
  };
}

export interface Said {
  readonly position?: number;
  readonly nhsNumbers?: readonly string[];
  readonly upn?: string;
  readonly sourceRecordId?: string;
  readonly sourceVersion?: string;
  /** What the record says, to tell one content from another. */
  readonly school?: string;
  readonly recipients?: readonly string[];
}

export function record({ position = 1, nhsNumbers = [], upn, sourceRecordId, sourceVersion, school }: Said): MappedRecord {
  const identifiers: Identifier[] = [
    ...nhsNumbers.map((value): Identifier => ({ type: 'nhs-number', value, status: 'verified' })),
    ...(upn === undefined ? [] : [{ type: 'upn', value: upn, status: 'verified' } satisfies Identifier]),
  ];
  return {
    schemaVersion: '1.0.0',
    child: {
      state: 'born',
      names: [{ use: 'official', family: 'Sample', given: ['Rowan'] }],
      identifiers,
      ...(school === undefined ? {} : { yearGroup: school }),
    },
    source: {
      agency: 'health',
      standard: 'FHIR R4',
      adapter: 'fhir-r4',
      mappingVersion: '1.0.0',
      position,
      change: 'partial',
      ...(sourceRecordId === undefined ? {} : { sourceRecordId }),
      ...(sourceVersion === undefined ? {} : { sourceVersion }),
    },
  };
}

export function statement(said: Said = {}): Statement {
  const { position = 1, recipients = ['demo-mash'] } = said;
  return {
    kind: 'statement',
    position,
    record: record(said),
    ruling: { kind: 'publish', recipients, agreementId: 'demo-agreement', handling },
    issues: [],
  };
}

export function heldStatement(said: Said = {}): Statement {
  return { ...statement(said), ruling: { kind: 'held', reason: 'no-agreement-in-force' } };
}

/** The n-th well-formed number of the 999 range, which is never issued. */
export function nhsNumber(n: number): string {
  for (let seed = n; ; seed += 500_000) {
    const digits = `999${String(seed).padStart(6, '0')}`;
    const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${digits}${String(check)}`;
  }
}

export function upn(n: number): string {
  const digits = `801200005${String(n).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index + 2), 0);
  return `${'ABCDEFGHJKLMNPQRTUVWXYZ'[sum % 23] ?? ''}${digits}`;
}
