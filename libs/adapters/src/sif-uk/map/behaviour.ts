import type { Coding, InvolvedPerson, Involvement, Measure } from '@mash-gateway/contracts';
import { warning } from '../../kit/issues.js';
import { fitList, kept, present, wholeId } from '../../kit/texts.js';
import { CONFIDENTIALITY, PARTICIPATION } from '../codes/education.js';
import { schoolRefOf } from '../read/join.js';
import { refIdentifier, refKey } from '../read/ref-id.js';
import type { Part } from '../read/part.js';
import { LEARNER_REF_ID, referredChild } from './learner-identity.js';
import type { Entry, ObjectSource, Statement } from './object-source.js';
import { referredSchool } from './school.js';

/** LearnerBehaviourIncident (2.6): one statement for each learner who took part; the others are referred to, not copied. */
export function behaviourIncident(source: ObjectSource): Statement[] {
  const { part, joined } = source;
  const all = part.at('Participants', 'Learners').all('Learner');
  const learners = fitList(all, MOST_LEARNERS, part.location, part.report);
  const sensitivity = part.at('Incident', 'Confidentiality').coded(CONFIDENTIALITY)?.normalised;
  return learners.flatMap((learner) => {
    const refId = learner.attribute('LearnerPersonalRefId');
    const child = referredChild(refId, learner.at('@LearnerPersonalRefId'), joined);
    if (child === undefined || refId === undefined) {
      part.report(warning('format.missing', `${part.location}/Participants/Learners`, 'A learner who took part is not referred to'));
      return [];
    }
    const persons = learners.filter((other) => other.location !== learner.location).map(otherLearner);
    const own = part.attribute('RefId');
    return [
      {
        child,
        persons: kept(persons),
        entries: [incident(source, learner, kept(persons))],
        handling: sensitivity && { sensitivity },
        others: all.filter((other) => other !== learner).map(({ location }) => location),
        source:
          own === undefined
            ? {}
            : present<Statement['source']>({ sourceRecordId: wholeId('sif-uk', 'LearnerBehaviourIncident', refKey(own), refKey(refId)) }),
      },
    ];
  });
}

const MOST_LEARNERS = 50;

function otherLearner(part: Part, index: number): InvolvedPerson | undefined {
  const reference = refIdentifier(part.attribute('LearnerPersonalRefId'), LEARNER_REF_ID, part);
  if (reference === undefined) return undefined;
  return { personId: `p${index + 1}`, identifiers: [reference], roles: [{ normalised: 'other-child' }], visibility: 'third-party' };
}

function incident({ part, joined }: ObjectSource, learner: Part, others: readonly InvolvedPerson[]): Entry {
  const what = part.at('Incident');
  const at = what.at('Date').moment();
  const precursor = what.at('PrecursorRefId').text(120);
  const actions = learner.at('Actions').all('Action');
  return present<Entry>({
    kind: 'incident',
    dfeRecordType: 'education.details',
    codes: kept([
      named(part.at('BehaviourType', 'Classification'), 'BehaviourType/Classification'),
      named(part.at('BehaviourType', 'SubClassification'), 'BehaviourType/SubClassification'),
      named(learner.at('Motivation'), 'Motivation'),
    ]),
    occurredAt: at === undefined ? undefined : { start: at, precision: at.includes('T') ? 'time' : 'day' },
    narrative: kept([what.at('Comments').text(16_000), learner.at('ParticipationComment').text(15_000)]).join('\n') || undefined,
    place: place(what.at('Location')),
    people: [...parts(learner), ...others.map(({ personId }): Involvement => ({ personId, part: 'other' }))],
    organisation: referredSchool(schoolRefOf(part.element ?? NO_ELEMENT), part.at('SchoolInfoRefId'), joined),
    references: precursor === undefined ? [] : [{ type: 'incident', value: precursor, system: 'sif-uk/LearnerBehaviourIncident/RefId' }],
    outcomes: kept(
      actions.map((action) => named(action.at('Classification'), 'Action/Classification', action.at('SubClassification').text(500))),
    ),
    measures: [...duration(what.at('Duration')), ...actions.flatMap(actionFacts)],
  });
}

const NO_ELEMENT = { name: '', uri: '', attributes: [], children: [], text: '', line: 0 };

/** The learner's own part: the subject of the incident where the school says no other. */
function parts(learner: Part): Involvement[] {
  const stated = kept(
    learner
      .at('ParticipationTypes')
      .all('ParticipationType')
      .map((type) => type.coded(PARTICIPATION)),
  );
  if (stated.length === 0) return [{ personId: 'child', part: 'subject' }];
  return stated.map(({ normalised, original }) => ({ personId: 'child', part: normalised, ...(original ? { original } : {}) }));
}

function named(part: Part, list: string, text?: string): Coding | undefined {
  const code = part.text(120);
  return code === undefined ? undefined : { system: `sif-uk/${list}`, code, ...(text === undefined ? {} : { text }) };
}

function place(part: Part): Entry['place'] {
  const description = part.text(500);
  return description === undefined ? undefined : { description };
}

function duration(part: Part): Measure[] {
  const minutes = part.whole(0, 100_000);
  return minutes === undefined ? [] : [{ name: 'Duration', quantity: String(minutes), unit: 'min' }];
}

function actionFacts(action: Part): Measure[] {
  const date = action.at('Date').moment();
  const comment = action.at('Comment').text(4000);
  return kept([
    date === undefined ? undefined : { name: 'Action on', value: date },
    comment === undefined ? undefined : { name: 'Action, comment', value: comment },
  ]);
}
