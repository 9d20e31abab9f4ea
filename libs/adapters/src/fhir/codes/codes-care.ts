import type { codes } from '@mash-gateway/contracts';
import { lookup } from '../read/lookup.js';

type Words<K extends keyof typeof codes> = (typeof codes)[K] extends readonly (infer W)[] ? W : never;
type Table<W> = Readonly<Record<string, W>>;

/** http://terminology.hl7.org/CodeSystem/organization-type. */
export const ORGANISATION_TYPE: Table<Words<'ORGANISATION_TYPES'>> = lookup({
  prov: 'health-organisation',
  dept: 'health-organisation',
  edu: 'school',
  govt: 'local-authority',
  bus: 'other',
  other: 'other',
});

/** Purpose of an organisation's contact in CP-IS (http://terminology.hl7.org/CodeSystem/v3-AddressUse): the duty telephone and the office. */
export const CONTACT_PURPOSE: Table<Words<'TELECOM_USES'>> = lookup({ EC: 'emergency', WP: 'work' });

/** Status codes of every resource this adapter maps (each resource's status value set in FHIR R4). */
export const STATE: Table<Words<'INFORMATION_STATES'>> = lookup({
  active: 'active',
  recurrence: 'active',
  relapse: 'active',
  arrived: 'active',
  triaged: 'active',
  'in-progress': 'active',
  onleave: 'active',
  'checked-in': 'active',
  preparation: 'active',
  'on-hold': 'active',
  suspended: 'active',
  current: 'active',
  inactive: 'inactive',
  remission: 'inactive',
  resolved: 'inactive',
  retired: 'inactive',
  superseded: 'inactive',
  intended: 'planned',
  draft: 'planned',
  planned: 'planned',
  proposed: 'planned',
  pending: 'planned',
  booked: 'planned',
  waitlist: 'planned',
  requested: 'planned',
  received: 'planned',
  accepted: 'planned',
  ready: 'planned',
  completed: 'completed',
  finished: 'completed',
  fulfilled: 'completed',
  final: 'completed',
  amended: 'completed',
  corrected: 'completed',
  appended: 'completed',
  cancelled: 'cancelled',
  revoked: 'cancelled',
  stopped: 'cancelled',
  'not-done': 'cancelled',
  noshow: 'cancelled',
  rejected: 'cancelled',
  failed: 'cancelled',
  'entered-in-error': 'entered-in-error',
  preliminary: 'provisional',
  registered: 'provisional',
  unknown: 'unknown',
});

/** http://hl7.org/fhir/request-priority, and http://terminology.hl7.org/CodeSystem/v3-ActPriority of Encounter.priority. */
export const URGENCY: Table<Words<'URGENCIES'>> = lookup({
  routine: 'routine',
  urgent: 'urgent',
  asap: 'urgent',
  stat: 'immediate',
  R: 'routine',
  EL: 'routine',
  UR: 'urgent',
  A: 'urgent',
  S: 'immediate',
  EM: 'immediate',
});

/** SNOMED severities of Condition.severity, and http://hl7.org/fhir/reaction-event-severity. */
export const SEVERITY: Table<Words<'SEVERITIES'>> = lookup({
  '24484000': 'high',
  '6736007': 'medium',
  '255604002': 'low',
  severe: 'high',
  moderate: 'medium',
  mild: 'low',
});

/** CarePlan.status (http://hl7.org/fhir/request-status) as the state of a plan. */
export const PLAN_STATE: Table<Words<'CARE_STATUS_STATES'>> = lookup({
  active: 'current',
  'on-hold': 'current',
  draft: 'planned',
  completed: 'ended',
  revoked: 'ended',
  unknown: 'unknown',
});

/** CP-IS plan types (https://fhir.nhs.uk/R4/CodeSystem/CPIS-ObservationType). */
export const PLAN_KIND: Table<Words<'CARE_STATUS_KINDS'>> = lookup({
  CPPI: 'child-protection-plan',
  LACI: 'looked-after',
  UCPI: 'unborn-child-protection-plan',
});

/** CP-IS lists by code (SNOMED CT): plans, and accesses under the code of the guide and the one of its example. */
export const LIST_KIND: Table<'other' | 'record-access'> = lookup({
  '734163000': 'other',
  '722160009': 'record-access',
  '713481000000109': 'record-access',
});

/** Birth facts by code: SNOMED as PDS sends them, LOINC as others do. */
export const BIRTH_FACT: Table<'weight' | 'gestation' | 'babies'> = lookup({
  '364589006': 'weight',
  '8339-4': 'weight',
  '268477000': 'gestation',
  '11884-4': 'gestation',
  '246435002': 'babies',
});
