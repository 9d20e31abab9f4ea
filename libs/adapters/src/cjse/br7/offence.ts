import type { Charge, Coding, Measure, Reference } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import { OFFENCE, OFFENCE_DATE } from '../codes/codes-cjs.js';
import type { ElementPart } from '../read/element-part.js';
import type { Offence } from '../read/facts.js';
import { atTime, codedFact, dated, fact, figure, listed, open, offenceTime, words, type Reading } from '../read/values.js';
import { resultOf } from './result.js';
import { dayFact } from './unit.js';

/** BR7 Offence. Plea and verdict stand in each result; they are read as the offence's. */
export function offenceOf(part: ElementPart, reading: Reading): Offence {
  const reason = part.one('CriminalProsecutionReference');
  reason?.passOver('DefendantOrOffender');
  part.passOver('ResultHalfLifeHours', 'ManualSequenceNo', 'ManualCourtCaseReference');
  const results = part.many('Result').map((result) => resultOf(result, reading));
  const [start, end] = times(part, reading);
  const dateCode = listed(part, 'ActualOffenceDateCode', OFFENCE_DATE, reading);
  const title = words(part, 'OffenceTitle', 300, reading);
  return {
    charge: present<Charge>({
      offence: present<Coding>({ system: OFFENCE, code: codeOf(reason?.one('OffenceReason'), reading), display: title }),
      offenceStart: start,
      offenceEnd: end,
      arrestedAt: dated(part, 'ArrestDate', reading),
      chargedAt: dated(part, 'ChargeDate', reading),
      plea: results.map(({ plea }) => plea).find((plea) => plea !== undefined),
      results: fitList(kept(results.map(({ code }) => code)), 20, part.place('Result'), reading.report),
    }),
    occurredAt: offenceTime(start, end, dateCode?.code),
    place: placeOf(part, reading),
    title,
    wording: words(part, 'ActualOffenceWording', 32_000, reading),
    codes: kept([
      dateCode,
      open(part, 'OffenceCategory', 'cjs/offence-category', reading),
      open(part, 'HomeOfficeClassification', 'home-office/offence-classification', reading),
    ]),
    outcomes: distinct(results.flatMap(({ outcomes }) => outcomes)),
    measures: kept([...further(part, reason, reading)]),
    sentence: results.flatMap(({ measures }) => measures),
    references: referencesOf(part, reading),
    restrictions: [],
    next: kept(results.map(({ next }) => next)),
  };
}

/** OffenceTime is the time of a single moment; StartTime and OffenceEndTime those of a span. */
function times(part: ElementPart, reading: Reading): readonly [string | undefined, string | undefined] {
  const day = (holder: string, name: string): string | undefined => dated(part.one(holder), name, reading);
  const start = day('ActualOffenceStartDate', 'StartDate');
  const end = day('ActualOffenceEndDate', 'EndDate');
  const clock = part.text('StartTime') === undefined ? 'OffenceTime' : 'StartTime';
  return [atTime(start, part, clock, reading), atTime(end, part, 'OffenceEndTime', reading)];
}

/** Act or source, year, reason and qualifier, or what stands for them in common law, indictments and local offences. */
function codeOf(reason: ElementPart | undefined, reading: Reading): string | undefined {
  const national = reason?.one('OffenceCode');
  const local = reason?.one('LocalOffenceCode');
  const names = ['ActOrSource', 'CommonLawOffence', 'Indictment', 'Year', 'Reason', 'Qualifier'];
  const parts = [
    ...names.map((name) => words(national, name, 20, reading)),
    ...['AreaCode', 'OffenceCode'].map((name) => words(local, name, 20, reading)),
  ];
  const code = kept(parts).join('');
  return code === '' ? undefined : code;
}

function further(part: ElementPart, reason: ElementPart | undefined, reading: Reading): (Measure | undefined)[] {
  const alcohol = part.one('AlcoholLevel');
  const sequence = figure('Offence sequence number', words(reason, 'OffenceReasonSequence', 32, reading));
  return [
    sequence,
    figure('Court offence sequence number', words(part, 'CourtOffenceSequenceNumber', 32, reading)),
    dayFact(part, 'ConvictionDate', 'Conviction date', reading),
    codedFact('Committed on bail', open(part, 'CommittedOnBail', 'cjs/yes-no', reading)),
    codedFact('Recordable on the PNC', open(part, 'RecordableOnPNCindicator', 'cjs/yes-no', reading)),
    codedFact('Notifiable to the Home Office', open(part, 'NotifiableToHOindicator', 'cjs/yes-no', reading)),
    codedFact('Added by the court', open(part, 'AddedByTheCourt', 'cjs/yes-no', reading)),
    codedFact('Initiation', open(part, 'OffenceInitiationCode', 'cjs/offence-initiation', reading)),
    codedFact('Summons', open(part, 'SummonsCode', 'cjs/summons', reading)),
    codedFact('Vehicle', open(part, 'VehicleCode', 'cjs/vehicle-code', reading)),
    fact(part, 'VehicleRegistrationMark', 'Vehicle registration mark', reading),
    fact(part, 'ActualStatementOfFacts', 'Statement of facts', reading),
    fact(part, 'ActualIndictmentWording', 'Indictment', reading),
    fact(part, 'Informant', 'Informant', reading),
    figure('Alcohol level', words(alcohol, 'Amount', 32, reading)),
    codedFact('Alcohol level method', open(alcohol, 'Method', 'cjs/alcohol-level-method', reading)),
  ];
}

function referencesOf(part: ElementPart, reading: Reading): Reference[] {
  part.passOver('OffenceWelshTitle', 'ActualWelshOffenceWording', 'ActualWelshIndictmentWording', 'ActualWelshStatementOfFacts');
  const value = words(part, 'CourtCaseReferenceNumber', 120, reading);
  return value === undefined ? [] : [{ type: 'court', system: 'pnc/court-case', value }];
}

function placeOf(part: ElementPart, reading: Reading): Offence['place'] {
  const description = words(part, 'LocationOfOffence', 500, reading);
  return description === undefined ? undefined : { description };
}

function distinct(codes: readonly Coding[]): Coding[] {
  const seen = new Map(codes.map((code) => [`${code.system ?? ''} ${code.code ?? ''}`, code]));
  return [...seen.values()];
}
