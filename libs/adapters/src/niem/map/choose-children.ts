import type { DatedValue } from '@mash-gateway/contracts';
import { childState } from '../../kit/age.js';
import { inFuture, span } from '../../kit/dates.js';
import { notice, warning } from '../../kit/issues.js';
import type { PersonFacts } from './map-person.js';

/**
 * What somebody is to this gateway: a child now; one who was a child when it happened and is grown now; an adult;
 * or somebody of whom the source says too little to tell.
 */
export type Standing = 'child' | 'grown' | 'adult' | 'unknown';

const MAJORITY = 18;

/**
 * Whether a person is a child. A date of birth decides; without one the age at the incident, carried on to the day of
 * receipt; without either, an element that is only ever used of somebody under age. Never order, and never a guess:
 * an imprecise date or a range makes an adult only when all it can mean does, and one that cannot be read makes none.
 * @param incidentDay the day ages are true on
 */
export function standingOf(facts: PersonFacts, now: Date, incidentDay: string | undefined): Standing {
  const then = incidentDay === undefined ? now : new Date(`${incidentDay}T12:00:00Z`);
  const standing = byDates(facts, now, then);
  if (facts.unreadable) {
    facts.person.issues.report(
      warning(
        'format.ambiguous-child',
        facts.person.at.path,
        'The age cannot be read, so nobody knows whether this is a child; kept as one',
      ),
    );
    return 'child';
  }
  const said = facts.person.roles.some(({ child }) => child);
  if (standing === 'unknown') return said ? 'child' : 'unknown';
  // The source treats as a child somebody who is none by its own dates: kept, routed and never made a child concern.
  return standing === 'adult' && said ? 'grown' : standing;
}

function byDates(facts: PersonFacts, now: Date, then: Date): Standing {
  const { birthDate } = facts.fields;
  if (birthDate !== undefined) {
    compare(facts, birthDate, then, now);
    return byBirth(birthDate, facts.dead ? then : now, then);
  }
  const { range } = facts.age;
  if (range === undefined) return 'unknown';
  if (range.least >= MAJORITY) return 'adult';
  const gone = facts.dead ? 0 : yearsBetween(then, now);
  return range.least + gone < MAJORITY ? 'child' : 'grown';
}

function byBirth(birth: DatedValue, now: Date, then: Date): Standing {
  if (childState(birth, now) === 'born') return 'child';
  return childState(birth, then) === 'born' ? 'grown' : 'adult';
}

/** The date stands; a reader is told when the rest of the message cannot be true beside it. */
function compare(facts: PersonFacts, birth: DatedValue, then: Date, now: Date): void {
  const { person, age } = facts;
  // A birth after today was told when it was read.
  if (inFuture(birth.value, now)) return;
  if (span(birth.value).first > then.getTime())
    person.issues.report(warning('date.implausible', `${person.at.path}/PersonBirthDate`, 'A date of birth after the incident'));
  else if (age.range !== undefined && age.range.least >= MAJORITY && childState(birth, then) === 'born')
    person.issues.report(
      notice('format.value', `${person.at.path}/PersonAgeMeasure`, 'The age and the date of birth do not agree; the date is taken'),
    );
}

/** Whole years from one day to a later one. */
function yearsBetween(from: Date, until: Date): number {
  const years = until.getUTCFullYear() - from.getUTCFullYear();
  const anniversary = Date.UTC(from.getUTCFullYear() + years, from.getUTCMonth(), from.getUTCDate());
  return Math.max(0, anniversary <= until.getTime() ? years : years - 1);
}
