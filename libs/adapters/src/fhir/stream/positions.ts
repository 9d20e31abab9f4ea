import type { Entry, Submitted } from '../choose/entries.js';
import type { Outlook } from '../choose/choose-child.js';
import { nobody, place, planAlone, sort, type Placement } from '../choose/plan.js';
import { References } from '../choose/references.js';
import { sharedEntries, type Ordered } from '../map/map-position.js';
import { partsOf, type Part } from './gather.js';
import { planningOf, type Prospect } from './outlook.js';

/** A position with what it is mapped with. */
export interface Found {
  readonly ordered: Ordered;
  readonly references: References;
  /** Entries that more than one position is about. */
  readonly among: ReadonlySet<Entry>;
}

/**
 * The third reading: the positions of every part, as soon as its last entry has come by, each with the number it has in the
 * whole submission.
 */
export async function* positionsOf(prospect: Prospect, now: Date): AsyncGenerator<Found> {
  const { survey, rounds, shared, numbering, total, unclear } = prospect;
  const { submitted } = survey;
  if (survey.count === 0 || (total === 0 && submitted.type !== 'batch')) {
    yield nobodyAtAll(prospect);
    return;
  }
  const numberOf = numbering.numbers();
  const beyond = unclear.length === 0 ? shared.references : new References(unclear, submitted.readings, shared.references);
  for await (const part of partsOf(survey, rounds, shared)) {
    const planning = planningOf(part, { survey, shared, now, beyond });
    const placements = planned(part, planning, prospect);
    const among = sharedEntries(placements, submitted);
    for (const placement of placements) {
      const ordinal = numberOf(placement);
      const number = submitted.type === 'batch' ? placement.met + 1 : ordinal;
      const ordered = { number, ordinal, position: placement.position, submitted: planning.submitted };
      yield { ordered, references: planning.references, among };
    }
  }
}

function planned({ entries: part }: Part, planning: ReturnType<typeof planningOf>, { outlook }: Prospect): Placement[] {
  if (planning.submitted.type !== 'batch') return place(sort(part, planning), inPart(outlook, part));
  return part.flatMap((entry) =>
    planAlone(entry, planning).map((placement): Placement => ({ ...placement, rank: 'person', met: entry.index })),
  );
}

/** Somebody unclear who stands in this very part is the one that stands in it. */
function inPart(outlook: Outlook, part: readonly Entry[]): Outlook {
  if (outlook.unclear.length === 0) return outlook;
  const byPath = new Map(part.map((entry) => [entry.path, entry.resource]));
  return { ...outlook, unclear: outlook.unclear.map((patient) => byPath.get(patient.path) ?? patient) };
}

/** The one position of a submission about nobody; its entries are not held, so their issues stand for them. */
function nobodyAtAll({ survey, shared }: Prospect): Found {
  const { position } = nobody([]);
  const issues =
    survey.count === 1 ? position.issues.map((issue) => ({ ...issue, location: 'Bundle.entry[0].resource' })) : position.issues;
  const submitted: Submitted = { ...survey.submitted, entries: [] };
  const told = { ...position, issues: [...issues, ...survey.issues] };
  return { ordered: { number: 1, ordinal: 1, position: told, submitted }, references: shared.references, among: new Set() };
}
