import type { Coding, Exclusion, Measure } from '@mash-gateway/contracts';
import { kept, present } from '../../kit/texts.js';
import { APPEAL_RESULT, EXCLUSION_CATEGORY, EXCLUSION_REASON } from '../codes/education.js';
import { answer } from './demographics.js';
import type { Entry, ObjectSource, Statement } from './object-source.js';
import { aboutReferred } from './statement.js';

/** LearnerExclusion: a suspension or exclusion, its appeal and its outcome. */
export function exclusion(source: ObjectSource): Statement | undefined {
  const { part } = source;
  const statement = aboutReferred(source);
  if (statement === undefined) return undefined;
  const start = part.at('StartDate').day();
  const end = part.at('EndDate').day();
  const reason = part.at('Reason').coding(EXCLUSION_REASON);
  const detail = present<Exclusion>({
    category: part.at('Category').coding(EXCLUSION_CATEGORY),
    reasons: kept([reason]),
    sessions: part.at('ActualSessions').whole(0, 400),
  });
  return {
    ...statement,
    entries: [
      present<Entry>({
        kind: 'exclusion',
        dfeRecordType: 'education.details',
        occurredAt: (start ?? end) ? present<NonNullable<Entry['occurredAt']>>({ start, end, precision: 'day' }) : undefined,
        outcomes: kept<Coding>([part.at('AppealResult').coding(APPEAL_RESULT)]),
        measures: measures(source),
        exclusion: detail,
      }),
    ],
  };
}

const DATES: readonly (readonly [string, string])[] = [
  ['AppealDate', 'Date of the appeal'],
  ['ReinstatementDate', 'Date of reinstatement'],
  ['HeadTeacherNotificationDate', 'Parents and authorities notified on'],
  ['GovernorMeetingDate', 'Meeting of the governors on'],
  ['HearingNoticeOfAppealDate', 'Hearing, or end of the time to appeal'],
];

function measures({ part }: ObjectSource): Measure[] {
  const session = part.at('StartSession').whole(1, 10);
  const appeal = answer(part.at('Appeal'), 'sif-uk/LearnerExclusion/Appeal', 'Appeal against the exclusion');
  return kept([
    session === undefined ? undefined : { name: 'First session of the day', quantity: String(session) },
    appeal && { name: 'Appeal', code: appeal, value: appeal.code ?? '' },
    ...DATES.map(([element, name]) => {
      const value = part.at(element).day();
      return value === undefined ? undefined : { name, value };
    }),
  ]);
}
