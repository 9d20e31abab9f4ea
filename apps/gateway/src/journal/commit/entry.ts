import type { Issue, MappedRecord } from '@mash-gateway/contracts';
import type { Submission } from '../../intake/submission.js';
import type { PositionOutcome, Statement } from '../../prepare/outcome.js';
import { matchIdentifiers } from '../../registry/match-identifiers.js';
import type { HashedIdentifier } from '../../registry/child-registry.js';
import { seal } from '../../security/keys/envelope.js';
import type { DataKey, KeyRing } from '../../security/keys/key-ring.js';
import type { Ruling } from '../../sharing/ruling.js';
import { contentHashOf, idempotencyHashOf, identify, type Provenance, type StatementIdentity } from './identity.js';
import type { ReceiptDetail } from '../receipt.js';

/** One caller's share of a batch: the opening of a submission, some of its positions, its closing, or all three. */
export interface Entry {
  readonly submission: SubmissionContext;
  readonly opening?: Opening;
  readonly outcomes: readonly PreparedOutcome[];
  /** Present when all positions are in. */
  readonly closing?: Closing;
  /** All of it or nothing: a position that cannot be stored refuses the submission. */
  readonly indivisible?: true;
}

/** What every position of a submission needs to know of it. */
export interface SubmissionContext extends Provenance {
  readonly id: string;
  readonly receivedAt: Date;
  /** Opened data key of the submission. */
  readonly key: Buffer;
  /** The mapping that made its positions. */
  readonly mapping: Pick<ReceiptDetail, 'adapter' | 'mappingVersion'>;
  /** Its positions are those of an earlier submission, whose dead letters are still there if they fail again. */
  readonly isReplay: boolean;
}

export interface Opening {
  readonly mediaType: string;
  readonly size: number;
  readonly contentHash: Buffer;
  readonly idempotencyHash?: Buffer;
  readonly wrappedKey: Buffer;
  /** Sealed: the body's hash and the Idempotency-Key, which could be enumerated in clear. */
  readonly envelope: Buffer;
  readonly detail: Buffer;
  readonly body?: Buffer;
}

interface Closing {
  /** Replaces the detail given at the opening. */
  readonly detail?: Buffer;
}

export type PreparedOutcome = PreparedStatement | PreparedRefusal;

export interface PreparedStatement {
  readonly kind: 'statement';
  readonly position: number;
  readonly ruling: Ruling;
  readonly issues: readonly Issue[];
  readonly identity: StatementIdentity;
  /** Record that it replaces. */
  readonly replaces?: string;
  readonly identifiers: readonly HashedIdentifier[];
  /** What it leaves out is not said to be gone (a part, a deletion): naming nobody, it is about whom its source record was about. */
  readonly unstated: boolean;
  /** The record as JSON, with feed, submission and time of receipt. */
  readonly json: string;
}

interface PreparedRefusal {
  readonly kind: 'refused';
  readonly position: number;
  readonly issues: readonly Issue[];
}

/** What is sealed beside a submission's body. */
export interface Envelope {
  readonly sha256: string;
  readonly idempotencyKey?: string;
}

/** What the key of a submission is bound to. */
export function submissionContext(submissionId: string): string {
  return `submission ${submissionId}`;
}

export function contextOf(
  { id, clientId, feedId, sha256, receivedAt, replay }: Submission,
  { key }: Pick<DataKey, 'key'>,
  { adapter, mappingVersion }: ReceiptDetail,
): SubmissionContext {
  return { id, clientId, feedId, sha256, receivedAt, key, mapping: { adapter, mappingVersion }, isReplay: replay !== undefined };
}

export function prepareOpening(ring: KeyRing, submission: Submission, { key, wrapped }: DataKey, detail: ReceiptDetail): Opening {
  const { clientId, feedId, sha256, idempotencyKey, body, replay } = submission;
  const envelope: Envelope = { sha256, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
  return {
    mediaType: submission.mediaType,
    size: submission.size,
    contentHash: replay === undefined ? contentHashOf(ring, submission) : ring.lookup(['replay', replay]),
    ...(idempotencyKey === undefined ? {} : { idempotencyHash: idempotencyHashOf(ring, clientId, feedId, idempotencyKey) }),
    wrappedKey: wrapped,
    envelope: sealJson(key, envelope, `envelope ${submission.id}`),
    detail: prepareDetail(key, submission.id, detail),
    ...(body.kind === 'bytes' ? { body: seal(key, body.bytes, `body ${submission.id}`) } : {}),
  };
}

export function prepareDetail(key: Buffer, submissionId: string, detail: ReceiptDetail): Buffer {
  return sealJson(key, detail, `detail ${submissionId}`);
}

/** Everything about a position that needs no order: hashes, identifiers, JSON. */
export function prepareOutcome(ring: KeyRing, submission: SubmissionContext, outcome: PositionOutcome): PreparedOutcome {
  return outcome.kind === 'refused' ? outcome : prepareStatement(ring, submission, outcome);
}

function prepareStatement(
  ring: KeyRing,
  submission: SubmissionContext,
  { position, record, ruling, issues, replaces }: Statement,
): PreparedStatement {
  const received: MappedRecord = {
    ...record,
    source: { ...record.source, feed: submission.feedId, submissionId: submission.id, receivedAt: submission.receivedAt.toISOString() },
  };
  return {
    kind: 'statement',
    position,
    ruling,
    issues,
    identity: identify(ring, submission, position, record, replaces === undefined ? undefined : record.source.mappingVersion),
    ...(replaces === undefined ? {} : { replaces }),
    identifiers: matchIdentifiers(record).map(({ kind, value }) => ({ kind, hash: ring.lookup(['identifier', kind, value]) })),
    unstated: record.source.change === 'partial' || record.source.change === 'delete',
    json: JSON.stringify(received),
  };
}

function sealJson(key: Buffer, value: unknown, context: string): Buffer {
  return seal(key, Buffer.from(JSON.stringify(value), 'utf8'), context);
}
