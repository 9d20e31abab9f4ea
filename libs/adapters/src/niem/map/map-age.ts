import type { Coding, StatedAge } from '@mash-gateway/contracts';
import { notice, warning } from '../../kit/issues.js';
import { AGE_CODES, AGE_SYSTEM, TIME_UNITS, type AgeRange } from '../codes/people.js';
import type { Node } from '../read/node.js';
import type { Facts } from './facts.js';

/** An age as stated, and the whole years it can mean. */
export interface AgeFacts {
  readonly stated: StatedAge | undefined;
  /** Undefined when the source says that the age is not known, or says none. */
  readonly range: AgeRange | undefined;
  /** Something is stated and cannot be read. */
  readonly unreadable: boolean;
  /** The code or words, where the age is more or less than a number of years. */
  readonly original: Coding | undefined;
}

const NONE: AgeFacts = { stated: undefined, range: undefined, unreadable: false, original: undefined };
const VALUES = [
  'MeasurePointValue',
  'MeasureIntegerValue',
  'MeasureDecimalValue',
  'MeasureValueText',
  'MeasureText',
  'MeasureValue',
] as const;

/**
 * The age of a person (nc:PersonAgeMeasure; NIBRS data elements 26, 37, 47).
 * @param asAt the day of the incident, for an age is true on the day it is about
 */
export function ageOf(facts: Facts, asAt: string | undefined): AgeFacts {
  const measure = facts.first('PersonAgeMeasure');
  const code = facts.first('PersonAgeCode');
  if (measure === undefined) return code === undefined ? NONE : fromText(code, 'years', { facts, asAt });
  const range = measure.one('MeasureIntegerRange', 'MeasureRangeValue', 'MeasureDecimalRange');
  const unit = unitOf(measure, facts);
  if (range) return fromRange(range, unit, facts);
  const value = measure.one(...VALUES);
  if (value) return fromText(value, unit, { facts, asAt });
  return measure.text === undefined ? NONE : fromText(measure, unit, { facts, asAt });
}

type Unit = 'years' | 'months' | 'days';

/** Ages beyond these are no ages (contract: StatedAge). */
const CEILINGS = { years: 130, months: 240, days: 40_000 } as const;
const IN_A_YEAR = { years: 1, months: 12, days: 366 } as const;

interface Around {
  readonly facts: Facts;
  readonly asAt: string | undefined;
}

function unitOf(measure: Node, facts: Facts): Unit {
  const node = measure.one('TimeUnitCode', 'MeasureUnitText', 'MeasureUnitCode');
  const written = node?.text?.toUpperCase();
  const unit = written === undefined ? 'years' : TIME_UNITS.get(written);
  if (unit === undefined && node) facts.reading.report(warning('code.unknown', node.path, 'Not a unit of age; read as years'));
  return unit ?? 'years';
}

function fromText(node: Node, unit: Unit, { facts, asAt }: Around): AgeFacts {
  const text = node.text ?? '';
  const coded = unit === 'years' ? AGE_CODES.get(text.toUpperCase()) : undefined;
  const day = asAt === undefined ? {} : { asAt };
  if (coded) {
    const original = { system: AGE_SYSTEM, code: text.slice(0, 120), display: coded.display };
    const stated = coded.range === undefined || coded.range.most > 98 ? undefined : { years: coded.range.least, ...day };
    return { ...NONE, stated, range: coded.range, original };
  }
  const number = /^\d{1,5}(?:\.\d{1,6})?$/u.test(text) ? Number(text) : undefined;
  if (number === undefined || number > CEILINGS[unit]) {
    if (text === '') return NONE;
    facts.reading.report(warning('format.value', node.path, 'An age is a number or a code of NIBRS'));
    return { ...NONE, unreadable: true };
  }
  const whole = Math.floor(number);
  if (unit === 'years') return { ...NONE, stated: { years: whole, ...day }, range: { least: whole, most: whole } };
  if (unit === 'months') {
    const years = Math.floor(whole / 12);
    return { ...NONE, stated: { months: whole, ...day }, range: { least: years, most: years } };
  }
  const days = whole * (facts.first('PersonAgeMeasure')?.one('TimeUnitCode')?.text?.toUpperCase().startsWith('WEE') ? 7 : 1);
  const range = { least: Math.floor(days / 366), most: Math.floor(days / 365) };
  return { ...NONE, stated: { years: range.least, ...day }, range, original: { text: `${days} days` } };
}

/** The contract states one age: a range is kept in words, and decides as both of its ends do. */
function fromRange(node: Node, unit: Unit, facts: Facts): AgeFacts {
  const least = facts.reading.whole(node.one('RangeMinimumIntegerValue', 'RangeMinimumValue', 'RangeMinimumDecimalValue'));
  const most = facts.reading.whole(node.one('RangeMaximumIntegerValue', 'RangeMaximumValue', 'RangeMaximumDecimalValue'));
  const first = least ?? most;
  if (first === undefined) return NONE;
  const divisor = IN_A_YEAR[unit];
  const range = { least: Math.floor((least ?? 0) / divisor), most: Math.floor((most ?? 130 * divisor) / divisor) };
  if (range.least > range.most) {
    facts.reading.report(warning('format.value', node.path, 'The least is more than the most'));
    return { ...NONE, unreadable: true };
  }
  facts.reading.report(notice('format.value', node.path, 'An age from one number to another; kept in words'));
  return { ...NONE, range, original: { text: `${least ?? ''}–${most ?? ''} ${unit}` } };
}
