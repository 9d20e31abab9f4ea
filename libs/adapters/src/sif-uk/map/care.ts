import type { CareStatus, Coding } from '@mash-gateway/contracts';
import { clipped, kept, present } from '../../kit/texts.js';
import { FAMILY_STRUCTURE, IN_CARE_TYPE, STATUS } from '../codes/education.js';
import { ALERT_TYPE, MEDICAL_ALERT_SEVERITY } from '../codes/people.js';
import type { Part } from '../read/part.js';
import { answer } from './demographics.js';
import type { Entry } from './object-source.js';
import { authority } from './school.js';

type State = CareStatus['state'];

/** Looked after, and on the child protection register, which plans replaced in 2008 and systems still name. */
export function careStatuses(learner: Part): CareStatus[] {
  return kept([lookedAfter(learner.at('InCare')), registered(learner.at('ChildProtectionRegister'))]);
}

/** What of it must never be filtered out as routine, or is no status of the contract. */
export function careEntries(learner: Part): Entry[] {
  return kept([
    protectionPlan(learner.at('ChildProtectionRegister').silent()),
    household(learner.at('FamilyStructure')),
    pregnancy(learner.at('Pregnant')),
    ...learner.at('AlertMsgList').all('AlertMsg').map(alert),
    ...learner.at('MedicalAlertMsgList').all('MedicalAlertMsg').map(medicalAlert),
  ]);
}

/** State of a YesNoUnknown with the word as written. */
export function stateOf(part: Part): { readonly state: State; readonly original: Coding & { code: string } } | undefined {
  const original = part.coding(STATUS);
  return original && { state: STATUS.entries[original.code]?.normalised ?? STATUS.otherwise, original };
}

function lookedAfter(part: Part): CareStatus | undefined {
  if (part.element === undefined) return undefined;
  const current = stateOf(part.at('Current'));
  const type = part.at('Type').coding(IN_CARE_TYPE);
  const further = [
    answer(part.at('AtCurrentSchool'), 'sif-uk/InCare/AtCurrentSchool', 'Was in care while at this school'),
    answer(part.at('PersonalEducationPlan'), 'sif-uk/InCare/PersonalEducationPlan', 'Has a personal education plan'),
  ];
  const state = current?.state ?? 'unknown';
  return present<CareStatus>({
    kind: 'looked-after',
    state,
    authority: authority(part.at('LAId')),
    // A type beside "not in care" is where the child was or would be: kept as written, and no placement now.
    placement: type !== undefined && state === 'current' ? { type } : undefined,
    original: kept([current?.original, state === 'current' ? undefined : type, ...further]),
  });
}

function registered(part: Part): CareStatus | undefined {
  if (part.element === undefined) return undefined;
  const stated = stateOf(part.at('IsRegistered'));
  return present<CareStatus>({
    kind: 'child-protection-plan',
    state: stated?.state ?? 'unknown',
    authority: authority(part.at('LAId')),
    siblingAlso: part.at('SiblingRegistered').yesNo(),
    original: kept([stated?.original]),
  });
}

function protectionPlan(part: Part): Entry | undefined {
  const stated = stateOf(part.at('IsRegistered'));
  if (stated?.state !== 'current') return undefined;
  const type: Coding = { system: 'sif-uk/ChildProtectionRegister', code: 'Yes', display: 'On the child protection register' };
  return present<Entry>({
    kind: 'plan',
    dfeRecordType: 'childrens-services.details',
    state: 'active',
    plan: present<NonNullable<Entry['plan']>>({ type, state: 'current', authority: authority(part.at('LAId')) }),
  });
}

function household(part: Part): Entry | undefined {
  const coding = part.coding(FAMILY_STRUCTURE);
  return coding && { kind: 'household', dfeRecordType: 'personal.details', codes: [coding] };
}

function pregnancy(part: Part): Entry | undefined {
  const stated = part.yesNo();
  if (stated !== 'yes') return undefined;
  const code: Coding = { system: 'sif-uk/Pregnant', code: 'Yes', display: 'Learner is pregnant' };
  return { kind: 'condition', dfeRecordType: 'education.details', state: 'active', codes: [code] };
}

/** A school's warning about a learner, such as an order of a court: whose concern it is, the list of types does not say. */
function alert(part: Part): Entry | undefined {
  const narrative = part.text(32_000);
  const type = part.codingOfAttribute('Type', ALERT_TYPE);
  if (narrative === undefined && type === undefined) return undefined;
  return present<Entry>({
    kind: 'flag',
    dfeRecordType: 'education.details',
    state: 'active',
    narrative,
    flag: present<NonNullable<Entry['flag']>>({ categories: kept([type]), concerns: 'unknown' }),
  });
}

function medicalAlert(part: Part): Entry | undefined {
  const narrative = part.text(32_000);
  const severity = part.codingOfAttribute('Severity', MEDICAL_ALERT_SEVERITY);
  if (narrative === undefined && severity === undefined) return undefined;
  const grade = severity && MEDICAL_ALERT_SEVERITY.entries[severity.code];
  return present<Entry>({
    kind: 'condition',
    dfeRecordType: 'education.details',
    state: 'active',
    codes: kept([severity]),
    narrative,
    severities: severity && [
      { scheme: MEDICAL_ALERT_SEVERITY.system, original: clipped(severity.code, 100), normalised: grade?.normalised ?? 'unknown' },
    ],
  });
}
