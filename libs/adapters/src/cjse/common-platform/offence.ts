import type { Charge, Coding, Measure } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import { OFFENCE, OFFENCE_DATE } from '../codes/codes-cjs.js';
import type { Offence } from '../read/facts.js';
import type { JsonPart } from '../read/json-part.js';
import { codedFact, dated, fact, figure, listed, open, offenceTime, words, type Reading } from '../read/values.js';
import { resultOf } from './result.js';
import { describedBy } from './person.js';

/** Fields that name parts of the Common Platform, are Welsh copies, or concern legal aid. */
const INTERNAL = [
  ...[
    'offenceDefinitionId',
    'offenceTitleWelsh',
    'offenceLegislationWelsh',
    'wordingWelsh',
    'orderIndex',
    'laaApplnReference',
    'listingNumber',
    'listNo',
  ],
  ...['committingCourt', 'isIntroduceAfterInitialProceedings', 'isDiscontinued', 'victims', 'endorsableFlag', 'maxPenalty'],
] as const;

/** apiOffence. */
export function offenceOf(part: JsonPart, reading: Reading): Offence {
  part.passOver(...INTERNAL);
  const results = part.many('judicialResults').map((result) => resultOf(result, reading));
  const start = dated(part, 'startDate', reading);
  const end = dated(part, 'endDate', reading);
  const findings = findingsOf(part, reading);
  const id = words(part, 'id', 120, reading);
  const dateCode = listed(part, 'offenceDateCode', OFFENCE_DATE, reading);
  const title = words(part, 'offenceTitle', 300, reading);
  return {
    charge: present<Charge>({
      offence: present<Coding>({ system: OFFENCE, code: words(part, 'offenceCode', 120, reading), display: title }),
      offenceStart: start,
      offenceEnd: end,
      arrestedAt: dated(part, 'arrestDate', reading),
      chargedAt: dated(part, 'chargeDate', reading),
      plea: findings.plea,
      results: fitList(kept(results.flatMap(({ codes }) => codes)), 20, part.place('judicialResults'), reading.report),
    }),
    occurredAt: offenceTime(start, end, dateCode?.code),
    place: undefined,
    title,
    wording: words(part, 'wording', 32_000, reading),
    codes: kept([dateCode, open(part, 'dvlaOffenceCode', 'dvla/offence-code', reading)]),
    outcomes: kept([findings.verdict]),
    measures: kept([...findings.measures, ...further(part, reading)]),
    sentence: results.flatMap(({ measures }) => measures),
    references: id === undefined ? [] : [{ type: 'court', system: 'common-platform/offence', value: id }],
    restrictions: part.many('reportingRestrictions').map((item) => restrictionOf(item, reading)),
    next: kept(results.map(({ next }) => next)),
  };
}

/** What was pleaded and found, with the days. */
export interface Findings {
  readonly plea: Coding | undefined;
  readonly verdict: Coding | undefined;
  readonly measures: readonly Measure[];
}

const PLEAS = [
  ['plea', 'pleaValue', 'pleaDate', 'common-platform/plea', 'Plea entered'],
  ['indicatedPlea', 'indicatedPleaValue', 'indicatedPleaDate', 'common-platform/indicated-plea', 'Plea indicated'],
  ['notifiedPlea', 'notifiedPleaValue', 'notifiedPleaDate', 'common-platform/notified-plea', 'Plea notified'],
] as const;

/** The plea is the one entered at a hearing; before one is entered, the one indicated or notified. All of them stay as facts with their days. */
export function findingsOf(part: JsonPart, reading: Reading): Findings {
  const pleas = PLEAS.map(([holder, value, date, system, label]) => {
    const plea = part.one(holder);
    plea?.passOver('originatingHearingId', 'delegatedPowers', 'offenceId', 'applicationId', 'lesserOrAlternativeOffence', 'source');
    return { code: open(plea, value, system, reading), day: dated(plea, date, reading), label };
  });
  const found = part.one('verdict');
  return {
    plea: pleas.map(({ code }) => code).find((code) => code !== undefined),
    verdict: verdictOf(found, reading),
    measures: kept([
      ...pleas.map(({ code, day, label }) =>
        code === undefined && day === undefined ? undefined : present<Measure>({ name: label, code, value: day }),
      ),
      dayFact(found, 'verdictDate', 'Verdict date', reading),
    ]),
  };
}

/** apiVerdict with its type. */
function verdictOf(part: JsonPart | undefined, reading: Reading): Coding | undefined {
  part?.passOver('originatingHearingId', 'offenceId', 'applicationId', 'jurors', 'lesserOrAlternativeOffence');
  const type = part?.one('verdictType');
  type?.passOver('id', 'sequence', 'categoryType', 'cjsVerdictCode');
  const stated = describedBy(type, 'verdictCode', 'description', 'common-platform/verdict', reading);
  const category = words(type, 'category', 500, reading);
  if (stated !== undefined)
    return category === undefined ? stated : { ...stated, text: [stated.text, category].filter((text) => text !== undefined).join('; ') };
  return category === undefined ? undefined : { text: category };
}

/** An order that restricts reporting: by its label and the day it was made. */
export function restrictionOf(part: JsonPart, reading: Reading): Coding {
  part.passOver('id', 'judicialResultId');
  const label = words(part, 'label', 500, reading);
  const ordered = dated(part, 'orderedDate', reading);
  // One without a label restricts all the same.
  const text = ordered === undefined ? undefined : `Ordered ${ordered}`;
  return present<Coding>({
    system: 'common-platform/reporting-restriction',
    display: label,
    text: text ?? (label === undefined ? 'Reporting is restricted; the source does not say how' : undefined),
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
