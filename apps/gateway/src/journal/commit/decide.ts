import type { Issue } from '@mash-gateway/contracts';
import type { MatchOutcome, RegistryPass } from '../../registry/child-registry.js';
import { seal } from '../../security/keys/envelope.js';
import type { KeyRing } from '../../security/keys/key-ring.js';
import type { PublishRuling } from '../../sharing/ruling.js';
import type { Entry, PreparedOutcome, PreparedStatement, SubmissionContext } from './entry.js';
import { eventIdOf, recordIdOf } from './identity.js';
import type { Homes } from './homes.js';
import type { Judge } from './judge.js';
import type { ReceiptRecord } from '../receipt.js';

/** What becomes of one position. */
export interface Decision {
  readonly submission: SubmissionContext;
  readonly receipt: ReceiptRecord & { readonly outcome: 'accepted' | 'held' | 'refused' | 'duplicate' };
  /** Present when the position became a new record. */
  readonly record?: NewRecord;
}

export interface NewRecord {
  readonly recordId: string;
  readonly statement: PreparedStatement;
  readonly match: MatchOutcome;
  /** The unprojected record, sealed under the child's key. */
  readonly payload: Buffer;
  readonly shares: readonly Share[];
  /** A newer version of its source record came before it. */
  readonly late: boolean;
  /** How often its statement had been made before. */
  readonly occurrence: number;
}

/** One record for one recipient, or its withdrawal: a row of the outbox before it has its place. */
export interface Share {
  readonly event: 'record' | 'withdrawal';
  readonly recordId: string;
  readonly submissionId: string;
  readonly feedId: string;
  readonly childId: string;
  readonly recipient: string;
  readonly eventId: string;
  readonly supersededBy?: string;
  /** `ce_id` of the record that this one replaces, for this recipient. */
  readonly replaces?: string;
  readonly policyVersion?: string;
  /** Record and handling, sealed under the child's key; nothing for a withdrawal, which is ids only. */
  readonly payload: Buffer;
}

/** Decides the positions of an entry in their order, in memory: judged against earlier statements, linked to a child, sealed. */
export function decide(entry: Entry, means: Means): readonly Decision[] {
  return entry.outcomes.map((outcome) => decideOne(entry.submission, outcome, means));
}

interface Means {
  readonly judge: Judge;
  readonly homes: Homes;
  readonly registry: RegistryPass;
  readonly ring: KeyRing;
}

function decideOne(submission: SubmissionContext, outcome: PreparedOutcome, { judge, homes, registry, ring }: Means): Decision {
  const { position, issues } = outcome;
  if (outcome.kind === 'refused') return { submission, receipt: { position, outcome: 'refused', issues } };
  const judgement = judge.judge(submission, outcome);
  if (judgement.kind === 'duplicate') {
    return {
      submission,
      receipt: { position, recordId: judgement.recordId, outcome: 'duplicate', issues: [...issues, remark('duplicate.submission')] },
    };
  }

  const { parts } = outcome.identity;
  const recordId = recordIdOf(ring, parts, judgement.occurrence);
  const late = judgement.supersededBy !== undefined;
  const match = registry.resolve(outcome, homes.of(submission, outcome));
  judge.taken(submission, outcome, { recordId, childId: match.childId });
  homes.taken(submission, outcome, match.childId, late);
  const { ruling } = outcome;
  const share = { recordId, submissionId: submission.id, feedId: submission.feedId, childId: match.childId, childKey: match.childKey };
  // A newer version under another child is not pointed at: the reader of this one need not know of that child. This one is withdrawn at once.
  const newer = judgement.supersededBy?.childId === match.childId ? { supersededBy: judgement.supersededBy.recordId } : {};
  const replaced = outcome.replaces === undefined ? {} : { replacesRecord: outcome.replaces };
  const shares = ruling.kind === 'held' ? [] : sharesOf(ring, outcome.json, ruling, { ...share, ...newer, ...replaced });
  return {
    submission,
    receipt: {
      position,
      recordId,
      outcome: ruling.kind === 'held' ? 'held' : 'accepted',
      issues: late ? [...issues, remark('record.superseded')] : issues,
    },
    record: {
      recordId,
      statement: outcome,
      match,
      payload: seal(match.childKey, Buffer.from(outcome.json, 'utf8'), recordContext(recordId)),
      shares,
      late,
      occurrence: judgement.occurrence,
    },
  };
}

type ShareOf = Omit<Share, 'event' | 'recipient' | 'eventId' | 'replaces' | 'policyVersion' | 'payload'> & {
  readonly childKey: Buffer;
  readonly replacesRecord?: string;
};

/** One row per recipient, each sealed for itself: what a recipient may see will differ. */
export function sharesOf(ring: KeyRing, json: string, ruling: PublishRuling, of: ShareOf): readonly Share[] {
  const { childKey, replacesRecord, ...share } = of;
  const { policyVersion } = ruling.handling;
  const plain = Buffer.from(`{"record":${json},"handling":${JSON.stringify(ruling.handling)}}`, 'utf8');
  return ruling.recipients.map((recipient) => {
    const id = eventIdOf(ring, recipient, share.recordId);
    const payload = seal(childKey, plain, eventContext(id));
    return {
      ...share,
      event: 'record' as const,
      recipient,
      eventId: id,
      payload,
      ...(replacesRecord === undefined ? {} : { replaces: eventIdOf(ring, recipient, replacesRecord) }),
      ...(policyVersion === undefined ? {} : { policyVersion }),
    };
  });
}

/** What a sealed record is bound to. */
export function recordContext(recordId: string): string {
  return `record ${recordId}`;
}

/** What a sealed outbox payload is bound to. */
export function eventContext(eventId: string): string {
  return `event ${eventId}`;
}

function remark(code: 'duplicate.submission' | 'record.superseded'): Issue {
  return { code, severity: 'information', location: '/' };
}
