import type { Charge, CourtResult, Information, Involvement, Measure } from '@mash-gateway/contracts';
import type { Report } from '../../kit/issues.js';
import { fitList, present } from '../../kit/texts.js';
import { PART_PLAYED } from '../codes/codes-cjs.js';
import type { Hearing, Matter, Offence, PartPlayed, Party } from '../read/facts.js';
import { when } from '../read/values.js';

/** The contract's word for what somebody is in a matter. */
export const INVOLVEMENT: Readonly<Record<PartPlayed, Involvement['part']>> = {
  defendant: 'suspect',
  victim: 'victim',
  witness: 'witness',
  subject: 'subject',
  applicant: 'other',
  respondent: 'other',
  'third-party': 'other',
};

/** What the record of one child is made for. */
export interface Telling {
  readonly matter: Matter;
  readonly party: Party;
  /** Other children of the matter by their id in this record. */
  readonly others: readonly Involvement[];
  readonly report: Report;
}

const MOST_ENTRIES = 500;

/** The hearing, then an entry for each offence, then the hearings that are to come. */
export function entriesOf(telling: Telling): Information[] {
  const { matter, party, report } = telling;
  const offences = fitList(party.offences, MOST_ENTRIES - 1, party.path, report).map((offence, index) =>
    offenceEntry(offence, `e${index + 2}`, telling),
  );
  const coming = distinct([...party.next, ...party.offences.flatMap(({ next }) => next)]);
  const first = offences.length + 2;
  const next = coming.map((hearing, index) => nextEntry(hearing, `e${first + index}`, telling));
  return fitList([hearingEntry(telling), ...offences, ...next], MOST_ENTRIES, matter.path, report);
}

function hearingEntry({ matter, party, others, report }: Telling): Information {
  const { hearing } = matter;
  return present<Information>({
    entryId: 'e1',
    kind: 'court-result',
    dfeRecordType: 'crime-justice.details',
    codes: fitList([{ system: PART_PLAYED, code: party.part }, ...party.codes, ...matter.codes, ...hearing.codes], 50, matter.path, report),
    state: matter.heard ? 'completed' : 'planned',
    occurredAt: when(hearing.at, undefined),
    court: courtOf(hearing, []),
    people: [own(party), ...others],
    references: fitList(matter.references, 20, matter.path, report),
    professionals: [...matter.professionals],
    outcomes: fitList(party.outcomes, 20, party.path, report),
    // The statement of facts of a case is about everybody in it.
    measures: fitList([...party.measures, ...(isBystander(party) ? [] : matter.measures), ...hearing.measures], 100, party.path, report),
  });
}

/** One offence with the court's plea, finding and results. The wording tells what happened and can name people and places. */
function offenceEntry(offence: Offence, entryId: string, { matter, party, report }: Telling): Information {
  return present<Information>({
    entryId,
    kind: 'court-result',
    dfeRecordType: 'crime-justice.details',
    codes: fitList(offence.codes, 50, party.path, report),
    state: matter.heard ? 'completed' : 'active',
    occurredAt: offence.occurredAt,
    title: offence.title,
    narrative: offence.wording,
    place: offence.place,
    court: courtOf(matter.hearing, [chargeFor(offence, party)]),
    people: [own(party)],
    references: [...offence.references],
    outcomes: fitList(party.part === 'witness' ? [] : offence.outcomes, 20, party.path, report),
    measures: fitList(factsFor(offence, party), 100, party.path, report),
    relatedEntries: ['e1'],
  });
}

function nextEntry(hearing: Hearing, entryId: string, { party }: Telling): Information {
  return present<Information>({
    entryId,
    kind: 'court-result',
    dfeRecordType: 'crime-justice.details',
    codes: [...hearing.codes],
    state: 'planned',
    occurredAt: when(hearing.at, undefined),
    title: 'Next hearing',
    court: courtOf(hearing, []),
    people: [own(party)],
    measures: isAccused(party) ? hearing.measures.slice(0, 100) : [],
    relatedEntries: ['e1'],
  });
}

function courtOf(hearing: Hearing, charges: Charge[]): CourtResult | undefined {
  const court = present<CourtResult>({ court: hearing.court, hearingAt: hearing.at, charges });
  return Object.keys(court).length === 0 ? undefined : court;
}

/** Bail, conditions and figures of sentence are told to nobody but the one they are about. */
export function isAccused(party: Party): boolean {
  return party.part === 'defendant' || party.part === 'subject';
}

/** Who suffered or saw an offence. */
export function isBystander(party: Party): boolean {
  return party.part === 'victim' || party.part === 'witness';
}

/** Facts of an offence that number it or say what became of the case; a victim is told of them, and of no others. */
const FOR_VICTIMS: ReadonlySet<string> = new Set([
  'Offence sequence number',
  'Count',
  'Plea entered',
  'Plea indicated',
  'Plea notified',
  'Verdict date',
  'Conviction date',
  'Acquittal date',
  'Final disposal',
  'Proceedings concluded',
]);

/** What an offence was measured by (alcohol, vehicles, statements of facts) is about the accused, as the figures of sentence are. */
function factsFor(offence: Offence, party: Party): readonly Measure[] {
  if (isAccused(party)) return [...offence.measures, ...offence.sentence];
  if (party.part === 'witness') return [];
  return party.part === 'victim' ? offence.measures.filter(({ name }) => FOR_VICTIMS.has(name)) : offence.measures;
}

/** A witness is told of the offence, not of what became of the accused. */
function chargeFor(offence: Offence, party: Party): Charge {
  if (party.part !== 'witness') return offence.charge;
  const { offence: code, offenceStart, offenceEnd } = offence.charge;
  return present<Charge>({ offence: code, offenceStart, offenceEnd });
}

function own(party: Party): Involvement {
  return { personId: 'child', part: INVOLVEMENT[party.part], original: [{ system: PART_PLAYED, code: party.part }] };
}

/** Every offence that is adjourned names the same next hearing. */
function distinct(hearings: readonly Hearing[]): Hearing[] {
  return [...new Map(hearings.map((hearing) => [JSON.stringify(hearing), hearing])).values()];
}
