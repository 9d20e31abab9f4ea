import type { Child, Referral } from '@mash-gateway/contracts';
import { REFERRAL_SOURCE } from '../code-systems/referral-source.js';
import { codingBy } from '../kit/code-table.js';
import { kept, present } from '../kit/texts.js';
import { partsIn, placeOf, valueIn, type Entry, type PartSource } from './child-source.js';
import { CLOSURE_REASON, PRIMARY_NEED } from './codes.js';
import { assessmentEntry, conferenceEntry, section47Entry } from './map-enquiries.js';
import { protectionPlanEntry, supportPlanEntry } from './map-plans.js';
import { preProceedingsEntry } from './map-pre-proceedings.js';
import { answerOf, datesIn, periodOf, whenOf } from './values.js';

/**
 * One episode of need (CINdetails): the referral first, then what belongs to it in the order of the modules. A census never says a
 * referral was about one kind of harm: what was found stands in the factors of its assessments and the categories of its plans.
 */
export function episodeEntries(episode: PartSource, state: Child['state']): readonly [Entry, ...Entry[]] {
  return [
    referralEntry(episode),
    ...kept([conferenceEntry(episode)]),
    ...partsIn(episode, 'Assessments').map((part) => assessmentEntry(part, state)),
    ...partsIn(episode, 'CINPlanDates').map(supportPlanEntry),
    ...partsIn(episode, 'Section47').map(section47Entry),
    ...partsIn(episode, 'ChildProtectionPlans').map((part) => protectionPlanEntry(part, state)),
    ...partsIn(episode, 'PreProceedingsandFGDM').map(preProceedingsEntry),
  ];
}

function referralEntry(episode: PartSource): Entry {
  const { report } = episode;
  const { start: referred, end: closed } = datesIn(episode, 'CINreferralDate', 'CINclosureDate');
  const refused = answerOf(episode, 'ReferralNFA');
  const referral = present<Referral>({
    source: codingBy(REFERRAL_SOURCE, valueIn(episode, 'ReferralSource'), placeOf(episode, 'ReferralSource'), report),
    primaryNeed: codingBy(PRIMARY_NEED, valueIn(episode, 'PrimaryNeedCode'), placeOf(episode, 'PrimaryNeedCode'), report),
    noFurtherAction: refused.answer,
    closureReason: codingBy(CLOSURE_REASON, valueIn(episode, 'ReasonForClosure'), placeOf(episode, 'ReasonForClosure'), report),
  });
  return present<Entry>({
    kind: 'referral',
    dfeRecordType: 'childrens-services.details',
    state: closed !== undefined || refused.answer === 'yes' ? 'completed' : 'active',
    occurredAt: whenOf(referred),
    period: periodOf(referred, closed),
    referral: Object.keys(referral).length === 0 ? undefined : referral,
    measures: refused.kept,
  });
}
