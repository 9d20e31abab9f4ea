import type { StageAssessment } from '@mash-gateway/contracts';
import { present } from '../../kit/texts.js';
import { schoolRefOf } from '../read/join.js';
import type { Entry, ObjectSource, Statement } from './object-source.js';
import { referredSchool } from './school.js';
import { aboutReferred } from './statement.js';

/** LearnerAssessmentResult: a result; of which test stands in another object. */
export function assessmentResult(source: ObjectSource): Statement | undefined {
  const { part } = source;
  const statement = aboutReferred(source);
  if (statement === undefined || part.element === undefined) return undefined;
  return {
    ...statement,
    entries: [
      present<Entry>({
        kind: 'assessment',
        dfeRecordType: 'education.details',
        organisation: referredSchool(schoolRefOf(part.element), part.at('SchoolInfoRefId'), source.joined),
        assessment: present<StageAssessment>({
          result: part.at('Result').text(60),
          resultStatus: part.at('ResultStatus').text(60),
          resultDate: part.at('AchievementDate').date(),
        }),
      }),
    ],
  };
}
