import type { DatedValue } from '@mash-gateway/contracts';
import { span } from './dates.js';

/** Children Act 1989 s.105: a child is a person under the age of eighteen. */
const AGE_OF_MAJORITY = 18;

/**
 * Whether a born person is still a child on the day of `now`. A partial date makes an adult only when
 * every day it can mean does: when in doubt a child is kept a child.
 */
export function childState(birth: DatedValue | undefined, now: Date, deceased = false): 'born' | 'deceased' | 'adult' {
  if (deceased) return 'deceased';
  if (birth === undefined) return 'born';
  return birthday(span(birth.value).last, AGE_OF_MAJORITY) <= now.getTime() ? 'adult' : 'born';
}

/** Whole years lived on the day of `now`, or undefined when the date is too imprecise to tell. */
export function ageInYears(birth: DatedValue, now: Date): number | undefined {
  if (birth.precision === 'year' || birth.precision === 'month') return undefined;
  const born = span(birth.value).first;
  const years = now.getUTCFullYear() - new Date(born).getUTCFullYear();
  return birthday(born, years) <= now.getTime() ? years : years - 1;
}

/** A child of 29 February comes of age on 1 March in common years, as Date.UTC reckons (and the law of England). */
function birthday(born: number, years: number): number {
  const date = new Date(born);
  return Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate());
}
