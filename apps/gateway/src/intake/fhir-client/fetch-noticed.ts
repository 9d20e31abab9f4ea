import type { FhirSearch } from '../../config/transports/fhir.js';
import type { Notices } from '../../journal/feeds/notices.js';
import { addressOf, handIfDeleted } from './deletions.js';
import { FhirFault } from './fhir-fault.js';
import { ownReference } from './own-address.js';
import { cursorName, maxPagesOf, type Fetching } from './poll-search.js';
import { pages, type PageEntry } from './pages.js';
import { statementsOf } from './statements.js';

const AT_A_TIME = 100;

/** Fetches what notifications named, each until it is durable; a notification that named nothing is answered by the poll after this. */
export async function fetchNoticed(notices: Notices, fetching: Fetching): Promise<void> {
  const { feedId, server } = fetching;
  for (let some = await notices.waiting(feedId, AT_A_TIME); some.length > 0; some = await notices.waiting(feedId, AT_A_TIME)) {
    for (const notice of some) {
      const named = ownReference(server.base, notice.reference);
      if (named !== undefined) await fetchOne(named.type, named.id, fetching);
      await notices.done(feedId, notice);
    }
  }
}

/** In the way the search of its type would have found it, so that it is the same statement whichever finds it first. */
async function fetchOne(type: string, id: string, fetching: Fetching): Promise<void> {
  const { transport, hand, stop } = fetching;
  const searches = (transport.searches ?? []).filter(({ resource }) => resource === type);
  const statements = searches.length > 0 ? [] : statementsOf(await readOne(type, id, fetching));
  for (const { bundle } of statements) await hand(bundle);
  let found = statements.length > 0;
  for (const search of searches) {
    stop.throwIfAborted();
    if (await searchOne(search, id, fetching)) found = true;
  }
  if (!found && transport.deletions === true) await handIfDeleted(type, id, fetching);
}

async function searchOne(search: FhirSearch, id: string, fetching: Fetching): Promise<boolean> {
  const { resource, parameters, include } = search;
  const { server, transport, hand, stop } = fetching;
  const seen = fetching.seen.of(cursorName(search));
  const searchParams = { ...parameters, _id: id, ...(include === undefined ? {} : { _include: [...include] }) };
  const first: Parameters<typeof pages>[1] = (client, options) => client.search({ resourceType: resource, searchParams, options });
  let found = false;
  for await (const { entries } of pages(server, first, { type: 'searchset', maxPages: maxPagesOf(transport), stop })) {
    for (const { key, changedAt, bundle } of statementsOf(entries)) {
      found = true;
      if (await seen.has(key)) continue;
      await hand(bundle);
      seen.add(key, changedAt ?? new Date(0));
    }
  }
  await seen.save();
  return found;
}

async function readOne(type: string, id: string, { server, stop }: Fetching): Promise<readonly PageEntry[]> {
  try {
    const { resource } = await server.ask((client, options) => client.read({ resourceType: type, id, options }), stop);
    if (resource.resourceType !== type) throw new FhirFault('fhir.not-fhir');
    return [{ fullUrl: addressOf(server, type, id), resource, search: { mode: 'match' } }];
  } catch (error) {
    if (error instanceof FhirFault && error.code === 'fhir.absent') return [];
    throw error;
  }
}
