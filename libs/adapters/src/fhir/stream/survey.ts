import type { Issue } from '@mash-gateway/contracts';
import { Refusal, refusal } from '../../kit/issues.js';
import { BUNDLE_TYPES, entriesOfItem, frameOf, hasScore, severalMatch, type Reading, type Submitted } from '../choose/entries.js';
import { PatientIds } from '../choose/patient-ids.js';
import { settle } from '../choose/plan-settled.js';
import { subscriptionNotification } from '../notify/read-subscription-status.js';
import { Readings } from '../read/element.js';
import { refuseTemplate } from '../read/read-document.js';
import { isList, isObject, type Json, type JsonObject } from '../read/tree.js';
import type { Release } from '../release.js';
import type { StreamBounds } from './bounds.js';
import { itemsOf, type Places, type Source } from './items.js';
import { isSupportingItem, Links, type Woven } from './links.js';
import { NumberList } from './numbers.js';

/** Bundles whose entries are read one by one: in the others everything belongs to one message or document. */
const STREAMED: ReadonlySet<string> = new Set(['collection', 'searchset', 'history', 'batch', 'transaction']);

/** What the first reading of a body found: no entry, and of each a few numbers. */
export interface Survey extends Woven, Places {
  readonly source: Source;
  readonly bounds: StreamBounds;
  /** The submission but for its entries. */
  readonly submitted: Omit<Submitted, 'entries'>;
  readonly reading: Reading;
  /** Whether the JSON text of an item must be walked again for numbers that keep their digits. */
  isExact(index: number): boolean;
  /** Whether an item that others only refer to is a position of its own all the same. */
  standsAlone(index: number): boolean;
  /** Whether an item is only there to be referred to. */
  isSupporting(index: number): boolean;
  /** Issues of the entries, each place once: told where nobody is named. */
  readonly issues: readonly Issue[];
}

/**
 * Reads a body once: proves it, and finds which of its entries belong together.
 * @returns undefined for what is read whole: one resource, a message, a document, notifications
 * @throws Refusal for what cannot be taken at all
 */
export async function survey(source: Source, release: Release, bounds: StreamBounds): Promise<Survey | undefined> {
  const syntax = source.syntax === 'xml' ? 'xml' : 'json';
  const noted = new Noted({ syntax, release, readings: new Readings() }, bounds);
  try {
    for await (const part of itemsOf(source)) {
      if (part.kind === 'frame') return isStreamed(part.root) ? noted.survey(source, part.root) : undefined;
      if (noted.count === 0 && source.syntax !== 'ndjson' && !noted.mayBegin(part.value)) return undefined;
      noted.add(part.value, part);
    }
    return undefined;
  } catch (error) {
    throw noted.count === 0 && error instanceof Refusal && error.issue.code === 'limit.record-size' ? tooLarge(error.issue) : error;
  }
}

/** What has no entries is one resource, and that is the body. */
function tooLarge({ location, rule }: Issue): Refusal {
  return refusal('body.too-large', location, rule);
}

function isStreamed(root: JsonObject | undefined): root is JsonObject {
  const { resourceType, type } = root ?? {};
  return resourceType === 'Bundle' && typeof type === 'string' && STREAMED.has(type) && isList(root?.['entry'] ?? []);
}

interface Place {
  readonly from: number;
  readonly length: number;
  readonly isExact: boolean;
}

const INEXACT = 1;
const SUPPORTS = 2;
const SETTLED = 4;
const MOST_ISSUES = 500;

/** What is noted of the items, one after the other. */
class Noted {
  readonly #links = new Links();
  readonly #ids = new PatientIds();
  /** Lengths, and the gaps before: places are told from them, because a place needs more than 32 bits. */
  readonly #lengths = new NumberList();
  readonly #gaps = new NumberList();
  readonly #flags = new NumberList();
  readonly #issues = new Map<string, Issue>();
  #end = 0;
  #scored = 0;

  /** Items noted so far. */
  get count(): number {
    return this.#lengths.length;
  }

  constructor(
    private readonly reading: Reading,
    private readonly bounds: StreamBounds,
  ) {}

  add(value: Json, { from, length, isExact }: Place): void {
    const index = this.#lengths.length;
    const { entries: most } = this.bounds;
    if (index >= most) throw refusal('limit.items', 'Bundle.entry', `More than ${most} entries: split`);
    const resource = isObject(value) ? value['resource'] : undefined;
    if (isObject(resource)) refuseTemplate(resource, `Bundle.entry[${index}].resource`);
    if (hasScore(value)) this.#scored += 1;
    // Readings of its own, because nothing of the item is kept.
    const entries = entriesOfItem(value, index, { ...this.reading, readings: new Readings() });
    this.#links.add(index, entries);
    for (const entry of entries) this.#ids.add(entry);
    if (this.#links.size > most * NUMBERS_PER_ENTRY)
      throw refusal('limit.items', 'Bundle.entry', 'More ids and references than can be followed: split');
    const supports = isSupportingItem(index, entries);
    this.#gaps.push(from - this.#end);
    this.#lengths.push(length);
    this.#end = from + length;
    this.#flags.push((isExact ? 0 : INEXACT) | (supports ? SUPPORTS : 0) | (settle(entries).length > 0 ? SETTLED : 0));
    for (const { issues } of entries) for (const issue of issues) this.#tell(issue);
  }

  survey(source: Source, root: JsonObject): Survey {
    const count = this.#lengths.length;
    const lengths = this.#lengths;
    const gaps = this.#gaps;
    const flags = this.#flags;
    const type = root['type'] as Exclude<keyof typeof BUNDLE_TYPES, 'message' | 'document'>;
    const conflict = this.#ids.refusalFor(type);
    if (conflict) throw conflict;
    const reading: Reading = { ...this.reading, several: severalMatch(root, this.#scored) };
    const has = (index: number, flag: number): boolean => (flags.at(index) & flag) !== 0;
    const { release, readings } = reading;
    const frame = source.syntax === 'ndjson' ? { bundleIssues: [] } : frameOf(root, reading);
    return {
      source,
      bounds: this.bounds,
      count,
      reading,
      submitted: { release, type, taken: BUNDLE_TYPES[type], ...frame, readings },
      issues: [...this.#issues.values()],
      gap: (index) => gaps.at(index),
      length: (index) => lengths.at(index),
      isExact: (index) => !has(index, INEXACT),
      isSupporting: (index) => has(index, SUPPORTS),
      standsAlone: (index) => type === 'batch' || has(index, SETTLED),
      ...this.#links.weave(),
    };
  }

  /** Whether a Bundle that begins so may be read entry by entry: a notification is told by its first entry, and so is another release of FHIR. */
  mayBegin(value: Json): boolean {
    const begun = { resourceType: 'Bundle', entry: [value] };
    if (subscriptionNotification(begun)) return false;
    this.reading.release.refuseOtherVersions(begun);
    return true;
  }

  #tell(issue: Issue): void {
    const key = `${issue.code} ${issue.location}`;
    if (this.#issues.size < MOST_ISSUES && !this.#issues.has(key)) this.#issues.set(key, issue);
  }
}

/** Keys and references; an entry has about ten. */
const NUMBERS_PER_ENTRY = 20;
