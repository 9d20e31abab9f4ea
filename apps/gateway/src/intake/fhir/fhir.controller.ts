import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Adapter } from '@mash-gateway/adapters';
import type { Issue } from '@mash-gateway/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.js';
import type { FeedConfig } from '../../config/gateway-config.js';
import type { Journal } from '../../journal/journal.js';
import type { ReceiptRecord, StoredReceipt } from '../../journal/receipt.js';
import { problemOfError } from '../../operate/problem-of-error.js';
import { RequestRefused } from '../../security/refusal.js';
import { clientOf, Needs } from '../../security/rights.js';
import { ADAPTERS_IN_USE, CLOCK, JOURNAL } from '../../tokens.js';
import { DeliveryWaits } from '../../publish/delivery-waits.js';
import { VERSION } from '../../version.js';
import { problemOfOutcome, sendJson, sendProblem } from '../http/answer.js';
import { capabilityStatement } from './capability-statement.js';
import { Door } from '../http/door.js';
import { drain } from '../http/drain.js';
import { everyRecord } from './every-record.js';
import { batchResponse, transactionResponse, type Resource } from './fhir-answers.js';
import { releaseOf, type FhirRelease } from './fhir-release.js';
import { Seen } from './fhir-seen.js';
import { messageResponse, responseCodeOf } from './message-response.js';
import { originalReceipt } from './original-receipt.js';
import { operationOutcomeOf, outcomeOfIssues } from './operation-outcome.js';
import { waitForKafka } from '../http/wait-for-kafka.js';

const FHIR_JSON = 'application/fhir+json';

/** FHIR for the feeds whose adapter speaks it, each in its release. */
@Controller('fhir')
export class FhirController {
  constructor(
    @Inject(Door) private readonly door: Door,
    @Inject(ADAPTERS_IN_USE) private readonly adapters: ReadonlyMap<string, Adapter>,
    @Inject(JOURNAL) readonly journal: Journal,
    @Inject(DeliveryWaits) readonly waits: DeliveryWaits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** batch: every entry with its own status. transaction: all or nothing; durable means committed with the outbox. */
  @Post(':feedId')
  @Needs('submit')
  async bundle(@Param('feedId') feedId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { feed, release } = this.fhirFeed(feedId);
    const seen = new Seen(release, ['batch', 'transaction']);
    const outcome = await this.door.take(request, feed.id, (examined) => seen.examine(examined));
    if (outcome.kind !== 'receipt') {
      await sendProblem(request, reply, problemOfOutcome(outcome));
      return;
    }
    const { receipt } = await waitForKafka(this, { request, reply }, outcome.receipt);
    if (receipt.status !== 'complete') {
      sendWorking(reply, receipt);
      return;
    }
    const records = await everyRecord(this.journal, receipt, clientOf(request).id);
    const answered = { entries: seen.glimpse?.entries ?? 0, items: seen.items };
    const batch = seen.glimpse?.type === 'batch';
    sendResource(reply, 200, batch ? batchResponse(records, answered) : transactionResponse(issuesOf(receipt, records), answered));
  }

  /** Answers with a message, also when it refuses one; a repeated message gets the original answer. */
  @Post(':feedId/:operation')
  @Needs('submit')
  async message(@Param() { feedId, operation }: Operation, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // A `$` in a route is read differently by Nest and by Fastify, so the operation is a parameter.
    if (operation !== '$process-message') throw new RequestRefused('request.not-found');
    const { feed, release } = this.fhirFeed(feedId);
    const seen = new Seen(release, ['message']);
    try {
      const outcome = await this.door.take(request, feed.id, (examined) => seen.examine(examined));
      if (outcome.kind === 'receipt') {
        await this.answerReceipt({ request, reply, seen }, outcome.receipt);
        return;
      }
      const refusal = problemOfOutcome(outcome);
      if (seen.glimpse?.message === undefined) await sendProblem(request, reply, refusal);
      else await this.answerRefusal({ request, reply, seen }, refusal);
    } catch (error) {
      // A sender of messages reads messages: one that may be sent again is told so in one.
      if (seen.glimpse?.message === undefined) throw error;
      await this.answerRefusal({ request, reply, seen }, problemOfError(error));
    }
  }

  @Get(':feedId/metadata')
  @Needs('submit')
  metadata(@Param('feedId') feedId: string, @Res() reply: FastifyReply): void {
    const { feed, adapter, release } = this.fhirFeed(feedId);
    sendResource(reply, 200, capabilityStatement(feed, adapter, { release, version: VERSION }));
  }

  /** `ok` only when every record of the message is accepted; while that is not known, the answer is that it is not. */
  private async answerReceipt({ request, reply, seen }: Exchange, taken: StoredReceipt): Promise<void> {
    const { receipt } = await waitForKafka(this, { request, reply }, taken);
    if (receipt.status !== 'complete') {
      sendWorking(reply, receipt);
      return;
    }
    const original = await originalReceipt(this.journal, receipt, clientOf(request).id);
    const { submissionId: seed, receivedAt: at, summary } = original;
    const issues = issuesOf(original, await everyRecord(this.journal, original, clientOf(request).id));
    const details = issues.length === 0 ? {} : { outcome: outcomeOfIssues(issues) };
    const [status, code] = summary.refused === 0 ? ([200, 'ok'] as const) : ([422, 'fatal-error'] as const);
    sendResource(reply, status, messageResponse(seen.glimpse?.message, { release: seen.release, code, seed, at, ...details }));
  }

  private async answerRefusal({ request, reply, seen }: Exchange, refusal: ReturnType<typeof problemOfOutcome>): Promise<void> {
    await drain(request.raw);
    const outcome = operationOutcomeOf(refusal, `urn:uuid:${request.id}`);
    const code = responseCodeOf(refusal);
    if (code === 'transient-error') reply.header('retry-after', '5');
    const answer = { release: seen.release, code, seed: request.id, at: this.clock.now(), outcome };
    sendResource(reply, refusal.status, messageResponse(seen.glimpse?.message, answer));
  }

  /** A feed of another standard has no FHIR address. */
  private fhirFeed(feedId: string): { readonly feed: FeedConfig; readonly adapter: Adapter; readonly release: FhirRelease } {
    const feed = this.door.feed(feedId);
    const adapter = this.adapters.get(feed.adapter);
    const release = adapter === undefined ? undefined : releaseOf(adapter);
    if (adapter === undefined || release === undefined) throw new RequestRefused('feed.unknown');
    return { feed, adapter, release };
  }
}

interface Operation {
  readonly feedId: string;
  readonly operation: string;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly seen: Seen;
}

function issuesOf({ detail }: StoredReceipt, records: readonly ReceiptRecord[]): readonly Issue[] {
  return [...records.flatMap(({ issues }) => issues), ...(detail?.issues ?? [])];
}

function sendResource(reply: FastifyReply, status: number, resource: Resource): void {
  reply.status(status);
  sendJson(reply, FHIR_JSON, resource);
}

/** Durable, and still being mapped: the receipt is where the FHIR asynchronous pattern (R4 §3.1.6) looks for the outcome. */
function sendWorking(reply: FastifyReply, { submissionId }: StoredReceipt): void {
  reply.header('content-location', `/v1/submissions/${submissionId}`);
  sendResource(reply, 202, {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'information', code: 'informational', diagnostics: `durable; the receipt is at /v1/submissions/${submissionId}` }],
  });
}
