import type { Coding, Measure } from '@mash-gateway/contracts';
import { codingBy } from '../../kit/code-table.js';
import { kept, present } from '../../kit/texts.js';
import { DURATION_UNIT, QUALIFIER, RESULT } from '../codes/codes-cjs.js';
import { SPI_BAIL } from '../codes/codes-libra.js';
import { courtUnit } from '../map/court.js';
import type { ElementPart } from '../read/element-part.js';
import type { Hearing } from '../read/facts.js';
import { codedFact, fact, figure, listed, ownWords, resultWords, timed, words, type Reading } from '../read/values.js';

/** A result in contract terms. */
export interface ResultFacts {
  readonly code: Coding | undefined;
  readonly measures: readonly Measure[];
  readonly next: Hearing | undefined;
}

/** SPI Result: code, words, durations, amount, points, and the next hearing of an adjournment. */
export function resultOf(part: ElementPart, reading: Reading): ResultFacts {
  const number = words(part, 'ResultCode', 120, reading);
  const written = words(part, 'ResultText', 4000, reading);
  const about = number === undefined ? undefined : { system: RESULT, code: number };
  const { text, fact: long } = resultWords(written, about);
  const code = number === undefined && text === undefined ? undefined : present<Coding>({ system: RESULT, code: number, text });
  const qualifiers = part.many('ResultCodeQualifier').map((item) => ownWords(item, 120, reading));
  const outcome = part.one('Outcome');
  return {
    code,
    measures: kept([
      long,
      ...kept(qualifiers).map((qualifier) => codedFact('Result qualifier', { system: QUALIFIER, code: qualifier })),
      ...durations(outcome?.one('Duration'), about, reading),
      figure('Amount', words(outcome, 'ResultAmountSterling', 32, reading), 'GBP', about),
      figure('Penalty points', words(outcome, 'PenaltyPoints', 32, reading), undefined, about),
    ]),
    next: nextHearing(part.one('NextHearing'), reading),
  };
}

function durations(part: ElementPart | undefined, about: Coding | undefined, reading: Reading): (Measure | undefined)[] {
  if (part === undefined) return [];
  const one = (label: string, value: string, unit: string): Measure | undefined => {
    const code = codingBy(DURATION_UNIT, part.text(unit), part.place(unit), reading.report);
    const length = words(part, value, 32, reading);
    return figure(label, length ?? code?.display, length === undefined ? undefined : (code?.display ?? code?.code), about);
  };
  const days = (label: string, name: string): (Measure | undefined)[] =>
    part.many(name).map((item) => {
      const value = ownWords(item, 60, reading);
      return value === undefined ? undefined : present<Measure>({ name: label, code: about, value });
    });
  return [
    one('Duration', 'DurationValue', 'DurationUnit'),
    one('Secondary duration', 'SecondaryDurationValue', 'SecondaryDurationUnit'),
    ...days('Duration starts', 'DurationStartDate'),
    ...days('Duration ends', 'DurationEndDate'),
  ];
}

function nextHearing(part: ElementPart | undefined, reading: Reading): Hearing | undefined {
  if (part === undefined) return undefined;
  const details = part.one('NextHearingDetails');
  return {
    court: courtUnit(words(details, 'CourtHearingLocation', 100, reading)),
    at: timed(details, 'DateOfHearing', 'TimeOfHearing', reading),
    codes: [],
    measures: kept([
      fact(part, 'NextHearingReason', 'Reason for the next hearing', reading),
      codedFact('Bail status until the next hearing', listed(part, 'BailStatusOffence', SPI_BAIL, reading)),
    ]),
  };
}
