import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Inspection, MapContext, Mapped } from '../kit/adapter.js';
import { Refusal } from '../kit/issues.js';
import { submitted, type Submitted } from './choose/entries.js';
import { PatientIds } from './choose/patient-ids.js';
import { plan, type Numbered } from './choose/plan.js';
import { References } from './choose/references.js';
import { mapped, sharedEntries } from './map/map-position.js';
import { notificationPositions } from './notify/notification-positions.js';
import { readDocument } from './read/read-document.js';
import { NO_RULES, type Rules } from './map/rules.js';
import type { Release } from './release.js';
import { Remembered } from './remembered.js';
import { STREAM_BOUNDS, type StreamBounds } from './stream/bounds.js';
import type { Prospect } from './stream/outlook.js';
import { positionsOf, type Found } from './stream/positions.js';
import { streamed } from './stream/streamed.js';

/** `Adapter.inspect` of a release. */
export async function inspectFhir(
  input: AdapterInput,
  context: MapContext,
  release: Release,
  rules: Rules = NO_RULES,
): Promise<Inspection> {
  try {
    const work = await workOf(input, context, release, rules);
    if (work.kind === 'streamed') {
      const { positions, survey } = work.prospect;
      const { taken, bundleIssues } = survey.submitted;
      return { accepted: true, positions, taken, issues: [...bundleIssues] };
    }
    const { positions, document } = work;
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
  const { now } = context;
  try {
    const work = await workOf(input, context, release, rules);
    for await (const { ordered, references, among } of foundIn(work, now)) yield mapped(ordered, { references, among, rules, now });
  } catch (error) {
    yield { kind: 'refused', position: 1, issues: [issueOf(error)] };
  }
}

/** A submission read as far as it must be before any of it is mapped: whole, or where that may be large, entry by entry. */
export type Work = Planned | { readonly kind: 'streamed'; readonly prospect: Prospect };

/** A submission read whole, checked and parted into positions. */
export interface Planned {
  readonly kind: 'whole';
  readonly document: Submitted;
  readonly references: References;
  readonly positions: readonly Numbered[];
}

/**
 * Reads a submission and decides whom it is about.
 * @throws Refusal when the body cannot be taken at all
 */
export function workOf(
  input: AdapterInput,
  context: MapContext,
  release: Release,
  rules: Rules = NO_RULES,
  bounds: StreamBounds = STREAM_BOUNDS,
): Promise<Work> {
  return KNOWN.of(input, context, release, async () => {
    // What completes a submission as a whole must see it whole.
    const prospect = rules.complete ? undefined : await streamed(input, context, release, bounds);
    return prospect ? { kind: 'streamed', prospect } : planned(input, context, release, rules);
  });
}

const KNOWN = new Remembered<Work>();

/** The positions of a submission in the order in which they are mapped. */
export async function* foundIn(work: Work, now: Date): AsyncGenerator<Found> {
  if (work.kind === 'streamed') {
    yield* positionsOf(work.prospect, now);
    return;
  }
  const { document, references, positions } = work;
  const among = sharedEntries(positions, document);
  for (const [index, { number, position }] of positions.entries())
    yield { ordered: { number, ordinal: index + 1, position, submitted: document }, references, among };
}

async function planned(input: AdapterInput, { limits, now }: MapContext, release: Release, rules: Rules): Promise<Planned> {
  const read = await readDocument(input, limits, release);
  const checked = submitted(read, limits.records, release);
  refuseSharedIds(checked);
  const document = rules.complete?.(checked, new References(checked.entries, checked.readings)) ?? checked;
  const references = new References(document.entries, document.readings);
  const positions = read.notifications ? notificationPositions(read.notifications) : plan({ submitted: document, references, now });
  return { kind: 'whole', document, references, positions };
}

/** @throws Refusal `format.ambiguous-child` */
function refuseSharedIds({ entries, type }: Submitted): void {
  const ids = new PatientIds();
  for (const entry of entries) ids.add(entry);
  const conflict = ids.refusalFor(type);
  if (conflict) throw conflict;
}

/** A refusal is the sender's; anything else is our own fault and must not be taken for theirs. */
function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
