import type { Issue } from '@mash-gateway/contracts';
import type { MatchOutcome, RegistryPass } from '../../registry/child-registry.js';
import { seal } from '../../security/keys/envelope.js';
import type { KeyRing } from '../../security/keys/key-ring.js';
import type { PublishRuling } from '../../sharing/ruling.js';
import type { Entry, PreparedOutcome, PreparedStatement, SubmissionContext } from './entry.js';
import { eventIdOf, recordIdOf } from './identity.js';
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
}

/** One record for one recipient: a row of the outbox before it has its place. */
export interface Share {
  readonly recordId: string;
  readonly submissionId: string;
  readonly feedId: string;
  readonly childId: string;
  readonly recipient: string;
  readonly eventId: string;
  readonly supersededBy?: string;
  readonly policyVersion?: string;
  /** Record and handling, sealed under the child's key. */
  readonly payload: Buffer;
}

/** Decides the positions of an entry in their order, in memory: judged against earlier statements, linked to a child, sealed. */
export function decide(entry: Entry, judge: Judge, registry: RegistryPass, ring: KeyRing): readonly Decision[] {
  return entry.outcomes.map((outcome) => decideOne(entry.submission, outcome, { judge, registry, ring }));
}

interface Means {
  readonly judge: Judge;
  readonly registry: RegistryPass;
  readonly ring: KeyRing;
}

function decideOne(submission: SubmissionContext, outcome: PreparedOutcome, { judge, registry, ring }: Means): Decision {
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
  judge.taken(submission, outcome, recordId);
  const match = registry.resolve(outcome);
  const { ruling } = outcome;
  const share = { recordId, submissionId: submission.id, feedId: submission.feedId, childId: match.childId, childKey: match.childKey };
  const late = judgement.supersededBy === undefined ? {} : { supersededBy: judgement.supersededBy };
  const shares = ruling.kind === 'held' ? [] : sharesOf(ring, outcome.json, ruling, { ...share, ...late });
  return {
    submission,
    receipt: {
      position,
      recordId,
      outcome: ruling.kind === 'held' ? 'held' : 'accepted',
      issues: judgement.supersededBy === undefined ? issues : [...issues, remark('record.superseded')],
    },
    record: {
      recordId,
      statement: outcome,
      match,
      payload: seal(match.childKey, Buffer.from(outcome.json, 'utf8'), recordContext(recordId)),
      shares,
    },
  };
}

type ShareOf = Omit<Share, 'recipient' | 'eventId' | 'policyVersion' | 'payload'> & { readonly childKey: Buffer };

/** One row per recipient, each sealed for itself: what a recipient may see will differ. */
export function sharesOf(ring: KeyRing, json: string, ruling: PublishRuling, of: ShareOf): readonly Share[] {
  const { childKey, ...share } = of;
  const { policyVersion } = ruling.handling;
  const plain = Buffer.from(`{"record":${json},"handling":${JSON.stringify(ruling.handling)}}`, 'utf8');
  return ruling.recipients.map((recipient) => {
    const id = eventIdOf(ring, recipient, share.recordId);
    const payload = seal(childKey, plain, eventContext(id));
    return { ...share, recipient, eventId: id, payload, ...(policyVersion === undefined ? {} : { policyVersion }) };
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
