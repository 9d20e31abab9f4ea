import type { Adapter } from '@mash-gateway/adapters';
import { problemOf, type Issue } from '@mash-gateway/contracts';
import type { Clock } from '../../clock.js';
import type { FeedConfig } from '../../config/gateway-config.js';
import { IdempotencyConflict, UnstorableSubmission } from '../../journal/faults.js';
import type { Journal } from '../../journal/journal.js';
import { adapterInput } from './adapter-input.js';
import { readBody, type ReceivedBody } from './body.js';
import { acceptedContentType, contentTypeText, isIssue } from './content-type.js';
import { KeysInFlight, readIdempotencyKey } from '../http/idempotency-key.js';
import type { Incoming } from '../incoming.js';
import { declined, type IntakeOutcome } from '../outcome.js';
import type { RefusalAudit } from './refusal-audit.js';
import type { RefusedBody, RefusedKeeper } from './refused-keeper.js';
import type { Submission } from '../submission.js';
import { newSubmissionId } from './submission-id.js';
import { mapContext, type Taking } from './taking.js';

export interface IntakeParts {
  readonly journal: Journal;
  readonly refusals: RefusalAudit;
  readonly keeper: RefusedKeeper;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly taking: Taking;
  readonly clock: Clock;
}

/** Takes messages: reads the body under its limits, proves it whole, and hands it on until it is durable. */
export class Intake {
  private readonly keys = new KeysInFlight();

  constructor(private readonly parts: IntakeParts) {}

  /** @throws JournalUnavailable when nothing can be made durable now (503) */
  async take(incoming: Incoming): Promise<IntakeOutcome> {
    const { feed, clientId, idempotencyKey: header } = incoming;
    const idempotencyKey = header === undefined ? undefined : readIdempotencyKey(header);
    if (header !== undefined && idempotencyKey === undefined) return declined('idempotency.key');
    if (idempotencyKey === undefined) return this.takeOnce(incoming, undefined);

    const release = this.keys.take(clientId, feed.id, idempotencyKey);
    if (release === undefined) return declined('request.in-progress');
    try {
      return await this.takeOnce(incoming, idempotencyKey);
    } finally {
      release();
    }
  }

  private async takeOnce(incoming: Incoming, idempotencyKey: string | undefined): Promise<IntakeOutcome> {
    const { feed, clientId, keepRefused } = incoming;
    const gzip = isGzip(incoming.contentEncoding);
    if (gzip === undefined) return declined('request.content-encoding');
    const contentType = acceptedContentType(incoming.contentType, this.adapterOf(feed));
    const receivedAt = this.parts.clock.now();
    const id = newSubmissionId(receivedAt);
    const unread = { id, incoming, receivedAt, stage: 'intake' } as const;
    // The sender is told at once, without its body being read.
    if (isIssue(contentType) && keepRefused !== true) return this.refuse(unread, [contentType]);

    const keepPart = keepRefused === true;
    const body = await readBody(incoming.body, { gzip, limit: feed.limits.bytes, spool: () => this.parts.journal.spool(id), keepPart });
    if (body.kind === 'unreadable') return this.refuseAndDiscard({ ...unread, ...partOf(body.part) }, body.issue, body.part);
    if (isIssue(contentType)) return this.refuseAndDiscard({ ...unread, body: { ...body, extent: 'whole' } }, contentType, body);
    const submission: Submission = {
      id,
      feedId: feed.id,
      clientId,
      mediaType: contentTypeText(contentType),
      receivedAt,
      sha256: body.sha256,
      size: body.size,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      body: body.body,
    };
    return this.takeBody(submission, body, incoming);
  }

  private async takeBody(submission: Submission, body: ReceivedBody, incoming: Incoming): Promise<IntakeOutcome> {
    const { feed, examine } = incoming;
    const { id, receivedAt } = submission;
    const refusal = { id, receivedAt, incoming, body: { ...body, extent: 'whole' } } as const;
    let kept = false;
    try {
      const input = adapterInput(submission, this.parts.journal);
      const objection = await examine?.({ head: body.head, input, context: mapContext(submission, feed) });
      const outcome =
        objection === undefined
          ? ((await this.earlier(submission)) ?? (await this.takeNew(submission, refusal)))
          : await this.refuse({ ...refusal, stage: 'intake' }, [objection]);
      kept = outcome.kind === 'receipt' ? !outcome.repeated : outcome.kind === 'refused' && outcome.bodyKept === true;
      return outcome;
    } catch (error) {
      if (error instanceof IdempotencyConflict) return declined('idempotency.conflict');
      if (!(error instanceof UnstorableSubmission)) throw error;
      const outcome = await this.refuse({ ...refusal, stage: 'prepare' }, [UNSTORABLE]);
      kept = outcome.bodyKept === true;
      return outcome;
    } finally {
      if (!kept) await body.discard();
    }
  }

  /**
   * Asks before the work of mapping whether it was done already. A small body is not asked about: its one commit finds the same
   * in the turnstile and answers with the earlier receipt, and the question would cost every new message a query of its own.
   */
  private async earlier({ clientId, feedId, sha256, idempotencyKey, body }: Submission): Promise<IntakeOutcome | undefined> {
    if (body.kind === 'bytes' && idempotencyKey === undefined) return undefined;
    const earlier = await this.parts.journal.findEarlier({
      clientId,
      feedId,
      sha256,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    if (earlier === undefined) return undefined;
    if (earlier.kind === 'other-bytes') return declined('idempotency.conflict');
    const receipt = await this.parts.journal.receipt(earlier.submissionId, clientId);
    return receipt === undefined ? undefined : { kind: 'receipt', receipt, repeated: true };
  }

  private async takeNew(submission: Submission, refusal: Omit<Refusal, 'stage'>): Promise<IntakeOutcome> {
    const { feed } = refusal.incoming;
    const adapter = this.adapterOf(feed);
    const input = adapterInput(submission, this.parts.journal);
    const context = mapContext(submission, feed);
    const inspection = await adapter.inspect(input, context);
    if (!inspection.accepted) return this.refuse({ ...refusal, stage: 'intake' }, inspection.issues);
    const outcome = await this.parts.taking.take(submission, { feed, adapter, input, context, inspection });
    return outcome.kind === 'refused' ? this.refuse({ ...refusal, stage: 'prepare' }, outcome.issues) : outcome;
  }

  private async refuseAndDiscard(refusal: Refusal, issue: Issue, body: ReceivedBody | undefined): Promise<IntakeOutcome> {
    let kept = false;
    try {
      const outcome = await this.refuse(refusal, [issue]);
      kept = outcome.bodyKept === true;
      return outcome;
    } finally {
      if (!kept) await body?.discard();
    }
  }

  /** Keeps what nobody else will, and what was understood but is of no use; of the rest, that it was refused. */
  private async refuse({ id, incoming, receivedAt, stage, body }: Refusal, issues: readonly Issue[]): Promise<RefusedOutcome> {
    const { feed, clientId, keepRefused, replayOf, contentType } = incoming;
    const whole = { submissionId: id, feedId: feed.id, clientId, at: receivedAt };
    const mustKeep = keepRefused === true;
    if (replayOf === undefined && (mustKeep || problemOf(issues).status === UNUSABLE)) {
      const { id: adapter, version: mappingVersion } = this.adapterOf(feed);
      const { deadLetter, bodyKept } = await this.parts.keeper.keep({
        ...whole,
        stage,
        adapter,
        mappingVersion,
        issues,
        mediaType: contentType,
        ...(body === undefined ? {} : { body }),
        mustKeep,
      });
      // Of the same bytes refused again the earlier dead letter has as much; of an empty body there is nothing else.
      const keptWhole = body?.extent === 'whole' || issues.some(({ code }) => code === 'body.empty');
      return { kind: 'refused', issues, deadLetter, bodyKept, keptWhole };
    }
    const code = issues.find(({ severity }) => severity === 'error')?.code ?? 'body.unreadable';
    await this.parts.refusals.record({ ...whole, code });
    return { kind: 'refused', issues };
  }

  private adapterOf(feed: FeedConfig): Adapter {
    const adapter = this.parts.adapters.get(feed.adapter);
    if (adapter === undefined) throw new Error('a configured feed has no adapter');
    return adapter;
  }
}

interface Refusal {
  readonly id: string;
  readonly incoming: Incoming;
  readonly receivedAt: Date;
  readonly stage: 'intake' | 'prepare';
  readonly body?: RefusedBody;
}

type RefusedOutcome = Extract<IntakeOutcome, { readonly kind: 'refused' }>;

/** Understood, and of no use (RFC 9110 §15.5.21): the sender is told, and a person may put it right. */
const UNUSABLE = 422;
const UNSTORABLE: Issue = { code: 'text.unstorable', severity: 'error', location: 'body' };

function partOf(part: ReceivedBody | undefined): Pick<Refusal, 'body'> {
  return part === undefined ? {} : { body: { ...part, extent: 'part' } };
}

/** `identity` and no encoding are the same (RFC 9110 §8.4.1). Undefined: an encoding that is not taken. */
function isGzip(encoding: string | undefined): boolean | undefined {
  const name = (encoding ?? 'identity').trim().toLowerCase();
  if (name === 'identity' || name === '') return false;
  return name === 'gzip' || name === 'x-gzip' ? true : undefined;
}
