import type { Charge, Coding, Measure } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import { OFFENCE, OFFENCE_DATE } from '../codes/codes-cjs.js';
import type { Offence } from '../read/facts.js';
import type { JsonPart } from '../read/json-part.js';
import { codedFact, dated, fact, figure, listed, open, when, words, type Reading } from '../read/values.js';
import { resultOf } from './result.js';
import { describedBy } from './person.js';

/** Fields that name parts of the Common Platform, are Welsh copies, or concern legal aid. */
const INTERNAL = [
  ...[
    'id',
    'offenceDefinitionId',
    'offenceTitleWelsh',
    'offenceLegislationWelsh',
    'wordingWelsh',
    'orderIndex',
    'laaApplnReference',
    'listingNumber',
  ],
  ...['committingCourt', 'isIntroduceAfterInitialProceedings', 'isDiscontinued', 'victims', 'endorsableFlag', 'maxPenalty'],
] as const;

/** apiOffence. */
export function offenceOf(part: JsonPart, reading: Reading): Offence {
  part.passOver(...INTERNAL);
  const results = part.many('judicialResults').map((result) => resultOf(result, reading));
  const start = dated(part, 'startDate', reading);
  const end = dated(part, 'endDate', reading);
  const title = words(part, 'offenceTitle', 300, reading);
  return {
    charge: present<Charge>({
      offence: present<Coding>({ system: OFFENCE, code: words(part, 'offenceCode', 120, reading), display: title }),
      offenceStart: start,
      offenceEnd: end,
      arrestedAt: dated(part, 'arrestDate', reading),
      chargedAt: dated(part, 'chargeDate', reading),
      plea: pleaOf(part, reading),
      results: fitList(kept(results.map(({ code }) => code)), 20, part.place('judicialResults'), reading.report),
    }),
    occurredAt: when(start, end),
    place: undefined,
    title,
    wording: words(part, 'wording', 32_000, reading),
    codes: kept([listed(part, 'offenceDateCode', OFFENCE_DATE, reading), open(part, 'dvlaOffenceCode', 'dvla/offence-code', reading)]),
    outcomes: kept([verdictOf(part.one('verdict'), reading)]),
    measures: kept([...further(part, reading), ...results.flatMap(({ measures }) => measures)]),
    references: [],
    restrictions: part.many('reportingRestrictions').flatMap((item) => kept([restrictionOf(item, reading)])),
    next: kept(results.map(({ next }) => next)),
  };
}

/** A plea entered at a hearing; before one is entered, the plea indicated or notified. */
export function pleaOf(part: JsonPart, reading: Reading): Coding | undefined {
  const read = (holder: string, name: string, system: string): Coding | undefined => {
    const plea = part.one(holder);
    plea?.passOver(
      'originatingHearingId',
      'delegatedPowers',
      'offenceId',
      'applicationId',
      'lesserOrAlternativeOffence',
      'source',
      'allocationDecision',
    );
    plea?.passOver('pleaDate', 'indicatedPleaDate', 'notifiedPleaDate');
    return open(plea, name, system, reading);
  };
  const entered = read('plea', 'pleaValue', 'common-platform/plea');
  const indicated = read('indicatedPlea', 'indicatedPleaValue', 'common-platform/indicated-plea');
  const notified = read('notifiedPlea', 'notifiedPleaValue', 'common-platform/notified-plea');
  return entered ?? indicated ?? notified;
}

/** apiVerdict with its type. */
export function verdictOf(part: JsonPart | undefined, reading: Reading): Coding | undefined {
  part?.passOver('originatingHearingId', 'offenceId', 'applicationId', 'verdictDate', 'jurors', 'lesserOrAlternativeOffence');
  const type = part?.one('verdictType');
  type?.passOver('id', 'sequence', 'categoryType', 'cjsVerdictCode');
  const stated = describedBy(type, 'verdictCode', 'description', 'common-platform/verdict', reading);
  const category = words(type, 'category', 500, reading);
  if (stated !== undefined) return category === undefined ? stated : { ...stated, text: stated.text ?? category };
  return category === undefined ? undefined : { text: category };
}

/** An order that restricts reporting: by its label and the day it was made. */
export function restrictionOf(part: JsonPart, reading: Reading): Coding | undefined {
  part.passOver('id', 'judicialResultId');
  const label = words(part, 'label', 500, reading);
  const ordered = dated(part, 'orderedDate', reading);
  if (label === undefined) return undefined;
  return present<Coding>({
    system: 'common-platform/reporting-restriction',
    display: label,
    text: ordered === undefined ? undefined : `Ordered ${ordered}`,
  });
}

function further(part: JsonPart, reading: Reading): (Measure | undefined)[] {
  const facts = part.one('offenceFacts');
  const limit = part.one('custodyTimeLimit');
  const allocation = part.one('allocationDecision');
  limit?.passOver('daysSpent', 'isCtlExtended');
  allocation?.passOver(
    'originatingHearingId',
    'offenceId',
    'motReasonId',
    'sequenceNumber',
    'allocationDecisionDate',
    'courtIndicatedSentence',
  );
  const concluded = part.truth('proceedingsConcluded');
  return [
    figure('Count', words(part, 'count', 32, reading)),
    fact(part, 'offenceLegislation', 'Legislation', reading),
    codedFact('Mode of trial', open(part, 'modeOfTrial', 'common-platform/mode-of-trial', reading)),
    codedFact(
      'Allocation',
      describedBy(allocation, 'motReasonCode', 'motReasonDescription', 'common-platform/mode-of-trial-reason', reading),
    ),
    dayFact(part, 'laidDate', 'Information laid', reading),
    dayFact(part, 'dateOfInformation', 'Date of information', reading),
    dayFact(part, 'convictionDate', 'Conviction date', reading),
    dayFact(part, 'aquittalDate', 'Acquittal date', reading),
    dayFact(limit, 'timeLimit', 'Custody time limit', reading),
    concluded === undefined ? undefined : { name: 'Proceedings concluded', value: String(concluded) },
    fact(facts, 'vehicleRegistration', 'Vehicle registration mark', reading),
    fact(facts, 'vehicleMake', 'Vehicle make', reading),
    codedFact('Vehicle', open(facts, 'vehicleCode', 'common-platform/vehicle-code', reading)),
    figure('Alcohol level', words(facts, 'alcoholReadingAmount', 32, reading)),
    codedFact(
      'Alcohol level method',
      describedBy(facts, 'alcoholReadingMethodCode', 'alcoholReadingMethodDescription', 'cjs/alcohol-level-method', reading),
    ),
  ];
}

function dayFact(part: JsonPart | undefined, name: string, label: string, reading: Reading): Measure | undefined {
  const value = dated(part, name, reading);
  return value === undefined ? undefined : { name: label, value };
}
