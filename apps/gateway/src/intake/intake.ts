import type { Adapter } from '@mash-gateway/adapters';
import type { Issue } from '@mash-gateway/contracts';
import type { Clock } from '../clock.js';
import type { FeedConfig } from '../config/gateway-config.js';
import { IdempotencyConflict, UnstorableSubmission } from '../journal/faults.js';
import type { Journal } from '../journal/journal.js';
import { adapterInput } from './adapter-input.js';
import { readBody, type ReceivedBody } from './body.js';
import { acceptedContentType, contentTypeText, isIssue } from './content-type.js';
import { KeysInFlight, readIdempotencyKey } from './idempotency-key.js';
import type { Incoming } from './incoming.js';
import { declined, refused, type IntakeOutcome } from './outcome.js';
import type { RefusalAudit } from './refusal-audit.js';
import type { Submission } from './submission.js';
import { newSubmissionId } from './submission-id.js';
import { mapContext, type Taking } from './taking.js';

export interface IntakeParts {
  readonly journal: Journal;
  readonly refusals: RefusalAudit;
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
    const { feed, clientId } = incoming;
    const gzip = isGzip(incoming.contentEncoding);
    if (gzip === undefined) return declined('request.content-encoding');
    const contentType = acceptedContentType(incoming.contentType, this.adapterOf(feed));
    const receivedAt = this.parts.clock.now();
    const id = newSubmissionId(receivedAt);
    if (isIssue(contentType)) return this.refuse({ id, feed, clientId, receivedAt }, [contentType]);

    const body = await readBody(incoming.body, { gzip, limit: feed.limits.bytes, spool: () => this.parts.journal.spool(id) });
    if (body.kind === 'unreadable') return this.refuse({ id, feed, clientId, receivedAt }, [body.issue]);
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

  private async takeBody(submission: Submission, body: ReceivedBody, { feed, examine }: Incoming): Promise<IntakeOutcome> {
    let kept = false;
    try {
      const input = adapterInput(submission, this.parts.journal);
      const objection = await examine?.({ head: body.head, input, context: mapContext(submission, feed) });
      if (objection !== undefined) return await this.refuse({ ...submission, feed }, [objection]);
      const outcome = (await this.earlier(submission)) ?? (await this.takeNew(submission, feed));
      kept = outcome.kind === 'receipt' && !outcome.repeated;
      return outcome;
    } catch (error) {
      if (error instanceof IdempotencyConflict) return declined('idempotency.conflict');
      if (error instanceof UnstorableSubmission)
        return await this.refuse({ ...submission, feed }, [{ code: 'text.unstorable', severity: 'error', location: 'body' }]);
      throw error;
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

  private async takeNew(submission: Submission, feed: FeedConfig): Promise<IntakeOutcome> {
    const adapter = this.adapterOf(feed);
    const input = adapterInput(submission, this.parts.journal);
    const context = mapContext(submission, feed);
    const inspection = await adapter.inspect(input, context);
    if (!inspection.accepted) return this.refuse({ ...submission, feed }, inspection.issues);
    const outcome = await this.parts.taking.take(submission, { feed, adapter, input, context, inspection });
    return outcome.kind === 'refused' ? this.refuse({ ...submission, feed }, outcome.issues) : outcome;
  }

  /** The refusal itself is the only thing kept of what was refused. */
  private async refuse({ id, feed, clientId, receivedAt }: Refused, issues: readonly Issue[]): Promise<IntakeOutcome> {
    const code = issues.find(({ severity }) => severity === 'error')?.code ?? 'body.unreadable';
    await this.parts.refusals.record({ submissionId: id, feedId: feed.id, clientId, at: receivedAt, code });
    return refused(...issues);
  }

  private adapterOf(feed: FeedConfig): Adapter {
    const adapter = this.parts.adapters.get(feed.adapter);
    if (adapter === undefined) throw new Error('a configured feed has no adapter');
    return adapter;
  }
}

interface Refused {
  readonly id: string;
  readonly feed: FeedConfig;
  readonly clientId: string;
  readonly receivedAt: Date;
}

/** `identity` and no encoding are the same (RFC 9110 §8.4.1). Undefined: an encoding that is not taken. */
function isGzip(encoding: string | undefined): boolean | undefined {
  const name = (encoding ?? 'identity').trim().toLowerCase();
  if (name === 'identity' || name === '') return false;
  return name === 'gzip' || name === 'x-gzip' ? true : undefined;
}
