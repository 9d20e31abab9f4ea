import { fault, notice, refusal } from '../../kit/issues.js';
import { candidatesAmong, choose, MOST_DOUBTFUL, Tally, type Candidate, type Judged, type Outlook } from './choose-child.js';
import type { Entry, Submitted } from './entries.js';
import type { Kin } from './kin.js';
import { deletion } from './plan-deletion.js';
import type { Person } from './people.js';
import { settle, type Settled } from './plan-settled.js';
import type { Position } from './position.js';
import type { References } from './references.js';
import { sortOut, type Unsaid } from './sort-out.js';

/** What a plan is made from. */
export interface Planning {
  readonly submitted: Submitted;
  readonly references: References;
  readonly now: Date;
}

/** A position and its number: the child, or in a batch the entry it came from. */
export interface Numbered {
  readonly number: number;
  readonly position: Position;
}

/**
 * Decides whom a submission is about before anything of it is mapped. The child is chosen by what the source says
 * (age on the day of receipt, whom resources are about, who is whose mother), never by order.
 */
export function plan(planning: Planning): Numbered[] {
  const { submitted } = planning;
  if (submitted.type === 'batch') return batch(planning);
  const sorted = sort(submitted.entries, planning);
  const tally = new Tally();
  if (tally.add(sorted.people, sorted.candidates) > MOST_DOUBTFUL)
    throw refusal('format.ambiguous-child', 'Bundle', `More than ${MOST_DOUBTFUL} people who may be anybody: sort by patient, or split`);
  const placed = place(sorted, tally.outlook());
  return (placed.length > 0 ? placed : [nobody(submitted.entries)]).map(({ position }, index) => ({ number: index + 1, position }));
}

/** The entries of a batch stand alone (FHIR R4 RESTful API, batch processing rules). */
function batch(planning: Planning): Numbered[] {
  const { entries } = planning.submitted;
  if (entries.length === 0) return [{ number: 1, position: nobody([]).position }];
  return entries.flatMap((entry) => planAlone(entry, planning).map(({ position }) => ({ number: entry.index + 1, position })));
}

/** The positions of an entry that stands alone. */
export function planAlone(entry: Entry, planning: Planning): Placement[] {
  const sorted = sort([entry], planning);
  const tally = new Tally();
  tally.add(sorted.people, sorted.candidates);
  const placed = place(sorted, tally.outlook());
  return placed.length > 0 ? placed : [nobody([entry])];
}

/** Entries sorted out, before anything of the whole submission decides about them. */
export interface Sorted {
  readonly settled: readonly Settled[];
  readonly people: readonly Person[];
  readonly candidates: readonly Candidate[];
  readonly unsaid: readonly Unsaid[];
  readonly deleted: readonly Entry[];
}

/** Sorts entries out by whom they are about: all of a submission, or a part of it that nothing outside refers to. */
export function sort(entries: readonly Entry[], planning: Planning): Sorted {
  const settled = settle(entries);
  const done = new Set(settled.flatMap((position) => position.entries));
  const open = entries.filter((entry) => !done.has(entry));
  const { people, unsaid } = sortOut(
    open.filter((entry) => entry.method !== 'DELETE'),
    planning,
  );
  const deleted = open.filter((entry) => entry.method === 'DELETE');
  return { settled, people, candidates: candidatesAmong(people, planning), unsaid, deleted };
}

/** Where positions stand among each other: first people, as they are first met, then unborn children no Patient stands for, and so on. */
export const RANKS = ['person', 'unborn', 'unsaid', 'deletion', 'settled'] as const;
/** One of {@link RANKS}. */
export type Rank = (typeof RANKS)[number];

/** A position with what orders it: its rank, then the index of the entry that made it, then the order among those of that entry. */
export interface Placement {
  readonly rank: Rank;
  readonly met: number;
  readonly position: Position;
}

/** The positions of sorted entries, in order. */
export function place({ settled, people, candidates, unsaid, deleted }: Sorted, outlook: Outlook): Placement[] {
  const chosen = choose(candidates, outlook).map((judged): Placement => {
    const { unbornOf, met } = judged.person;
    return { rank: unbornOf ? 'unborn' : 'person', met, position: positionOf(judged) };
  });
  return [
    ...placeUnsaid(unsaid, chosen, outlook),
    ...deleted.map((entry): Placement => ({ rank: 'deletion', met: entry.index, position: deletion(entry, people, outlook.people) })),
    ...settled.map((position): Placement => ({ rank: 'settled', met: position.entries[0]?.index ?? 0, position })),
  ];
}

const UNCLEAR = 'Neither age nor subject tells whether this is the child';

function positionOf(judged: Judged): Position {
  const { person, standing, kin, unclear } = judged;
  const path = person.patient?.path ?? '/';
  if (judged.ambiguous) return { kind: 'refused', entries: person.own, issues: [fault('format.ambiguous-child', path, UNCLEAR)] };
  if (standing === 'stillborn')
    return { kind: 'nothing', entries: person.own, issues: [notice('child.stillborn', path, 'A stillbirth is no child record')] };
  const issues = unclear.map((patient) => ({ ...fault('format.ambiguous-child', patient.path, UNCLEAR), severity: 'warning' as const }));
  return { kind: 'person', person, standing, kin: [...kin, ...unclear.map((patient): Kin => ({ patient, relation: 'unknown' }))], issues };
}

/** A resource that does not say whom it is about goes to the one person there is; with none or several it is refused, never guessed. */
function placeUnsaid(unsaid: readonly Unsaid[], chosen: readonly Placement[], outlook: Outlook): Placement[] {
  if (unsaid.length === 0) return [...chosen];
  const candidates = candidatesFor(outlook);
  const open = unsaid.filter(({ dangling }) => !dangling);
  const refused = unsaid
    .filter((item) => item.dangling || candidates !== 1)
    .map((item): Placement => ({ rank: 'unsaid', met: item.entry.index, position: refuseUnsaid(item, candidates) }));
  if (candidates !== 1 || open.length === 0) return [...chosen, ...refused];
  const filled = chosen.map((placement) => {
    const { position } = placement;
    const isTheOne = position.kind === 'person' && (outlook.children === 0 || position.standing !== 'adult');
    return isTheOne ? { ...placement, position: withUnsaid(position, open) } : placement;
  });
  return [...filled, ...refused];
}

/** How many there are whom an entry could be about that does not say: the children, or where there are none the adults. */
export function candidatesFor({ children, adults }: Outlook): number {
  return children > 0 ? children : adults;
}

function withUnsaid(position: Extract<Position, { readonly kind: 'person' }>, open: readonly Unsaid[]): Position {
  const notices = open.map(({ path, atPlace }) =>
    notice(
      'format.missing',
      path,
      atPlace
        ? 'About a place; taken to matter to the one person there is'
        : 'Says not whom it is about; taken to be the one person there is',
    ),
  );
  const own = [...position.person.own, ...open.map(({ entry }) => entry)];
  return { ...position, person: { ...position.person, own }, issues: [...position.issues, ...notices] };
}

function refuseUnsaid({ entry, path, dangling, atPlace }: Unsaid, candidates: number): Position {
  if (atPlace)
    return {
      kind: 'nothing',
      entries: [entry],
      issues: [notice('format.no-child', path, 'About a place, and nothing says to whom it matters')],
    };
  const code = candidates > 0 ? 'format.ambiguous-child' : 'format.no-child';
  const issue = dangling
    ? fault('format.reference', path, 'The reference leads to nobody, inside the submission or out')
    : fault(code, path, 'Nothing says which child this is about');
  return { kind: 'refused', entries: [entry], issues: [issue] };
}

/** The one position of a submission, or of an entry that stands alone, that is about nobody. */
export function nobody(entries: readonly Entry[]): Placement {
  const [only, ...more] = entries;
  const path = only && more.length === 0 ? only.path : 'Bundle';
  const issues = [notice('format.no-child', path, 'Nobody is named: no entry is about a person')];
  return { rank: 'settled', met: only?.index ?? 0, position: { kind: 'nothing', entries, issues } };
}
