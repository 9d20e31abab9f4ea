import { fitText, kept, present } from '../kit/texts.js';
import { placeOf, valueIn, type Entry, type PartSource } from './child-source.js';
import { answerOf, countMeasure, dateIn, dateMeasure, whenOf } from './values.js';

/**
 * Pre-proceedings and family group decision-making, which public files of the 2026 census hold. The specification of the module could
 * not be read, so dates, answers and the outcome are carried as facts under plain words, with the outcome code as written.
 */
export function preProceedingsEntry(part: PartSource): Entry {
  const started = dateIn(part, 'PPStartDate');
  const outcome = fitText(valueIn(part, 'PPOutcome'), 120, placeOf(part, 'PPOutcome'), part.report);
  return present<Entry>({
    kind: 'legal',
    dfeRecordType: 'childrens-services.details',
    state: outcome === undefined ? 'active' : 'completed',
    title: 'Pre-proceedings and family group decision-making',
    occurredAt: whenOf(started),
    outcomes: outcome === undefined ? [] : [{ system: 'dfe-cbds/pre-proceedings-outcome', code: outcome }],
    measures: kept([
      dateMeasure(part, 'LBPSentDate', 'Letter before proceedings sent'),
      answerMeasure(part, 'FGDMMeetingOffer', 'Family group decision-making meeting offered'),
      answerMeasure(part, 'FGDMMeetingFac', 'Family group decision-making meeting facilitated'),
      dateMeasure(part, 'InitialPPMeetingDate', 'Initial pre-proceedings meeting'),
      countMeasure(part, 'ReviewMeetingsCount', 'Review meetings'),
      dateMeasure(part, 'StepDecisionDate', 'Decision to step up or down'),
      dateMeasure(part, 'CourtAppDate', 'Application to court'),
      dateMeasure(part, 'LetterInitCPDate', 'Letter of initiation of care proceedings'),
    ]),
  });
}

function answerMeasure(part: PartSource, name: string, words: string) {
  const { answer, kept: written } = answerOf(part, name);
  const [first] = written;
  if (answer === undefined) return undefined;
  return { name: words, value: first?.value ?? answer };
}
