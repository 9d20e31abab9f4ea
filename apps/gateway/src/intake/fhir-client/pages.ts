import type { FhirResource } from 'fhir-kit-client';
import { FhirFault } from './fhir-fault.js';
import type { Ask, FhirServer } from './fhir-server.js';
import { ownAddress } from './own-address.js';

/** One entry of a Bundle, as far as fetching looks at it. */
export interface PageEntry {
  readonly fullUrl?: string;
  readonly resource?: FhirResource;
  readonly search?: { readonly mode?: string };
  readonly request?: { readonly method?: string; readonly url?: string };
  readonly response?: { readonly etag?: string; readonly lastModified?: string };
}

/** A page of a search or of a history. */
export interface Page {
  readonly entries: readonly PageEntry[];
  /** When the server put it together: its own clock. */
  readonly serverTime: Date | undefined;
}

export interface Paging {
  readonly type: 'searchset' | 'history';
  readonly maxPages: number;
  readonly stop: AbortSignal;
}

/**
 * All pages, by the server's own `next` links, which are followed as they are and only to the server itself.
 * @throws FhirFault; `fhir.endless-paging` for a link that comes twice or too many pages, `fhir.page-expired` when the server has
 * forgotten a page it promised
 */
export async function* pages(server: FhirServer, first: Ask, { type, maxPages, stop }: Paging): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let answered = await server.ask(first, stop);
  for (let count = 1; ; count += 1) {
    const bundle = answered.resource;
    yield { entries: entriesOf(bundle, type), serverTime: builtAt(bundle) ?? answered.serverTime };
    const next = nextLink(bundle);
    if (next === undefined) return;
    const address = ownAddress(server.base, next);
    if (seen.has(address) || count >= maxPages) throw new FhirFault('fhir.endless-paging');
    seen.add(address);
    try {
      const linked = { ...bundle, link: [{ relation: 'next', url: address }] };
      answered = await server.ask((client, options) => client.nextPage({ bundle: linked, options }), stop);
    } catch (error) {
      throw error instanceof FhirFault && error.code === 'fhir.absent' ? new FhirFault('fhir.page-expired') : error;
    }
  }
}

/**
 * The entries of a page.
 * @throws FhirFault `fhir.not-fhir` for anything but such a Bundle, `fhir.search-incomplete` where the server says that something failed
 */
function entriesOf(bundle: FhirResource, type: Paging['type']): readonly PageEntry[] {
  const entries: unknown = bundle['entry'] ?? [];
  if (bundle.resourceType !== 'Bundle' || bundle['type'] !== type || !Array.isArray(entries)) throw new FhirFault('fhir.not-fhir');
  const objects = entries.filter((entry): entry is PageEntry => typeof entry === 'object' && entry !== null);
  if (objects.length < entries.length) throw new FhirFault('fhir.not-fhir');
  if (objects.some(saysFailed)) throw new FhirFault('fhir.search-incomplete');
  return objects;
}

/** A search that failed in part says so in an outcome among its matches (FHIR R4 §3.1.1.4.2). */
function saysFailed({ resource, search }: PageEntry): boolean {
  if (resource?.resourceType !== 'OperationOutcome' || search?.mode !== 'outcome') return false;
  const issues: unknown = resource['issue'];
  return (
    Array.isArray(issues) &&
    issues.some((issue: { readonly severity?: unknown } | null) => ['error', 'fatal'].includes(String(issue?.severity)))
  );
}

function nextLink(bundle: FhirResource): string | undefined {
  const links: unknown = bundle['link'];
  if (!Array.isArray(links)) return undefined;
  const next = (links as readonly ({ readonly relation?: unknown; readonly url?: unknown } | null)[]).find(
    (link) => link?.relation === 'next',
  );
  if (next === undefined) return undefined;
  if (typeof next?.url !== 'string') throw new FhirFault('fhir.not-fhir');
  return next.url;
}

function builtAt(bundle: FhirResource): Date | undefined {
  return momentOf((bundle['meta'] as { readonly lastUpdated?: unknown } | undefined)?.lastUpdated);
}

/** An instant; undefined for anything else. */
export function momentOf(text: unknown): Date | undefined {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time);
}
