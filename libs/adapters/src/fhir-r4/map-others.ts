import type { Involvement, Measure } from '@mash-gateway/contracts';
import { fitList, kept } from '../kit/texts.js';
import { actors, account, related, words, type Actor, type EntryMapper, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from './element.js';
import { allCodings } from './map-codings.js';
import { attachment } from './map-documents.js';
import { organisation } from './map-organisations.js';
import { moment, period, whenAt, whenOfChoice, whenOfPeriod } from './map-periods.js';
import { stateOf, stateOfConcept, urgencyOf } from './map-state.js';
import { measure } from './map-values.js';
import { lookup } from './lookup.js';

/** Where a resource type keeps what every entry has. Members are tried in order. */
interface Outline {
  readonly kind: Facts['kind'];
  /** CodeableConcepts that say what it is. */
  readonly codes: readonly string[];
  /** dateTime members, Period members, or bases of choices. */
  readonly when: readonly string[];
  readonly recorded?: string;
  /** Texts of the account. */
  readonly words?: readonly string[];
  /** References to those who took part, with what they are called. */
  readonly actors?: readonly (readonly [member: string, part: Involvement['part'], role: string])[];
  readonly organisation?: string;
  /** References to other entries. */
  readonly related?: readonly string[];
}

const OUTLINES: Readonly<Record<string, Outline>> = lookup({
  Immunization: {
    kind: 'immunisation',
    codes: ['vaccineCode'],
    when: ['occurrence'],
    recorded: 'recorded',
    related: ['reasonReference'],
  },
  Procedure: {
    kind: 'procedure',
    codes: ['code', 'category'],
    when: ['performed'],
    actors: [
      ['recorder', 'author', 'Recorder'],
      ['asserter', 'informant', 'Asserter'],
    ],
    related: ['reasonReference', 'report', 'basedOn', 'partOf'],
  },
  DiagnosticReport: {
    kind: 'observation',
    codes: ['code', 'category'],
    when: ['effective'],
    recorded: 'issued',
    words: ['conclusion'],
    actors: [
      ['performer', 'performer', 'Performer'],
      ['resultsInterpreter', 'performer', 'Interpreter of the results'],
    ],
    related: ['result', 'basedOn'],
  },
  AllergyIntolerance: {
    kind: 'condition',
    codes: ['code'],
    when: ['onset', 'recordedDate'],
    recorded: 'recordedDate',
    actors: [
      ['recorder', 'author', 'Recorder'],
      ['asserter', 'informant', 'Asserter'],
    ],
  },
  MedicationRequest: {
    kind: 'medication',
    codes: ['category'],
    when: ['authoredOn'],
    recorded: 'authoredOn',
    actors: [
      ['requester', 'responsible', 'Requester'],
      ['performer', 'performer', 'Performer'],
      ['recorder', 'author', 'Recorder'],
    ],
    related: ['reasonReference', 'basedOn'],
  },
  MedicationStatement: {
    kind: 'medication',
    codes: ['category'],
    when: ['effective', 'dateAsserted'],
    recorded: 'dateAsserted',
    actors: [['informationSource', 'informant', 'Source of the information']],
    related: ['reasonReference', 'derivedFrom'],
  },
  MedicationAdministration: { kind: 'medication', codes: ['category'], when: ['effective'], related: ['reasonReference', 'request'] },
  Appointment: {
    kind: 'encounter',
    codes: ['serviceType', 'appointmentType', 'reasonCode'],
    when: ['start'],
    recorded: 'created',
    words: ['description', 'comment'],
  },
  EpisodeOfCare: {
    kind: 'encounter',
    codes: ['type'],
    when: ['period'],
    organisation: 'managingOrganization',
    actors: [['careManager', 'responsible', 'Care manager']],
  },
  Consent: {
    kind: 'legal',
    codes: ['category', 'scope'],
    when: ['dateTime'],
    recorded: 'dateTime',
    organisation: 'organization',
    actors: [['performer', 'other', 'Consented']],
  },
  QuestionnaireResponse: {
    kind: 'assessment',
    codes: [],
    when: ['authored'],
    recorded: 'authored',
    actors: [
      ['author', 'author', 'Author'],
      ['source', 'informant', 'Who answered'],
    ],
  },
  RiskAssessment: {
    kind: 'assessment',
    codes: ['code'],
    when: ['occurrence'],
    words: ['mitigation'],
    actors: [['performer', 'performer', 'Performer']],
  },
  ClinicalImpression: {
    kind: 'assessment',
    codes: ['code'],
    when: ['effective', 'date'],
    words: ['summary', 'description'],
    actors: [['assessor', 'performer', 'Assessor']],
  },
  Task: {
    kind: 'other',
    codes: ['code', 'reasonCode', 'businessStatus'],
    when: ['executionPeriod', 'authoredOn'],
    recorded: 'authoredOn',
    words: ['description'],
    actors: [
      ['requester', 'reporter', 'Requester'],
      ['owner', 'responsible', 'Owner'],
    ],
    related: ['focus'],
  },
  Goal: {
    kind: 'other',
    codes: ['description', 'category'],
    when: ['start', 'statusDate'],
    recorded: 'statusDate',
    related: ['addresses'],
  },
  CareTeam: { kind: 'other', codes: ['category', 'reasonCode'], when: ['period'], organisation: 'managingOrganization' },
  List: { kind: 'document', codes: ['code'], when: ['date'], recorded: 'date', words: ['title'], actors: [['source', 'author', 'Source']] },
  FamilyMemberHistory: { kind: 'household', codes: ['relationship'], when: ['date'], recorded: 'date' },
});

/** Any other resource about a person: what most resources of R4 call the same. */
const ANY: Outline = {
  kind: 'other',
  codes: ['code', 'type', 'category'],
  when: ['period', 'billablePeriod', 'effective', 'occurrence', 'performed', 'date', 'created', 'authoredOn'],
  recorded: 'created',
  words: ['description'],
};

/** Maps a resource by the outline of its type. */
export const other: EntryMapper = (resource, mapping) => {
  const outline = OUTLINES[resource.resourceType] ?? ANY;
  const states =
    stateOf(resource, 'status', mapping) ?? stateOf(resource, 'lifecycleStatus', mapping) ?? stateOfConcept(resource.one('clinicalStatus'));
  const references = (outline.related ?? []).flatMap((member) => resource.many(member));
  for (const form of resource.many('presentedForm')) mapping.addDocument(attachment(form, mapping));
  return {
    kind: outline.kind,
    codes: [
      ...medication(resource, mapping),
      ...allCodings(
        outline.codes.flatMap((member) => resource.many(member)),
        mapping,
      ),
    ].slice(0, 50),
    state: states,
    urgency: urgencyOf(typeof resource.value['priority'] === 'string' ? resource.text('priority') : undefined),
    occurredAt: firstOf(outline.when, (member) => whenOf(resource, member, mapping)),
    recordedAt: outline.recorded === undefined ? undefined : moment(resource, outline.recorded, mapping),
    period: outline.when.includes('period') ? period(resource.one('period'), mapping) : undefined,
    narrative: account(...(outline.words ?? []).map((member) => words(resource, member, mapping)), ...dosages(resource, mapping)),
    outcomes: allCodings([...resource.many('conclusionCode'), ...resource.many('outcome')], mapping).slice(0, 20),
    organisation:
      outline.organisation === undefined ? undefined : organisation(resource.many(outline.organisation)[0], 'health-organisation', mapping),
    relatedEntries: related(references, mapping),
    measures: answers(resource, mapping),
    encounter: resource.resourceType === 'Appointment' ? { attended: attended(states, resource) } : undefined,
    ...actors([...named(outline, resource), ...taking(resource)], mapping),
  };
};

function attended(state: Facts['state'], resource: Element): 'yes' | 'no' | 'unknown' {
  if (resource.value['status'] === 'noshow') return 'no';
  return state === 'completed' ? 'yes' : 'unknown';
}

/** `medication[x]`: a code, or a Medication resource that holds it. */
function medication(resource: Element, mapping: EntryMapping): ReturnType<typeof allCodings> {
  const coded = resource.one('medicationCodeableConcept');
  const reference = resource.one('medicationReference');
  const held = reference && mapping.resolve(reference)?.one('code');
  if (held) reference.pass('reference');
  return allCodings(kept([coded, held]), mapping);
}

function dosages(resource: Element, mapping: EntryMapping): (string | undefined)[] {
  return [...resource.many('dosageInstruction'), ...resource.many('dosage')].map((item) => words(item, 'text', mapping));
}

function whenOf(resource: Element, member: string, mapping: EntryMapping): Facts['occurredAt'] {
  const raw = resource.value[member];
  if (typeof raw === 'string') return whenAt(resource, member, mapping);
  if (raw !== undefined) return whenOfPeriod(resource.one(member), mapping);
  return whenOfChoice(resource.choice(member), mapping);
}

function named(outline: Outline, resource: Element): Actor[] {
  return (outline.actors ?? []).flatMap(([member, part, role]) => resource.many(member).map((reference) => ({ reference, part, role })));
}

/** `performer.actor` and `participant.member|actor` of resources that list who took part. */
function taking(resource: Element): Actor[] {
  const performers = resource.many('performer').flatMap((item) => item.one('actor') ?? []);
  const participants = resource.many('participant').flatMap((item) => item.one('actor') ?? item.one('member') ?? []);
  return [
    ...performers.map((reference) => ({ reference, part: 'performer' as const, role: 'Performer' })),
    ...participants.map((reference) => ({ reference, part: 'other' as const, role: 'Participant' })),
  ];
}

/** Questions and answers of a QuestionnaireResponse, nested ones included. */
function answers(resource: Element, mapping: EntryMapping): Measure[] | undefined {
  if (resource.resourceType !== 'QuestionnaireResponse') return undefined;
  const found = itemsOf(resource).flatMap((item) => {
    const name = item.text('text') ?? item.text('linkId') ?? 'Answer';
    return item.many('answer').map((answer) => measure(name, answer.choice('value'), mapping));
  });
  return fitList(kept(found), 100, resource.at('item'), mapping.report);
}

function itemsOf(element: Element): Element[] {
  return element.many('item').flatMap((item) => [item, ...itemsOf(item), ...item.many('answer').flatMap(itemsOf)]);
}

function firstOf<T>(members: readonly string[], find: (member: string) => T | undefined): T | undefined {
  for (const member of members) {
    const found = find(member);
    if (found !== undefined) return found;
  }
  return undefined;
}
