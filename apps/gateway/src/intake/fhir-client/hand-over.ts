import { Readable } from 'node:stream';
import { clientOfFeed, type WayParts } from '../ways/way-in.js';
import { FhirFault } from './fhir-fault.js';

/** Hands a Bundle to reception; resolves when it is durable, or refused and kept. */
export type HandOver = (bundle: object) => Promise<void>;

/** @param taken told whenever something was taken */
export function handOver({ feed, reception }: Pick<WayParts, 'feed' | 'reception'>, taken: () => void): HandOver {
  return async (bundle) => {
    const outcome = await reception.take({
      feed,
      clientId: clientOfFeed(feed),
      contentType: 'application/fhir+json',
      contentEncoding: undefined,
      idempotencyKey: undefined,
      body: Readable.from([Buffer.from(JSON.stringify(bundle), 'utf8')]),
      keepRefused: true,
    });
    // What is declined is declined whatever is fetched: the feed is set up wrongly.
    if (outcome.kind === 'declined') throw new FhirFault('feed.declined');
    taken();
  };
}
