import { createHash } from 'node:crypto';
import type { FhirSearch, FhirTransport } from '../../config/transports/fhir.js';
import type { Checkpoints } from '../../journal/feeds/checkpoints.js';
import type { FhirServer } from './fhir-server.js';
import type { HandOver } from './hand-over.js';
import { momentOf, pages } from './pages.js';
import type { EverySeen } from './seen.js';
import { statementsOf } from './statements.js';

/** What fetching is done with. */
export interface Fetching {
  readonly feedId: string;
  readonly transport: FhirTransport;
  readonly server: FhirServer;
  readonly checkpoints: Checkpoints;
  readonly seen: EverySeen;
  readonly hand: HandOver;
  readonly stop: AbortSignal;
}

const DEFAULT_PAGE_SIZE = 100;
const DEFAULT_MAX_PAGES = 10_000;
const DEFAULT_OVERLAP_SECONDS = 120;

/**
 * One poll of one search: everything that changed since the cursor less the overlap, oldest first, each match by itself. The cursor moves
 * only when every page is durable, to the newest change that the server told.
 * @returns the server's time at the first page
 */
export async function pollSearch(search: FhirSearch, fetching: Fetching): Promise<Date | undefined> {
  const { feedId, transport, server, checkpoints, hand, stop } = fetching;
  const name = cursorName(search);
  const seen = fetching.seen.of(name);
  const cursor = momentOf(await checkpoints.read(feedId, name));
  const from = cursor === undefined ? momentOf(transport.since) : before(cursor, transport);
  const searchParams = {
    ...search.parameters,
    ...(from === undefined ? {} : { _lastUpdated: `ge${from.toISOString()}` }),
    _sort: '_lastUpdated',
    _count: pageSizeOf(transport),
    ...(search.include === undefined ? {} : { _include: [...search.include] }),
  };
  let began: Date | undefined;
  let newest = cursor;
  const paging = { type: 'searchset' as const, maxPages: maxPagesOf(transport), stop };
  const first: Parameters<typeof pages>[1] = (client, options) => client.search({ resourceType: search.resource, searchParams, options });
  for await (const { entries, serverTime } of pages(server, first, paging)) {
    began ??= serverTime;
    for (const { key, changedAt, bundle } of statementsOf(entries)) {
      stop.throwIfAborted();
      if (changedAt !== undefined && (newest === undefined || changedAt > newest)) newest = changedAt;
      if (await seen.has(key)) continue;
      await hand(bundle);
      seen.add(key, changedAt ?? began ?? new Date(0));
    }
    await seen.save();
    if (seen.isFull && newest !== undefined) await seen.forgetBefore(before(newest, transport));
  }
  // A change dated in the future would hide every other until then.
  if (newest !== undefined && began !== undefined && newest > began) newest = began;
  if (newest !== undefined && newest.getTime() !== cursor?.getTime()) {
    await checkpoints.write(feedId, name, newest.toISOString());
    await seen.forgetBefore(before(newest, transport));
  }
  return began;
}

/** A search that is changed begins anew. */
export function cursorName({ resource, parameters, include }: FhirSearch): string {
  const asked = JSON.stringify([Object.entries(parameters ?? {}).sort(), include ?? []]);
  return `fhir ${resource} ${createHash('sha256').update(asked).digest('hex').slice(0, 16)}`;
}

/** The overlap before a moment. */
export function before(moment: Date, { overlapSeconds = DEFAULT_OVERLAP_SECONDS }: FhirTransport): Date {
  return new Date(moment.getTime() - overlapSeconds * 1000);
}

export function maxPagesOf({ maxPages = DEFAULT_MAX_PAGES }: FhirTransport): number {
  return maxPages;
}

export function pageSizeOf({ pageSize = DEFAULT_PAGE_SIZE }: FhirTransport): number {
  return pageSize;
}
