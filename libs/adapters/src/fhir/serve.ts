import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Inspection, MapContext, Mapped } from '../kit/adapter.js';
import { Refusal } from '../kit/issues.js';
import { submitted, type Submitted } from './choose/entries.js';
import { plan, type Numbered } from './choose/plan.js';
import { References } from './choose/references.js';
import { mapped, sharedEntries } from './map/map-position.js';
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
  const { document, references, positions } = work;
  const among = sharedEntries(positions, document);
  for (const [index, { number, position }] of positions.entries())
    yield mapped({ number, ordinal: index + 1, position, submitted: document }, { references, among, rules, now: context.now });
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

/** A refusal is the sender's; anything else is our own fault and must not be taken for theirs. */
function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
