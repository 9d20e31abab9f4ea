import type { FhirResource } from 'fhir-kit-client';
import { FhirFault } from './fhir-fault.js';
import type { FhirServer } from './fhir-server.js';
import { ownReference } from './own-address.js';
import { momentOf, pages, type PageEntry } from './pages.js';
import { before, maxPagesOf, pageSizeOf, type Fetching } from './poll-search.js';

/**
 * What was deleted of a type since the last poll, by its history: a search never tells. Oldest first.
 * @param began the server's time before this poll's searches: where the first history begins, for nothing older was ever handed over
 */
export async function pollDeletions(type: string, fetching: Fetching, began: Date | undefined): Promise<void> {
  const { feedId, transport, server, checkpoints, stop } = fetching;
  const name = scopeOf(type);
  const cursor = momentOf(await checkpoints.read(feedId, name)) ?? began;
  if (cursor === undefined) return;
  const query = new URLSearchParams({ _since: before(cursor, transport).toISOString(), _count: String(pageSizeOf(transport)) });
  const deleted: Deleted[] = [];
  let asked: Date | undefined;
  const paging = { type: 'history' as const, maxPages: maxPagesOf(transport), stop };
  for await (const { entries, serverTime } of pages(
    server,
    (client, options) => client.request(`${type}/_history?${query.toString()}`, { options }),
    paging,
  )) {
    asked ??= serverTime;
    deleted.push(...entries.flatMap((entry) => deletedIn(entry, type)));
    if (deleted.length > MOST_DELETED) throw new FhirFault('fhir.endless-paging');
  }
  // A history tells the newest first (FHIR R4 §3.1.0.13).
  for (const one of deleted.reverse()) await handDeletion(one, fetching, asked ?? cursor);
  // HAPI dates no deletion, so the cursor is when the history was asked for.
  await checkpoints.write(feedId, name, (asked ?? cursor).toISOString());
  await fetching.seen.of(name).forgetBefore(before(cursor, transport));
}

/** Hands over that a resource is deleted, if it is. */
export async function handIfDeleted(type: string, id: string, fetching: Fetching): Promise<void> {
  const [newest] = await historyOf(type, id, fetching.server, fetching.stop);
  for (const one of newest === undefined ? [] : deletedIn(newest, type)) await handDeletion(one, fetching, new Date());
}

function scopeOf(type: string): string {
  return `fhir-deleted ${type}`;
}

const MOST_DELETED = 100_000;

interface Deleted {
  readonly type: string;
  readonly id: string;
  readonly version: string;
}

function deletedIn({ request, response, fullUrl }: PageEntry, type: string): readonly Deleted[] {
  if (request?.method !== 'DELETE') return [];
  const [, id, named] =
    new RegExp(`(?:^|/)${type}/([A-Za-z0-9.-]{1,64})(?:/_history/([A-Za-z0-9.-]{1,64}))?$`).exec(request.url ?? fullUrl ?? '') ?? [];
  const version = named ?? /^(?:W\/)?"([A-Za-z0-9.-]{1,64})"$/.exec(response?.etag ?? '')?.[1];
  return id === undefined || version === undefined ? [] : [{ type, id, version }];
}

/** @param at when it was told, for no server dates it */
async function handDeletion({ type, id, version }: Deleted, fetching: Fetching, at: Date): Promise<void> {
  const { server, hand, stop } = fetching;
  const key = JSON.stringify(['deleted', type, id, version]);
  const seen = fetching.seen.of(scopeOf(type));
  if (await seen.has(key)) return;
  stop.throwIfAborted();
  const was = (await historyOf(type, id, server, stop)).find(({ resource }) => resource?.resourceType === type)?.resource;
  const fullUrl = addressOf(server, type, id);
  const deletion = {
    fullUrl,
    request: { method: 'DELETE', url: `${type}/${id}/_history/${version}` },
    response: { etag: `W/"${version}"` },
  };
  // Who was deleted is known by the last that was said of them; whose flag was deleted, by the child.
  const entry = type === 'Patient' ? [{ ...deletion, resource: was }] : [...(await childOf(was, server, stop)), deletion];
  await hand({ resourceType: 'Bundle', type: 'history', entry });
  seen.add(key, at);
  await seen.save();
}

/** The first page of what became of a resource, newest first; empty when the server keeps none. */
async function historyOf(type: string, id: string, server: FhirServer, stop: AbortSignal): Promise<readonly PageEntry[]> {
  try {
    const first: Parameters<typeof pages>[1] = (client, options) => client.history({ resourceType: type, id, options });
    for await (const { entries } of pages(server, first, { type: 'history', maxPages: 1, stop })) return entries;
  } catch (error) {
    if (!(error instanceof FhirFault) || error.code !== 'fhir.absent') throw error;
  }
  return [];
}

/** The child that a resource was about, as the server has it now. */
async function childOf(was: FhirResource | undefined, server: FhirServer, stop: AbortSignal): Promise<readonly object[]> {
  const [patient] = SUBJECTS.flatMap((name) => {
    const reference = (was?.[name] as { readonly reference?: unknown } | undefined)?.reference;
    const found = typeof reference === 'string' ? ownReference(server.base, reference) : undefined;
    return found?.type === 'Patient' ? [found.id] : [];
  });
  if (patient === undefined) return [];
  try {
    const { resource } = await server.ask((client, options) => client.read({ resourceType: 'Patient', id: patient, options }), stop);
    return [{ fullUrl: addressOf(server, 'Patient', patient), resource }];
  } catch (error) {
    if (error instanceof FhirFault && error.code === 'fhir.absent') return [];
    throw error;
  }
}

/** Where resources say whom they are about. */
const SUBJECTS = ['subject', 'patient', 'beneficiary', 'for', 'individual'];

export function addressOf({ base }: FhirServer, type: string, id: string): string {
  return `${base.href.replace(/\/+$/, '')}/${type}/${id}`;
}
