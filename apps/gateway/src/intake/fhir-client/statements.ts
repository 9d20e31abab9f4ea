import type { FhirResource } from 'fhir-kit-client';
import { momentOf, type PageEntry } from './pages.js';

/** One resource as a search found it, with what came along for it: handed over by itself, so that it is the same whatever page it stands on. */
export interface Statement {
  /** Type, id and version: the same again is not handed over again. Never stored or logged: an id may be an NHS number. */
  readonly key: string;
  readonly changedAt: Date | undefined;
  readonly bundle: object;
}

/** What a page states: each match with the resources that it refers to, and those that these refer to. */
export function statementsOf(entries: readonly PageEntry[]): readonly Statement[] {
  const included = new Map<string, PageEntry>();
  for (const entry of entries) if (entry.search?.mode === 'include') for (const name of namesOf(entry)) included.set(name, entry);
  return entries.flatMap((entry) => {
    const { resource, search } = entry;
    if (resource === undefined || resource.resourceType === 'OperationOutcome' || (search?.mode ?? 'match') !== 'match') return [];
    return [{ key: keyOf(resource), changedAt: changedAt(resource), bundle: searchset(entry, companions(entry, included)) }];
  });
}

/** When a resource changed, by its server. */
export function changedAt({ meta }: FhirResource): Date | undefined {
  return momentOf((meta as { readonly lastUpdated?: unknown } | undefined)?.lastUpdated);
}

function keyOf(resource: FhirResource): string {
  const { versionId, lastUpdated } = (resource['meta'] ?? {}) as { readonly versionId?: unknown; readonly lastUpdated?: unknown };
  return JSON.stringify([resource.resourceType, resource['id'], versionId, lastUpdated]);
}

/** Only what states the same when it is asked for again: no page's own id, time, links or total. */
function searchset(match: PageEntry, more: readonly PageEntry[]): object {
  const entry = [
    { fullUrl: match.fullUrl, resource: match.resource, search: { mode: 'match' } },
    ...more.map(({ fullUrl, resource }) => ({ fullUrl, resource, search: { mode: 'include' } })),
  ];
  return { resourceType: 'Bundle', type: 'searchset', entry };
}

const MOST_COMPANIONS = 200;

/** What a match refers to among what came along, in an order of its own: by name, not as the page had it. */
function companions(match: PageEntry, included: ReadonlyMap<string, PageEntry>): readonly PageEntry[] {
  const found = new Map<string, PageEntry>();
  const open = [match];
  for (let at = open.pop(); at !== undefined && found.size < MOST_COMPANIONS; at = open.pop()) {
    for (const reference of referencesIn(at.resource)) {
      const entry = included.get(reference.replace(/\/_history\/[^/]+$/, ''));
      const [name] = entry === undefined ? [] : namesOf(entry);
      if (entry === undefined || name === undefined || entry === match || found.has(name)) continue;
      found.set(name, entry);
      open.push(entry);
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}

/** What an entry can be referred to by. */
function namesOf({ fullUrl, resource }: PageEntry): readonly string[] {
  const relative = resource === undefined ? [] : [`${resource.resourceType}/${String(resource['id'])}`];
  return fullUrl === undefined ? relative : [...relative, fullUrl];
}

const DEEPEST = 40;

function referencesIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === 'reference' && typeof inner === 'string' ? [inner] : referencesIn(inner, depth + 1),
  );
}
