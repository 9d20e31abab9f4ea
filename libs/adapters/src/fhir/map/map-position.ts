import type { Issue } from '@mash-gateway/contracts';
import type { Mapped } from '../../kit/adapter.js';
import type { Entry, Submitted } from '../choose/entries.js';
import type { Numbered } from '../choose/plan.js';
import type { Position } from '../choose/position.js';
import type { References } from '../choose/references.js';
import { recordOf } from './map-record.js';
import type { Rules } from './rules.js';

/** A position with its place among all of its submission. */
export interface Ordered extends Numbered {
  /** Which of all positions it is, from 1. */
  readonly ordinal: number;
  readonly submitted: Submitted;
}

/** What positions are mapped with. */
export interface Surroundings {
  readonly references: References;
  /** Entries that more than one position is about. */
  readonly among: ReadonlySet<Entry>;
  readonly rules: Rules;
  readonly now: Date;
}

/** What becomes of one position. */
export function mapped({ number, ordinal, position, submitted }: Ordered, { references, among, rules, now }: Surroundings): Mapped {
  if (position.kind === 'refused' || position.kind === 'nothing') {
    const noticed = position.entries.flatMap((entry) => entry.issues);
    return { kind: position.kind, position: number, issues: once([...position.issues, ...noticed]) };
  }
  const shares = among.size > 0 && position.person.own.some((entry) => among.has(entry));
  const placed = { number, position, submitted, among: shares, ordinal };
  const made = submitted.readings.forRecord(() => recordOf(placed, references, now, rules));
  return 'record' in made
    ? { kind: 'record', position: number, record: made.record }
    : { kind: 'refused', position: number, issues: made.issues };
}

/** Entries of several positions; the frame of a message or document is shared by everybody in it. */
export function sharedEntries(
  positions: readonly { readonly position: Position }[],
  { type }: Pick<Submitted, 'type'>,
): ReadonlySet<Entry> {
  const people = positions.flatMap(({ position }) => (position.kind === 'person' ? [position.person] : []));
  const framed = type === 'message' || type === 'document';
  if (framed && people.length > 1) return new Set(people.flatMap(({ own }) => own));
  const seen = new Set<Entry>();
  const shared = new Set<Entry>();
  for (const { own } of people) for (const entry of own) (seen.has(entry) ? shared : seen).add(entry);
  return shared;
}

/** Each issue of one place once, and no more than anybody reads. */
function once(issues: readonly Issue[]): Issue[] {
  const told = new Map<string, Issue>();
  for (const issue of issues) {
    if (told.size >= MOST_ISSUES) break;
    const key = `${issue.code} ${issue.location}`;
    if (!told.has(key)) told.set(key, issue);
  }
  return [...told.values()];
}

const MOST_ISSUES = 500;
