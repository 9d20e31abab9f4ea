import type { Coding, Measure } from '@mash-gateway/contracts';
import { codingBy } from '../../kit/code-table.js';
import { fitText, kept, present } from '../../kit/texts.js';
import { COURT_HOUSE, DURATION_UNIT, ORGANISATION_UNIT, PLEA_STATUS, QUALIFIER, REMAND_STATUS, RESULT } from '../codes/codes-cjs.js';
import { courtUnit } from '../map/court.js';
import type { ElementPart } from '../read/element-part.js';
import type { Hearing } from '../read/facts.js';
import { codedFact, fact, figure, listed, open, ownWords, resultWords, timed, words, type Reading } from '../read/values.js';
import { courtTypeOf, dayFact, unitCode } from './unit.js';

/** A result in contract terms, with what BR7 says of the offence in each of its results. */
export interface ResultFacts {
  readonly code: Coding | undefined;
  readonly plea: Coding | undefined;
  readonly outcomes: readonly Coding[];
  readonly measures: readonly Measure[];
  readonly next: Hearing | undefined;
}

/** BR7 Result. */
export function resultOf(part: ElementPart, reading: Reading): ResultFacts {
  part.passOver('ResultHalfLifeHours', 'Urgent', 'PNCAdjudicationExists', 'CRESTDisposalCode');
  const number = words(part, 'CJSresultCode', 120, reading);
  const written = words(part, 'ResultVariableText', 4000, reading);
  const about = number === undefined ? undefined : { system: RESULT, code: number };
  const { text, fact: long } = resultWords(written, about);
  return {
    code: number === undefined && text === undefined ? undefined : present<Coding>({ system: RESULT, code: number, text }),
    plea: listed(part, 'PleaStatus', PLEA_STATUS, reading),
    outcomes: kept([open(part, 'Verdict', 'cjs/verdict', reading), listed(part, 'OffenceRemandStatus', REMAND_STATUS, reading)]),
    measures: kept([long, ...specified(part, about, reading), ...qualifiers(part, about, reading), ...circumstances(part, about, reading)]),
    next: nextHearing(part, reading),
  };
}

/** Durations, dates, times, amounts and numbers that belong to a result or a qualifier. */
function specified(part: ElementPart, about: Coding | undefined, reading: Reading): (Measure | undefined)[] {
  const valued = (name: string, label: string, attribute: string, unit?: string): (Measure | undefined)[] =>
    part.many(name).map((item) => {
      const kind = fitText(item.attribute(attribute), 100, `${item.path}/@${attribute}`, reading.report);
      return figure(kind === undefined ? label : `${label}, ${kind}`, ownWords(item, 60, reading), unit, about);
    });
  return [
    ...part.many('Duration').map((duration) => durationOf(duration, about, reading)),
    ...valued('AmountSpecifiedInResult', 'Amount', 'Type', 'GBP'),
    ...valued('NumberSpecifiedInResult', 'Number', 'Type'),
    ...valued('DateSpecifiedInResult', 'Date', 'Sequence'),
    ...valued('TimeSpecifiedInResult', 'Time', 'Sequence'),
  ];
}

function durationOf(part: ElementPart, about: Coding | undefined, reading: Reading): Measure | undefined {
  const kind = words(part, 'DurationType', 100, reading);
  const unit = codingBy(DURATION_UNIT, part.text('DurationUnit'), part.place('DurationUnit'), reading.report);
  const length = words(part, 'DurationLength', 32, reading);
  const label = kind === undefined || kind === 'Duration' ? 'Duration' : `Duration, ${kind}`;
  return figure(label, length ?? unit?.display, length === undefined ? undefined : (unit?.display ?? unit?.code), about);
}

function qualifiers(part: ElementPart, about: Coding | undefined, reading: Reading): (Measure | undefined)[] {
  return [
    ...part
      .many('ResultQualifierVariable')
      .flatMap((item) => [
        codedFact('Result qualifier', open(item, 'Code', QUALIFIER, reading)),
        fact(item, 'Text', 'Result qualifier', reading),
        ...specified(item, about, reading),
      ]),
    ...part.many('ResultApplicableQualifierCode').map((item) => {
      const code = ownWords(item, 120, reading);
      return code === undefined ? undefined : { name: 'Result qualifier', code: { system: QUALIFIER, code } };
    }),
  ];
}

function circumstances(part: ElementPart, about: Coding | undefined, reading: Reading): (Measure | undefined)[] {
  const court = unitCode(part, 'SourceOrganisation', reading);
  return [
    codedFact('Court of the result', court === undefined ? undefined : { system: ORGANISATION_UNIT, code: court }),
    codedFact('Type of court', courtTypeOf(part, 'CourtType', reading)),
    codedFact('Type of hearing', open(part, 'ResultHearingType', 'cjs/type-of-hearing', reading)),
    dayFact(part, 'ResultHearingDate', 'Date of the result', reading),
    codedFact('PNC disposal', open(part, 'PNCDisposalType', 'pnc/disposal', reading)),
    codedFact('Class of result', open(part, 'ResultClass', 'bichard7/result-class', reading)),
    codedFact('Mode of trial', open(part, 'ModeOfTrialReason', 'cjs/mode-of-trial', reading)),
    codedFact('Convicting court', open(part, 'ConvictingCourt', COURT_HOUSE, reading)),
    codedFact('Target court', open(part, 'TargetCourtType', 'cjs/court-type', reading)),
    dayFact(part, 'WarrantIssueDate', 'Warrant issued', reading),
    figure('Offences taken into consideration', words(part, 'NumberOfOffencesTIC', 32, reading), undefined, about),
    fact(part, 'ReasonForOffenceBailConditions', 'Reason for bail conditions', reading),
    ...part.many('BailCondition').map((item) => {
      const value = ownWords(item, 4000, reading);
      return value === undefined ? undefined : { name: 'Bail condition', value };
    }),
  ];
}

function nextHearing(part: ElementPart, reading: Reading): Hearing | undefined {
  const court = courtUnit(unitCode(part, 'NextResultSourceOrganisation', reading));
  const at = timed(part, 'NextHearingDate', 'NextHearingTime', reading);
  const codes = kept([courtTypeOf(part, 'NextCourtType', reading), open(part, 'NextHearingType', 'cjs/type-of-hearing', reading)]);
  return court === undefined && at === undefined ? undefined : { court, at, codes, measures: [] };
}
