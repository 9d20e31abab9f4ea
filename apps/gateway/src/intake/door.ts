import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { FeedConfig } from '../config/gateway-config.js';
import type { Measures } from '../operate/metrics.js';
import type { Log } from '../operate/log.js';
import { RequestRefused } from '../security/refusal.js';
import { clientOf } from '../security/rights.js';
import type { Examine } from './incoming.js';
import type { Intake } from './intake.js';
import type { IntakeOutcome } from './outcome.js';

export interface DoorParts {
  readonly intake: Intake;
  readonly feeds: readonly FeedConfig[];
  readonly log: Log;
  readonly measures: Measures;
}

/** Bodies taken at once; each may hold a mebibyte of memory. Whoever comes after is asked to come again. */
const MOST_INSIDE = 1_000;

/** The way in over HTTP, for feeds and for FHIR alike: finds the feed, takes the body, says in log and metrics what came of it. */
export class Door {
  private readonly feeds: ReadonlyMap<string, FeedConfig>;
  private readonly inside = new Set<Promise<unknown>>();

  constructor(private readonly parts: DoorParts) {
    this.feeds = new Map(parts.feeds.map((feed) => [feed.id, feed]));
  }

  /** @throws RequestRefused when there is no such feed, or too many are inside */
  async take(request: FastifyRequest, feedId: string, examine?: Examine): Promise<IntakeOutcome> {
    const feed = this.feed(feedId);
    if (this.inside.size >= MOST_INSIDE) throw new RequestRefused('request.too-many');
    const work = this.takeFrom(request, feed, examine);
    this.inside.add(work);
    try {
      return await work;
    } finally {
      this.inside.delete(work);
    }
  }

  feed(feedId: string): FeedConfig {
    const feed = this.feeds.get(feedId);
    if (feed === undefined) throw new RequestRefused('feed.unknown');
    return feed;
  }

  /** Resolves when nobody is inside any more. */
  async empty(): Promise<void> {
    while (this.inside.size > 0) await Promise.allSettled(this.inside);
  }

  private async takeFrom(request: FastifyRequest, feed: FeedConfig, examine: Examine | undefined): Promise<IntakeOutcome> {
    const began = performance.now();
    const outcome = await this.parts.intake.take({
      feed,
      clientId: clientOf(request).id,
      contentType: request.headers['content-type'],
      contentEncoding: request.headers['content-encoding'],
      idempotencyKey: headerText(request.headers['idempotency-key']),
      body: (request.body as Readable | undefined) ?? request.raw,
      ...(examine === undefined ? {} : { examine }),
    });
    this.tell(feed.id, outcome, Math.round(performance.now() - began));
    return outcome;
  }

  private tell(feedId: string, outcome: IntakeOutcome, durationMs: number): void {
    const { log, measures } = this.parts;
    if (outcome.kind === 'receipt') {
      const { submissionId, status, summary } = outcome.receipt;
      log.info(status === 'complete' ? 'submission.accepted' : 'submission.working', {
        submissionId,
        feedId,
        state: outcome.repeated ? 'repeated' : status,
        accepted: summary.accepted,
        refused: summary.refused,
        durationMs,
      });
      measures.submission(feedId, outcome.repeated ? 'repeated' : 'accepted', durationMs);
      return;
    }
    const code =
      outcome.kind === 'declined' ? outcome.code : (outcome.issues.find(({ severity }) => severity === 'error')?.code ?? 'unknown');
    log.info('submission.refused', { feedId, code, durationMs });
    measures.submission(feedId, 'refused', durationMs);
  }
}

/** Several Idempotency-Key headers are one that is not valid. */
function headerText(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}
