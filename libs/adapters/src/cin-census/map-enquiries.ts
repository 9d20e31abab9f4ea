import type { Child, Coding, Enquiry, Information } from '@mash-gateway/contracts';
import { codingBy } from '../kit/code-table.js';
import { fitList, kept, present } from '../kit/texts.js';
import { partsIn, placeOf, type Entry, type PartSource } from './child-source.js';
import { ASSESSMENT_FACTOR } from './codes.js';
import { answerOf, dateIn, dateMeasure, datesIn, whenOf } from './values.js';

/** An assessment under section 17, with the factors found at its end. */
export function assessmentEntry(part: PartSource, state: Child['state']): Entry {
  const { start: startedAt, end: completedAt } = datesIn(part, 'AssessmentActualStartDate', 'AssessmentAuthorisationDate');
  const factors = factorsOf(part);
  return present<Entry>({
    kind: 'assessment',
    dfeRecordType: 'childrens-services.details',
    categories: categoriesOf(factors, state),
    state: completedAt === undefined ? 'active' : 'completed',
    occurredAt: whenOf(startedAt, completedAt),
    enquiry: present<Enquiry>({ startedAt, completedAt, factors }),
    measures: kept([dateMeasure(part, 'AssessmentInternalReviewDate', 'Internal review')]),
  });
}

/** An enquiry under section 47. It starts with the strategy discussion, from which the 15 working days to the conference run. */
export function section47Entry(part: PartSource): Entry {
  const { start: startedAt, end: conferenceAt } = datesIn(part, 'S47ActualStartDate', 'DateOfInitialCPC');
  const notRequired = answerOf(part, 'ICPCnotRequired');
  return present<Entry>({
    kind: 'enquiry',
    dfeRecordType: 'childrens-services.details',
    state: conferenceAt !== undefined || notRequired.answer === 'yes' ? 'completed' : 'active',
    title: 'Section 47 enquiry',
    occurredAt: whenOf(startedAt),
    enquiry: present<Enquiry>({
      strategyDiscussionAt: startedAt,
      startedAt,
      conferenceDueAt: dateIn(part, 'InitialCPCtarget'),
      conferenceAt,
      conferenceNotRequired: notRequired.answer,
    }),
    measures: notRequired.kept,
  });
}

/** An initial child protection conference that belongs to no section 47 enquiry of the file, such as one after a transfer in. */
export function conferenceEntry(episode: PartSource): Entry | undefined {
  const conferenceAt = dateIn(episode, 'DateOfInitialCPC');
  if (conferenceAt === undefined) return undefined;
  return present<Entry>({
    kind: 'enquiry',
    dfeRecordType: 'childrens-services.details',
    state: 'completed',
    title: 'Initial child protection conference',
    occurredAt: whenOf(conferenceAt),
    enquiry: { conferenceAt },
  });
}

/** Factors as elements, or in some files as one text with commas. */
function factorsOf(assessment: PartSource): NonNullable<Enquiry['factors']> {
  const { report } = assessment;
  const written = partsIn(assessment, 'FactorsIdentifiedAtAssessment').flatMap((group) => {
    const items = partsIn(group, 'AssessmentFactors').map(({ element, location }) => ({ code: element?.text, location }));
    const inText = (group.element?.text ?? '').split(/[\s,;]+/u).map((code) => ({ code, location: group.location }));
    return [...items, ...inText];
  });
  const factors = kept(written.map(({ code, location }) => codingBy(ASSESSMENT_FACTOR, code, location, report)));
  return fitList(factors, 40, placeOf(assessment, 'FactorsIdentifiedAtAssessment'), report);
}

type Category = NonNullable<Information['categories']>[number]['normalised'];

/** One category for each kind of concern that the factors name, with the factors it comes from. */
function categoriesOf(factors: NonNullable<Enquiry['factors']>, state: Child['state']): Information['categories'] {
  if (factors.length === 0) return undefined;
  // An adult is never made a child concern.
  if (state === 'adult') return [{ normalised: 'adult-concern', original: factors.slice(0, 20) }];
  const groups = new Map<Category, Coding[]>();
  for (const factor of factors) {
    const category = ASSESSMENT_FACTOR.entries[factor.code ?? '']?.normalised ?? ASSESSMENT_FACTOR.otherwise;
    groups.set(category, [...(groups.get(category) ?? []), factor]);
  }
  return [...groups].map(([normalised, original]) => ({ normalised, original: original.slice(0, 20) }));
}
