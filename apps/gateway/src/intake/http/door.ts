import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { FeedConfig } from '../../config/gateway-config.js';
import { RequestRefused } from '../../security/refusal.js';
import { clientOf } from '../../security/rights.js';
import type { Examine, Incoming } from '../incoming.js';
import type { IntakeOutcome } from '../outcome.js';
import type { Reception } from '../reception.js';

/** Bodies taken at once; each may hold a mebibyte of memory. Whoever comes after is asked to come again. */
const MOST_INSIDE = 1_000;

/** The way in over HTTP, for feeds and for FHIR alike: finds the feed and hands the body over. */
export class Door {
  private readonly feeds: ReadonlyMap<string, FeedConfig>;

  constructor(
    private readonly reception: Reception,
    feeds: readonly FeedConfig[],
  ) {
    this.feeds = new Map(feeds.map((feed) => [feed.id, feed]));
  }

  /** @throws RequestRefused when there is no such feed, or too many are inside */
  async take(request: FastifyRequest, feedId: string, examine?: Examine): Promise<IntakeOutcome> {
    const feed = this.feed(feedId);
    if (this.reception.busy >= MOST_INSIDE) throw new RequestRefused('request.too-many');
    return this.reception.take({
      feed,
      clientId: clientOf(request).id,
      contentType: request.headers['content-type'],
      contentEncoding: request.headers['content-encoding'],
      idempotencyKey: headerText(request.headers['idempotency-key']),
      body: (request.body as Readable | undefined) ?? request.raw,
      ...(examine === undefined ? {} : { examine }),
    });
  }

  /**
   * As {@link take}, for a body that a page has made of what its request said.
   * @throws RequestRefused as {@link take}; JournalUnavailable when nothing can be made durable now
   */
  async takeMade(
    request: FastifyRequest,
    feedId: string,
    made: Pick<Incoming, 'contentType' | 'idempotencyKey' | 'body'>,
  ): Promise<IntakeOutcome> {
    const feed = this.feed(feedId);
    if (this.reception.busy >= MOST_INSIDE) throw new RequestRefused('request.too-many');
    return this.reception.take({ feed, clientId: clientOf(request).id, contentEncoding: undefined, ...made });
  }

  feed(feedId: string): FeedConfig {
    const feed = this.feeds.get(feedId);
    if (feed === undefined) throw new RequestRefused('feed.unknown');
    return feed;
  }
}

/** Several Idempotency-Key headers are one that is not valid. */
function headerText(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}
