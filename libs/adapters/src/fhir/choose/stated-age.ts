import { calendarDate, type StatedAge } from '@mash-gateway/contracts';
import { present } from '../../kit/texts.js';
import type { Entry } from './entries.js';
import { isList, isObject, type Json, type JsonObject } from '../read/tree.js';

/** Age by code (LOINC reported, calculated, age; SNOMED age). */
const STATED: ReadonlySet<string> = new Set(['21612-7', '29553-5', '30525-0', '397669002']);
/** Estimated age: LOINC 21611-9; BaRS has no code and writes it in words. */
const ESTIMATED = '21611-9';
const ESTIMATED_IN_WORDS = /^patient(?:'s)? estimated? age$/iu;

const AGE_OF_MAJORITY = 18;
/** Who is guessed to be an adult may be a child: only a guess of 25 or more is believed. */
const SURELY_GROWN = 25;
/** Months of a unit as UCUM has it, and as senders write it. */
const MONTHS: readonly (readonly [unit: RegExp, months: number])[] = [
  [/^(?:a|y|yr|yrs|years?)$/iu, 12],
  [/^(?:mo|months?)$/iu, 1],
  [/^(?:wk|w|weeks?)$/iu, 12 / 52],
  [/^(?:d|days?)$/iu, 12 / 365],
];

/** The age of somebody without a date of birth, as an observation states it (BaRS, patient age). */
export function statedAge(own: readonly Entry[]): StatedAge | undefined {
  return found(own)?.age;
}

/** Whether a stated age makes an adult of somebody without a date of birth. */
export function isStatedAdult(own: readonly Entry[]): boolean {
  const { age, estimated } = found(own) ?? {};
  return (age?.years ?? 0) >= (estimated === true ? SURELY_GROWN : AGE_OF_MAJORITY);
}

interface Found {
  readonly age: StatedAge;
  readonly estimated: boolean;
}

function found(own: readonly Entry[]): Found | undefined {
  for (const { resource, type } of own) {
    const how = type === 'Observation' ? howStated(resource?.value['code']) : undefined;
    const months = how && monthsIn(resource?.value['valueQuantity']);
    if (!resource || how === undefined || months === undefined) continue;
    const age = present<StatedAge>({
      years: months >= 12 ? Math.floor(months / 12) : undefined,
      months: months < 12 ? Math.floor(months) : undefined,
      asAt: dayOf(resource.value['effectiveDateTime']),
    });
    return { age, estimated: how === 'estimated' };
  }
  return undefined;
}

function howStated(code: Json | undefined): 'stated' | 'estimated' | undefined {
  if (!isObject(code)) return undefined;
  const codings = code['coding'];
  const codes = (isList(codings) ? codings : []).flatMap((coding) => (isObject(coding) ? [coding['code']] : []));
  const words = code['text'];
  if (codes.includes(ESTIMATED) || (typeof words === 'string' && ESTIMATED_IN_WORDS.test(words))) return 'estimated';
  return codes.some((item) => typeof item === 'string' && STATED.has(item)) ? 'stated' : undefined;
}

/** A number of months that a life can have; anything else is no age. */
function monthsIn(quantity: Json | undefined): number | undefined {
  if (!isObject(quantity)) return undefined;
  const figure = Number(quantity['value'] ?? Number.NaN);
  const months = figure * (perUnit(quantity, 'code') ?? perUnit(quantity, 'unit') ?? Number.NaN);
  return Number.isFinite(months) && months >= 0 && months < 131 * 12 && quantity['comparator'] === undefined ? months : undefined;
}

function perUnit(quantity: JsonObject, name: string): number | undefined {
  const unit = quantity[name];
  return typeof unit === 'string' ? MONTHS.find(([pattern]) => pattern.test(unit))?.[1] : undefined;
}

function dayOf(moment: Json | undefined): string | undefined {
  const date = typeof moment === 'string' ? moment.slice(0, 10) : undefined;
  return date !== undefined && calendarDate.holds(date) ? date : undefined;
}
