import type { FeedConfig } from '../../config/gateway-config.js';
import type { Notices } from '../../journal/feeds/notices.js';
import type { WayIn } from '../ways/way-in.js';
import { ownReference } from './own-address.js';

/** Where notifications for polled FHIR feeds arrive: each is made durable as a reason to fetch, and as nothing else. */
export class Notifications {
  constructor(
    private readonly notices: Notices,
    private readonly feeds: readonly FeedConfig[],
    private readonly ways: readonly WayIn[],
  ) {}

  /** Whether the feed is one that fetches. */
  takes(feedId: string): boolean {
    return this.feeds.some(({ id, transport }) => id === feedId && transport?.kind === 'fhir');
  }

  /**
   * Durable when it resolves. What is not of the feed's own server is not fetched: such a reference is a reason to poll, as a
   * notification without any is.
   */
  async take(feedId: string, references: readonly string[]): Promise<void> {
    const transport = this.feeds.find(({ id }) => id === feedId)?.transport;
    if (transport?.kind !== 'fhir') return;
    const base = new URL(transport.url);
    const own = references.flatMap((reference) => {
      const named = ownReference(base, reference);
      return named === undefined ? [] : [`${named.type}/${named.id}`];
    });
    await this.notices.add(feedId, own.length === 0 ? [''] : own);
    for (const way of this.ways) if (way.feedId === feedId) way.wake?.();
  }
}
