import { fault, notice } from '../../kit/issues.js';
import { choose, type Judged } from './choose-child.js';
import type { Entry, Submitted } from './entries.js';
import type { Kin } from './kin.js';
import { deletion } from './plan-deletion.js';
import { settle } from './plan-settled.js';
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
  if (submitted.type !== 'batch')
    return positionsOf(submitted.entries, planning).map((position, index) => ({ number: index + 1, position }));
  // The entries of a batch stand alone (FHIR R4 RESTful API, batch processing rules).
  if (submitted.entries.length === 0) return [{ number: 1, position: nobody([]) }];
  return submitted.entries.flatMap((entry) => positionsOf([entry], planning).map((position) => ({ number: entry.index + 1, position })));
}

function positionsOf(entries: readonly Entry[], planning: Planning): Position[] {
  const settled = settle(entries);
  const done = new Set(settled.flatMap((position) => position.entries));
  const open = entries.filter((entry) => !done.has(entry));
  const { people, unsaid } = sortOut(
    open.filter((entry) => entry.method !== 'DELETE'),
    planning,
  );
  const chosen = choose(people, planning).map(positionOf);
  const placed = placeUnsaid(unsaid, chosen);
  const deleted = open.filter((entry) => entry.method === 'DELETE').map((entry) => deletion(entry, people));
  const found = [...placed, ...deleted, ...settled];
  return found.length > 0 ? found : [nobody(entries)];
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
function placeUnsaid(unsaid: readonly Unsaid[], positions: readonly Position[]): Position[] {
  if (unsaid.length === 0) return [...positions];
  const people = positions.filter((position) => position.kind === 'person');
  const children = people.filter((position) => position.standing !== 'adult');
  const candidates = children.length > 0 ? children : people;
  const [only] = candidates;
  const open = unsaid.filter(({ dangling }) => !dangling);
  const refused = unsaid.filter((item) => item.dangling || candidates.length !== 1).map((item) => refuseUnsaid(item, candidates.length));
  if (!only || candidates.length > 1 || open.length === 0) return [...positions, ...refused];
  const notices = open.map(({ path }) => notice('format.missing', path, 'Says not whom it is about; taken to be the one person there is'));
  const filled: Position = {
    ...only,
    person: { ...only.person, own: [...only.person.own, ...open.map(({ entry }) => entry)] },
    issues: [...only.issues, ...notices],
  };
  return [...positions.map((position) => (position === only ? filled : position)), ...refused];
}

function refuseUnsaid({ entry, path, dangling }: Unsaid, candidates: number): Position {
  const code = candidates > 0 ? 'format.ambiguous-child' : 'format.no-child';
  const issue = dangling
    ? fault('format.reference', path, 'The reference leads to nobody, inside the submission or out')
    : fault(code, path, 'Nothing says which child this is about');
  return { kind: 'refused', entries: [entry], issues: [issue] };
}

function nobody(entries: readonly Entry[]): Position {
  const [only, ...more] = entries;
  const path = only && more.length === 0 ? only.path : 'Bundle';
  return { kind: 'nothing', entries, issues: [notice('format.no-child', path, 'Nobody is named: no entry is about a person')] };
}
