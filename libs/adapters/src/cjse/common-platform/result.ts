import type { Coding, Measure } from '@mash-gateway/contracts';
import { fitText, kept, present } from '../../kit/texts.js';
import { DURATION_UNIT, QUALIFIER, RESULT } from '../codes/codes-cjs.js';
import { CP_RESULT_CATEGORY } from '../codes/codes-common-platform.js';
import type { Hearing } from '../read/facts.js';
import type { JsonPart } from '../read/json-part.js';
import { codedFact, dated, fact, figure, listed, resultWords, words, type Reading } from '../read/values.js';
import { nextHearingOf } from './court.js';

/** A result in contract terms. */
export interface ResultFacts {
  /** None when an amendment took the result back. */
  readonly codes: readonly Coding[];
  readonly measures: readonly Measure[];
  readonly next: Hearing | undefined;
}

/** Fields that name the parts of the resulting system, or say who may see a result there. */
const INTERNAL = [
  ...[
    'judicialResultId',
    'judicialResultTypeId',
    'orderedHearingId',
    'welshLabel',
    'isAvailableForCourtExtract',
    'amendmentReasonId',
    'rank',
  ],
  ...['lastSharedDateTime', 'courtClerk', 'delegatedPowers', 'fourEyesApproval', 'usergroups', 'publishedAsAPrompt', 'excludedFromResults'],
  ...[
    'alwaysPublished',
    'urgent',
    'publishedForNows',
    'rollUpPrompts',
    'isNewAmendment',
    'isUnscheduled',
    'offenceId',
    'applicationId',
    'pointsDisqualificationCode',
    'dvlaCode',
    'drivingTestStipulation',
    'd20',
    'parentJudicialResultId',
    'parentJudicialResultTypeId',
    'rootJudicialResultId',
    'resultDefinitionGroup',
  ],
  ...['rootJudicialResultTypeId', 'canBeSubjectOfVariation', 'canBeSubjectOfBreach', 'welshResultWording', 'level', 'isFinancialResult'],
] as const;

/** apiJudicialResult. */
export function resultOf(part: JsonPart, reading: Reading): ResultFacts {
  part.passOver(...INTERNAL);
  const code = words(part, 'cjsCode', 120, reading);
  const display = words(part, 'label', 500, reading);
  const about = code === undefined ? present<Coding>({ text: display }) : present<Coding>({ system: RESULT, code, display });
  const { text, fact: long } = resultWords(words(part, 'resultText', 4000, reading), about);
  const result = present<Coding>({ system: code === undefined ? undefined : RESULT, code, display, text });
  const deleted = part.truth('isDeleted') === true;
  const said = Object.keys(result).length > 0;
  return {
    codes: deleted ? [] : [...(said ? [result] : []), ...secondaryCodes(part, reading)],
    measures: kept([
      deleted ? present<Measure>({ name: 'Result taken back by an amendment', code: said ? about : undefined }) : undefined,
      long,
      fact(part, 'resultWording', 'Result wording', reading),
      ...amendments(part, about, reading),
      ...classes(part, about, reading),
      ...durations(part.one('durationElement'), about, reading),
      ...part.many('judicialResultPrompts').flatMap((prompt) => promptOf(prompt, about, reading)),
    ]),
    next: nextHearingOf(part.one('nextHearing'), reading),
  };
}

/** One result of the Common Platform can stand for several of the CJS. */
function secondaryCodes(part: JsonPart, reading: Reading): Coding[] {
  return part.many('secondaryCJSCodes').flatMap((item) => {
    const code = words(item, 'cjsCode', 120, reading);
    const text = words(item, 'text', 2000, reading);
    return code === undefined && text === undefined
      ? []
      : [present<Coding>({ system: code === undefined ? undefined : RESULT, code, text })];
  });
}

function amendments(part: JsonPart, about: Coding, reading: Reading): (Measure | undefined)[] {
  return [
    day(part, 'orderedDate', 'Result ordered', about, reading),
    day(part, 'approvedDate', 'Result approved', about, reading),
    day(part, 'amendmentDate', 'Result amended', about, reading),
    fact(part, 'amendmentReason', 'Reason for the amendment', reading),
  ];
}

function classes(part: JsonPart, about: Coding, reading: Reading): (Measure | undefined)[] {
  return [
    codedFact('Category of result', listed(part, 'category', CP_RESULT_CATEGORY, reading)),
    flag(part, 'isAdjournmentResult', 'Adjournment', about),
    flag(part, 'isConvictedResult', 'Conviction', about),
    flag(part, 'terminatesOffenceProceedings', 'Ends the proceedings', about),
    flag(part, 'lifeDuration', 'For life', about),
    ...qualifiers(part, reading),
    codedFact('Custody status after the hearing', custody(part, reading)),
  ];
}

function durations(part: JsonPart | undefined, about: Coding, reading: Reading): (Measure | undefined)[] {
  if (part === undefined) return [];
  part.passOver('primaryLabel');
  const length = (kind: string, label: string): Measure | undefined =>
    figure(label, words(part, `${kind}DurationValue`, 32, reading), unitOf(words(part, `${kind}DurationUnit`, 60, reading)), about);
  return [
    length('primary', 'Duration'),
    length('secondary', 'Secondary duration'),
    length('tertiary', 'Tertiary duration'),
    day(part, 'durationStartDate', 'Duration starts', about, reading),
    day(part, 'durationEndDate', 'Duration ends', about, reading),
  ];
}

/** The schema leaves the unit open: a code of the CJS or a word. */
function unitOf(written: string | undefined): string | undefined {
  return written === undefined ? undefined : (DURATION_UNIT.entries[written]?.display ?? written);
}

/** apiJudicialResultPrompt: a question of the resulting screen with its answer, such as a condition or an amount. */
function promptOf(part: JsonPart, about: Coding, reading: Reading): (Measure | undefined)[] {
  part.passOver(
    'judicialResultPromptTypeId',
    'isAvailableForCourtExtract',
    'welshLabel',
    'durationSequence',
    'promptSequence',
    'promptReference',
  );
  part.passOver(
    'usergroups',
    'welshValue',
    'qualifier',
    'isDurationStartDate',
    'isDurationEndDate',
    'type',
    'courtExtract',
    'fixedListCode',
  );
  const label = words(part, 'label', 200, reading) ?? 'Prompt';
  const value = words(part, 'value', 4000, reading);
  const sterling = part.truth('isFinancialImposition') === true;
  const amount = value?.replace(/^£/u, '').replaceAll(',', '');
  const answer = sterling ? figure(label, amount, 'GBP', about) : undefined;
  return [
    answer ?? (value === undefined ? undefined : { name: label, code: about, value }),
    figure('Penalty points', words(part, 'totalPenaltyPoints', 32, reading), undefined, about),
  ];
}

function day(part: JsonPart, name: string, label: string, about: Coding, reading: Reading): Measure | undefined {
  const value = dated(part, name, reading);
  return value === undefined ? undefined : { name: label, code: about, value };
}

function flag(part: JsonPart, name: string, label: string, about: Coding): Measure | undefined {
  return part.truth(name) === true ? { name: label, code: about, value: 'true' } : undefined;
}

/** Several qualifiers stand in one text, with commas between them. */
function qualifiers(part: JsonPart, reading: Reading): (Measure | undefined)[] {
  const written = words(part, 'qualifier', 500, reading)?.split(',') ?? [];
  return written.map((item) => {
    const code = fitText(item, 120, part.place('qualifier'), reading.report);
    return codedFact('Result qualifier', code === undefined ? undefined : { system: QUALIFIER, code });
  });
}

function custody(part: JsonPart, reading: Reading): Coding | undefined {
  const code = words(part, 'postHearingCustodyStatus', 120, reading);
  return code === undefined ? undefined : { system: 'common-platform/bail-status', code };
}
