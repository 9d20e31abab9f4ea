import type { Coding, Measure, Professional } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import type { Matter, Message } from '../read/facts.js';
import type { JsonPart } from '../read/json-part.js';
import { dated, words, type Reading } from '../read/values.js';
import { applicationOf } from './application.js';
import { counselOf } from './associated.js';
import { caseOf, markerOf } from './case.js';
import { hearingOf } from './court.js';
import type { OfHearing } from './defendant.js';
import { resultOf, type ResultFacts } from './result.js';

/** What a Common Platform hearing says. */
export type HearingFacts = Pick<Message, 'source' | 'handling' | 'matters'>;

/** Fields of a hearing that steer the Common Platform, or are about people other than the children of a matter. */
const INTERNAL = [
  ...[
    'hasSharedResults',
    'defendantReferralReasons',
    'hearingCaseNotes',
    'judiciary',
    'applicantCounsels',
    'respondentCounsels',
    'prosecutionCounsels',
  ],
  ...[
    'applicationPartyCounsels',
    'courtApplicationPartyAttendance',
    'crackedIneffectiveTrial',
    'isEffectiveTrial',
    'isBoxHearing',
    'isVacatedTrial',
  ],
  ...[
    'companyRepresentatives',
    'approvalsRequested',
    'seedingHearing',
    'isVirtualBoxHearing',
    'isSJPHearing',
    'youthCourtDefendantIds',
    'isGroupProceedings',
  ],
  ...['panel', 'witnesses', 'estimatedDuration', 'estimateMinutes', 'targets', 'intermediaries'],
] as const;

/** A message of the Common Platform: a hearing with the cases and applications heard in it. */
export function hearingMessage(root: JsonPart, reading: Reading): HearingFacts {
  const hearing = root.one('hearing') ?? root;
  root.passOver('hearingDay', 'isReshare', 'shadowListedOffences', '_metadata');
  hearing.passOver(...INTERNAL);
  const shared = dated(root, 'sharedTime', reading);
  const id = words(hearing, 'id', 120, reading);
  const about = hearingOf(hearing, reading);
  const beside = besideCases(hearing, reading);
  const restriction = words(hearing, 'reportingRestrictionReason', 2000, reading);
  const restrictions: Coding[] = restriction === undefined ? [] : [{ system: 'common-platform/reporting-restriction', text: restriction }];
  const matters: Matter[] = [
    ...hearing.many('prosecutionCases').map((part) => caseOf(part, about, beside, reading.now)),
    ...hearing.many('courtApplications').map((part) => applicationOf(part, about, reading.now)),
  ];
  return {
    source: {
      system: 'Common Platform',
      ...(shared === undefined ? {} : { authoredAt: shared, sourceVersion: shared }),
      ...(id === undefined ? {} : { references: [{ type: 'message' as const, system: 'common-platform/hearing', value: id }] }),
    },
    handling: {},
    matters: matters.map((matter) => ({ ...matter, restrictions: [...restrictions, ...matter.restrictions] })),
  };
}

/** What stands beside the cases and belongs to their defendants. */
function besideCases(hearing: JsonPart, reading: Reading): OfHearing {
  return {
    markers: grouped(hearing, 'defendantHearingYouthMarkers', 'defendantId', reading, (part) => {
      part.passOver('prosecutionCaseId', 'hearingId');
      return kept([markerOf(part.one('marker'), reading)]);
    }),
    attendance: grouped(hearing, 'defendantAttendance', 'defendantId', reading, (part) =>
      part.many('attendanceDays').map((day) => attended(day, reading)),
    ),
    counsel: counselByDefendant(hearing, reading),
    results: fitResults(
      grouped(hearing, 'defendantJudicialResults', 'masterDefendantId', reading, (part) =>
        kept([part.one('judicialResult')]).map((result) => resultOf(result, reading)),
      ),
      hearing.place('defendantJudicialResults'),
      reading,
    ),
  };
}

/** The parts of a list by whom they are about; as many for one as a record can hold. */
function grouped<T>(
  hearing: JsonPart,
  name: string,
  key: string,
  reading: Reading,
  read: (part: JsonPart) => readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const part of hearing.many(name)) {
    const id = part.text(key);
    if (id === undefined) continue;
    const group = groups.get(id) ?? [];
    group.push(...read(part));
    groups.set(id, group);
  }
  return new Map([...groups].map(([id, group]) => [id, fitList(group, MOST_OF_ONE, hearing.place(name), reading.report)]));
}

const MOST_OF_ONE = 100;
/** Every defendant of an id gets what stands beside the cases, so that what is beyond a record is left out once, here. */
const MOST_COUNSEL = 20;

/** Results with as many facts in all as a record can hold. */
function fitResults(groups: ReadonlyMap<string, readonly ResultFacts[]>, path: string, reading: Reading): OfHearing['results'] {
  return new Map(
    [...groups].map(([id, results]) => {
      let left = MOST_OF_ONE;
      const fitting = fitList(results, MOST_RESULTS, path, reading.report).map((result): ResultFacts => {
        const measures = fitList(result.measures, left, path, reading.report);
        left -= measures.length;
        return { ...result, measures };
      });
      return [id, fitting];
    }),
  );
}

const MOST_RESULTS = 20;

function attended(part: JsonPart, reading: Reading): Measure {
  part.passOver('isInAttendance');
  const day = dated(part, 'day', reading);
  const type = words(part, 'attendanceType', 120, reading);
  const code = type === undefined ? undefined : { system: 'common-platform/attendance', code: type };
  return present<Measure>({ name: 'Present at hearing', code, value: day });
}

function counselByDefendant(hearing: JsonPart, reading: Reading): ReadonlyMap<string, readonly Professional[]> {
  const groups = new Map<string, Professional[]>();
  for (const part of hearing.many('defenceCounsels')) {
    const counsel = counselOf(part, reading);
    for (const id of part.texts('defendants')) {
      const group = groups.get(id) ?? [];
      if (group.length < MOST_COUNSEL) group.push(counsel);
      groups.set(id, group);
    }
  }
  return groups;
}
