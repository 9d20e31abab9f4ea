import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Inspection, MapContext, Mapped } from '../kit/adapter.js';
import { Refusal } from '../kit/issues.js';
import { submitted, type Entry, type Submitted } from './choose/entries.js';
import { plan, type Numbered } from './choose/plan.js';
import { References } from './choose/references.js';
import { recordOf } from './map/map-record.js';
import type { Placed } from './map/map-source.js';
import { notificationPositions } from './notify/notification-positions.js';
import { readDocument } from './read/read-document.js';
import { NO_RULES, type Rules } from './map/rules.js';
import type { Release } from './release.js';

/** `Adapter.inspect` of a release. */
export async function inspectFhir(
  input: AdapterInput,
  context: MapContext,
  release: Release,
  rules: Rules = NO_RULES,
): Promise<Inspection> {
  try {
    const { positions, document } = await planned(input, context, release, rules);
    const numbers = new Set(positions.map(({ number }) => number));
    return { accepted: true, positions: numbers.size, taken: document.taken, issues: [...document.bundleIssues] };
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
}

/** `Adapter.map` of a release. */
export async function* mapFhir(
  input: AdapterInput,
  context: MapContext,
  release: Release,
  rules: Rules = NO_RULES,
): AsyncGenerator<Mapped> {
  let work: Planned;
  try {
    work = await planned(input, context, release, rules);
  } catch (error) {
    yield { kind: 'refused', position: 1, issues: [issueOf(error)] };
    return;
  }
  const shared = sharedEntries(work);
  for (const [index, numbered] of work.positions.entries()) yield mapped(numbered, { work, shared, rules, ordinal: index + 1 }, context);
}

/** A submission read, checked and parted into positions. */
export interface Planned {
  readonly document: Submitted;
  readonly references: References;
  readonly positions: readonly Numbered[];
}

/**
 * Reads a submission and decides whom it is about.
 * @throws Refusal when the body cannot be taken at all
 */
export async function planned(
  input: AdapterInput,
  { limits, now }: MapContext,
  release: Release,
  rules: Rules = NO_RULES,
): Promise<Planned> {
  const read = await readDocument(input, limits, release);
  const checked = submitted(read, limits.records, release);
  const document = rules.complete?.(checked, new References(checked.entries, checked.readings)) ?? checked;
  const references = new References(document.entries, document.readings);
  if (read.notifications) return { document, references, positions: notificationPositions(read.notifications) };
  return { document, references, positions: plan({ submitted: document, references, now }) };
}

interface Surrounded {
  readonly work: Planned;
  /** Entries that more than one position is about. */
  readonly shared: ReadonlySet<Entry>;
  readonly rules: Rules;
  readonly ordinal: number;
}

function mapped({ number, position }: Numbered, { work, shared, rules, ordinal }: Surrounded, { now }: MapContext): Mapped {
  if (position.kind === 'refused' || position.kind === 'nothing') {
    const noticed = position.entries.flatMap((entry) => entry.issues);
    return { kind: position.kind, position: number, issues: once([...position.issues, ...noticed]) };
  }
  const among = shared.size > 0 && position.person.own.some((entry) => shared.has(entry));
  const placed: Placed = { number, position, submitted: work.document, among, ordinal };
  const made = recordOf(placed, work.references, now, rules);
  return 'record' in made
    ? { kind: 'record', position: number, record: made.record }
    : { kind: 'refused', position: number, issues: made.issues };
}

/** Entries of several positions; the frame of a message or document is shared by everybody in it. */
function sharedEntries({ positions, document }: Planned): ReadonlySet<Entry> {
  const people = positions.flatMap(({ position }) => (position.kind === 'person' ? [position.person] : []));
  const framed = document.type === 'message' || document.type === 'document';
  if (framed && people.length > 1) return new Set(people.flatMap(({ own }) => own));
  const seen = new Set<Entry>();
  const shared = new Set<Entry>();
  for (const { own } of people) for (const entry of own) (seen.has(entry) ? shared : seen).add(entry);
  return shared;
}

function once(issues: readonly Issue[]): Issue[] {
  return issues.filter(
    (issue, index) => issues.findIndex((other) => other.code === issue.code && other.location === issue.location) === index,
  );
}

/** A refusal is the sender's; anything else is our own fault and must not be taken for theirs. */
function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
