import type { DatedValue, Issue } from '@mash-gateway/contracts';
import { childState } from '../../kit/age.js';
import { span } from '../../kit/dates.js';
import { notice, warning } from '../../kit/issues.js';
import type { Matter, Party } from '../read/facts.js';

/** Nobody can be charged below the age of ten (Children and Young Persons Act 1933 s.50), so a youth grows up within eight years. */
const YEARS_OF_YOUTH = 8;

/** Who somebody is on the day of receipt. */
export type Judgement =
  | { readonly child: true; readonly issues: readonly Issue[] }
  /** No child, for one reason that says which. */
  | { readonly child: false; readonly issues: readonly Issue[]; readonly reason: string };

/**
 * Whether a party becomes a record. The day of receipt decides, because the record asks people to act for a child now (Children
 * Act 1989 s.105: under eighteen); the days of the offence and of the hearing stay in the record. Without a birth date
 * nobody is taken for a child, unless the source itself says so (isYouth, a youth marker).
 */
export function judge(party: Party, matter: Matter, now: Date): Judgement {
  const { person, path } = party;
  if (person === undefined) return dropped(notice('format.no-child', path, 'An organisation'), party);
  // A stand-in such as 1900-01-01 is no birth date to judge anybody by.
  if (person.birthDate === undefined || isStandIn(person.birthDate, now)) return undated(party, matter, now);
  if (childState(person.birthDate, now) !== 'adult') return { child: true, issues: [] };
  const then = momentOf(matter);
  const wasChild = then !== undefined && childState(person.birthDate, then) !== 'adult';
  return dropped(
    notice(
      'child.adult',
      path,
      wasChild ? 'Eighteen or over on the day of receipt, under eighteen at the hearing' : 'Eighteen or over on the day of receipt',
    ),
    party,
  );
}

const OLDEST_PERSON_YEARS = 120;

function isStandIn(birth: DatedValue, now: Date): boolean {
  return span(birth.value).last < Date.UTC(now.getUTCFullYear() - OLDEST_PERSON_YEARS, 0, 1);
}

function undated(party: Party, matter: Matter, now: Date): Judgement {
  const { path, youth } = party;
  if (youth === false) return dropped(notice('child.adult', path, 'No birth date; the source says that this is no youth'), party);
  if (youth === undefined)
    return dropped(notice('child.missing-birth-date', path, 'Without a birth date nobody is taken for a child'), party);
  const then = momentOf(matter);
  if (then !== undefined && grown(then, now))
    return dropped(notice('child.adult', path, 'No birth date; a youth at the hearing, grown up since'), party);
  return { child: true, issues: [warning('child.missing-birth-date', path, 'No birth date; the source says that this is a youth')] };
}

function momentOf(matter: Matter): Date | undefined {
  const { at } = matter.hearing;
  return at === undefined ? undefined : new Date(span(at.slice(0, 10)).first);
}

function grown(then: Date, now: Date): boolean {
  return Date.UTC(then.getUTCFullYear() + YEARS_OF_YOUTH, then.getUTCMonth(), then.getUTCDate()) <= now.getTime();
}

/** The reason, and what was wrong with a birth date: of somebody who is dropped nothing else is said. */
function dropped(issue: Issue, party: Party): Judgement {
  const dates = party.issues.all().filter(({ code }) => code === 'date.unreadable' || code === 'date.implausible');
  return { child: false, issues: [issue, ...dates.slice(0, 5)], reason: issue.rule ?? issue.code };
}
