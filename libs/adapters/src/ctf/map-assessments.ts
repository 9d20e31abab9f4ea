import type { StageAssessment } from '@mash-gateway/contracts';
import { datedValue } from '../kit/dates.js';
import { fitText, present } from '../kit/texts.js';
import { at, childrenOf, textAt, type XmlElement } from '../kit/xml-tree.js';
import type { Entry } from './entry.js';
import { locateItem, type PupilSource } from './pupil-source.js';

/** One entry per result of a key stage. */
export function assessmentEntries(pupil: PupilSource): Entry[] {
  return childrenOf(at(pupil.element, 'StageAssessments'), 'KeyStage').flatMap((keyStage, index) => {
    const location = locateItem(pupil, 'StageAssessments/KeyStage', index);
    const stage = fitText(textAt(keyStage, 'Stage'), 20, `${location}/Stage`, pupil.report);
    const results = childrenOf(keyStage, 'StageAssessment');
    // A stage without results still says that the stage was reached.
    if (results.length === 0) return stage === undefined ? [] : [entry({ stage })];
    return results.map((element, item) => entry(assessment(element, `${location}/StageAssessment[${item + 1}]`, stage, pupil)));
  });
}

function assessment(element: XmlElement, location: string, stage: string | undefined, pupil: PupilSource): StageAssessment {
  const { report, now } = pupil;
  const read = (name: string, max: number): string | undefined => fitText(textAt(element, name), max, `${location}/${name}`, report);
  return present<StageAssessment>({
    stage,
    year: read('Year', 20),
    subject: read('Subject', 60),
    method: read('Method', 60),
    component: read('Component', 60),
    result: read('Result', 60),
    resultStatus: read('ResultStatus', 60),
    resultQualifier: read('ResultQualifier', 60),
    locale: read('Locale', 60),
    resultDate: datedValue(textAt(element, 'ResultDate'), { location: `${location}/ResultDate`, report, now })?.value,
  });
}

function entry(result: StageAssessment): Entry {
  const { resultDate } = result;
  return {
    kind: 'assessment',
    dfeRecordType: 'education.details',
    ...(resultDate?.length === 10 ? { occurredAt: { start: resultDate, precision: 'day' as const } } : {}),
    assessment: result,
  };
}
