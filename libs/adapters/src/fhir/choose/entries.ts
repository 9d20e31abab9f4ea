import type { Issue } from '@mash-gateway/contracts';
import { fault, IssueList, refusal, type Report } from '../../kit/issues.js';
import { checkResource } from '../structure/check-structure.js';
import { Element, Readings } from '../read/element.js';
import type { FhirDocument } from '../read/read-document.js';
import type { Release } from '../release.js';
import { isList, isObject, type Json, type JsonObject } from '../read/tree.js';

/** How a Bundle of this type is taken: `whole` as the FHIR R4 rules for transactions, messages and documents require. */
export const BUNDLE_TYPES = {
  collection: 'each',
  searchset: 'each',
  batch: 'each',
  history: 'each',
  transaction: 'whole',
  message: 'whole',
  document: 'whole',
} as const;
/** A Bundle type this adapter takes, or one resource on its own. */
export type DocumentType = keyof typeof BUNDLE_TYPES | 'resource';

/** In what is read whole: with more entries, empty ones above all, the work is out of all proportion to the bytes. */
const MAX_ENTRIES = 20_000;

/** One entry of a Bundle, or the single resource. */
export interface Entry {
  /** Index in `Bundle.entry`; 0 for a single resource. */
  readonly index: number;
  /** FHIRPath of the resource. */
  readonly path: string;
  readonly fullUrl?: string;
  /** Absent for a deletion, or when it was no resource. */
  readonly resource?: Element;
  readonly type: string;
  readonly method?: string;
  /** `Bundle.entry.request.url`. */
  readonly url?: string;
  /** The entry is an outcome, not a match, of a search. */
  readonly outcome: boolean;
  /** Whom the entry is about, where its standard says so and its subject only names whom the message reaches. */
  readonly about?: Element;
  /** A search found it and does not say that it is who was asked for: its score is below 1, or others match as well. */
  readonly candidate?: true;
  /** A search brought it along with what it found (`search.mode` include). */
  readonly included?: true;
  /** `Bundle.entry.response.etag`: in a history, the version that the entry made. */
  readonly etag?: string;
  /** What the structure check found in this entry. */
  readonly issues: readonly Issue[];
}

/** A checked submission. */
export interface Submitted {
  readonly release: Release;
  readonly type: DocumentType;
  readonly taken: 'whole' | 'each';
  readonly bundle?: Element;
  readonly bundleIssues: readonly Issue[];
  readonly entries: readonly Entry[];
  /** Entries that belong to whomever a message is about although nothing refers to them. */
  readonly framed?: readonly Entry[];
  /** Mothers by their child, where the event of a message says who is whose and no resource does. */
  readonly mothers?: ReadonlyMap<JsonObject, Element>;
  /** The role in which a Practitioner acts here, by the Practitioner: where a message says it without a reference. */
  readonly roles?: ReadonlyMap<JsonObject, Element>;
  readonly readings: Readings;
}

/**
 * Checks the structure of a document and parts it into entries.
 * @throws Refusal `format.unsupported` for a Bundle type that carries answers, `format.value` for entries that are no list,
 * `limit.items` for too many of them
 */
export function submitted(document: FhirDocument, records: number, release: Release): Submitted {
  const most = Math.min(records, MAX_ENTRIES);
  const readings = new Readings();
  const { root, syntax } = document;
  if (root['resourceType'] !== 'Bundle') {
    const entry = single(document, { readings, release });
    return { release, type: 'resource', taken: 'whole', bundleIssues: [], entries: [entry], readings };
  }
  const type = bundleType(root);
  const raw = root['entry'] ?? [];
  if (!isList(raw)) throw refusal('format.value', 'Bundle.entry', 'Must be a list');
  if (raw.length > most) throw refusal('limit.items', 'Bundle.entry', `More than ${most} entries`);
  const reading = { syntax, readings, release, several: severalMatch(root, raw.filter(hasScore).length) };
  const entries = raw.flatMap((item, index) => entriesOfItem(item, index, reading));
  if (entries.length > most) throw refusal('limit.items', 'Bundle.entry', `More than ${most} entries`);
  return { release, type, taken: BUNDLE_TYPES[type], ...frameOf(root, reading), entries, readings };
}

/** A Bundle without its entries, checked. Those are checked one by one, so that a fault in one is an issue of its own records only. */
export function frameOf(root: JsonObject, { syntax, readings, release }: Reading): Required<Pick<Submitted, 'bundle' | 'bundleIssues'>> {
  const issues = new IssueList();
  const rest = Object.fromEntries(Object.entries(root).filter(([key]) => key !== 'entry'));
  const bundle = new Element(checkResource(rest, 'Bundle', { syntax, release, report: issues.report }) ?? {}, 'Bundle', readings);
  bundle.pass('type', 'id');
  return { bundle, bundleIssues: issues.all() };
}

/** The entries that one item of `Bundle.entry` is: one, or with a Bundle inside it those of that Bundle as well. */
export function entriesOfItem(item: Json, index: number, reading: Reading): Entry[] {
  return unfolded(item, { index, path: `Bundle.entry[${index}]` }, reading);
}

function bundleType(root: JsonObject): keyof typeof BUNDLE_TYPES {
  const type = root['type'];
  if (typeof type === 'string' && Object.hasOwn(BUNDLE_TYPES, type)) return type as keyof typeof BUNDLE_TYPES;
  throw refusal('format.unsupported', 'Bundle.type', `One of ${Object.keys(BUNDLE_TYPES).join(', ')}`);
}

function single({ root, syntax }: FhirDocument, { readings, release }: Omit<Reading, 'syntax'>): Entry {
  // A type this adapter does not list is the sender's own word, and no location repeats it.
  const type = text(root['resourceType']) ?? '';
  const path = release.structure.isListedResource(type) ? type : 'Resource';
  const issues = new IssueList();
  const checked = checkResource(root, path, { syntax, release, report: issues.report });
  const found = checked ? { resource: elementOf(checked, path, { readings, release }) } : {};
  return { index: 0, path, type, outcome: false, issues: issues.all(), ...found };
}

/** How entries are read. */
export interface Reading {
  readonly syntax: 'json' | 'xml';
  readonly readings: Readings;
  readonly release: Release;
  /** The search found more than one. */
  readonly several?: boolean;
}

/** Whether a search found several: by its total, which counts other pages too, or by those that are here with a score. */
export function severalMatch({ total }: JsonObject, scored: number): boolean {
  return Number(total ?? 0) > 1 || scored > 1;
}

/** Whether a search says of an item how well it matches. */
export function hasScore(item: Json): boolean {
  return scoreOf(item) !== undefined;
}

/** How sure a search is of a match: 1 is exact, a fuzzy match is below it (Bundle.entry.search.score; PDS). */
function scoreOf(item: Json): number | undefined {
  const search = isObject(item) ? item['search'] : undefined;
  const score = isObject(search) ? search['score'] : undefined;
  return score === undefined || score === null ? undefined : Number(score);
}

function elementOf(checked: JsonObject, path: string, { readings, release }: Omit<Reading, 'syntax'>): Element {
  return new Element(release.upgrade?.(checked, path, readings) ?? checked, path, readings);
}

/** Where an entry stands: in a Bundle inside the Bundle its index is that of the outermost entry. */
interface Standing {
  readonly index: number;
  readonly path: string;
}

/** A document may travel inside a message as a Bundle of its own (ITK3): its entries stand beside the others. */
function unfolded(item: Json, { index, path }: Standing, reading: Reading): Entry[] {
  const inner =
    isObject(item) && isObject(item['resource']) && item['resource']['resourceType'] === 'Bundle' ? item['resource'] : undefined;
  const entries = inner?.['entry'];
  if (!isObject(item) || !inner || !isList(entries)) return [bundled(item, { index, path }, reading)];
  const frame = Object.fromEntries(Object.entries(inner).filter(([key]) => key !== 'entry'));
  const outer = bundled({ ...item, resource: frame }, { index, path }, reading);
  return [outer, ...entries.flatMap((entry, at) => unfolded(entry, { index, path: `${path}.resource.entry[${at}]` }, reading))];
}

function bundled(item: Json, { index, path: at }: Standing, { syntax, readings, release, several = false }: Reading): Entry {
  const path = `${at}.resource`;
  const issues = new IssueList();
  const { report } = issues;
  if (!isObject(item)) return empty(index, path, report, issues);
  const raw = item['resource'];
  const checked = isObject(raw) ? checkResource(raw, path, { syntax, release, report }) : undefined;
  const request = isObject(item['request']) ? item['request'] : {};
  const search = isObject(item['search']) ? item['search'] : {};
  const response = isObject(item['response']) ? item['response'] : {};
  const method = text(request['method']);
  if (checked === undefined && method !== 'DELETE') report(fault('format.missing', path, 'The entry holds no resource'));
  const fullUrl = text(item['fullUrl']);
  const url = text(request['url']);
  const etag = text(response['etag']);
  const score = scoreOf(item);
  return {
    index,
    path,
    type: text(checked?.['resourceType']) ?? '',
    outcome: search['mode'] === 'outcome',
    issues: issues.all(),
    ...(fullUrl === undefined ? {} : { fullUrl }),
    ...(checked ? { resource: elementOf(checked, path, { readings, release }) } : {}),
    ...(method === undefined ? {} : { method }),
    ...(url === undefined ? {} : { url }),
    ...(search['mode'] === 'include' ? { included: true as const } : {}),
    ...(etag === undefined ? {} : { etag }),
    ...(score !== undefined && (several || !(score >= 1)) ? { candidate: true as const } : {}),
  };
}

function empty(index: number, path: string, report: Report, issues: IssueList): Entry {
  report(fault('format.value', path, 'An entry must be an object'));
  return { index, path, type: '', outcome: false, issues: issues.all() };
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
