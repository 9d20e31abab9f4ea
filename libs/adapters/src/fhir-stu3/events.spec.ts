import { describe, expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { fhirStu3 } from './adapter.js';
import { CHANGED, CHILD_HEALTH_EVENTS, eventOf } from './codes/events.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };
const CHILD = { reference: 'Patient/kid' };
/** A resource of each type an event may carry, about the child. */
const CARRIED: Readonly<Record<string, object>> = {
  Observation: { status: 'final', code: { text: 'Something seen' }, subject: CHILD, valueString: 'as told' },
  Condition: { clinicalStatus: 'active', code: { text: 'Something found' }, subject: CHILD },
  Procedure: { status: 'completed', code: { text: 'Something done' }, subject: CHILD },
  Specimen: { status: 'available', type: { text: 'Blood' }, subject: CHILD },
  DiagnosticReport: { status: 'final', code: { text: 'A report' }, subject: CHILD },
  AllergyIntolerance: { verificationStatus: 'confirmed', code: { text: 'Nuts' }, patient: CHILD },
  FamilyMemberHistory: { status: 'completed', relationship: { text: 'Father' }, patient: CHILD },
  Immunization: { status: 'completed', notGiven: false, vaccineCode: { text: 'MMR' }, patient: CHILD, primarySource: true },
  QuestionnaireResponse: { status: 'completed', subject: CHILD, item: [{ linkId: '1', text: 'Asked', answer: [{ valueString: 'told' }] }] },
  Communication: { status: 'completed', subject: CHILD, payload: [{ contentString: 'as told' }] },
  ClinicalImpression: { status: 'completed', subject: CHILD, summary: 'thriving' },
  CarePlan: { status: 'active', intent: 'plan', subject: CHILD, title: 'A plan' },
  ReferralRequest: { status: 'active', intent: 'order', subject: CHILD },
  ProcedureRequest: { status: 'active', intent: 'order', code: { text: 'A test' }, subject: CHILD },
  EpisodeOfCare: { status: 'active', patient: CHILD },
  MedicationStatement: { status: 'active', taken: 'y', medicationCodeableConcept: { text: 'Paracetamol' }, subject: CHILD },
  MedicationAdministration: { status: 'completed', medicationCodeableConcept: { text: 'Paracetamol' }, subject: CHILD },
  Encounter: { status: 'finished', subject: CHILD, period: { start: '2026-11-10' } },
};

function message(code: string, ...resources: readonly object[]): Uint8Array {
  const patient = { resourceType: 'Patient', id: 'kid', name: [{ family: 'Example', given: ['Kit'] }], birthDate: '2020-01-02' };
  const header = {
    resourceType: 'MessageHeader',
    id: 'header-1',
    event: { system: 'https://fhir.nhs.uk/STU3/CodeSystem/DCH-ChildHealthEventType-1', code },
    timestamp: '2026-11-20T09:30:00Z',
    source: { endpoint: 'urn:example' },
  };
  const entry = [header, patient, ...resources].map((resource) => ({ resource }));
  return new TextEncoder().encode(JSON.stringify({ resourceType: 'Bundle', type: 'message', entry }));
}

async function record(body: Uint8Array): Promise<MappedRecord> {
  for await (const item of fhirStu3.map(inputOf(body, 'application/fhir+json'), context)) if (item.kind === 'record') return item.record;
  throw new Error('No record');
}

const carrying = Object.entries(CHILD_HEALTH_EVENTS).filter(([, { types }]) => types.length > 0);
const others = Object.entries(CHILD_HEALTH_EVENTS).filter(([, { types }]) => types.length === 0);

describe('child health events', () => {
  test('there are 37 of them', () => {
    expect(Object.keys(CHILD_HEALTH_EVENTS)).toEqual(Array.from({ length: 37 }, (_, index) => `CH${String(index + 1).padStart(3, '0')}`));
  });

  test.each(carrying)('%s: each resource that carries it becomes what the table says', async (code, event) => {
    const carried = event.types.map((type, index) => ({ resourceType: type, id: `r${index}`, ...CARRIED[type] }));

    const { information = [], child, source } = await record(message(code, ...carried));

    expect([child.names?.[0]?.family, child.birthDate?.value]).toEqual(['Example', '2020-01-02']);
    expect([source.messageType?.code, source.authoredAt]).toEqual([code, '2026-11-20T09:30:00Z']);
    expect(information.slice(0, event.types.length).map(({ kind }) => kind)).toEqual(event.types.map(() => event.kind));
  });

  test.each(others)('%s: an entry of that kind follows from the message', async (code, event) => {
    const { information = [] } = await record(message(code, { resourceType: 'Observation', ...CARRIED['Observation'] }));

    expect(information.map(({ kind }) => kind)).toContain(event.kind);
  });

  test.each(Object.entries(CHILD_HEALTH_EVENTS))('%s is known by its name as well', (_, event) => {
    expect(eventOf(event.name)).toStrictEqual(event);
    expect(eventOf(`${event.name.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-')}-1`)).toMatchObject({ name: event.name, kind: event.kind });
  });

  test('a demographic event says what has changed', () => {
    const demographic = Object.values(CHILD_HEALTH_EVENTS).filter(({ kind }) => kind === 'demographic-change');
    expect(demographic.filter(({ name }) => CHANGED[name] === undefined)).toEqual([]);
  });
});

test('a code that is also a word of the language names no event', () => {
  expect(eventOf('constructor')).toBeUndefined();
  expect(eventOf('')).toBeUndefined();
});

test('a flag and a plan stay what they are, whatever the event', async () => {
  const flag = { resourceType: 'Flag', status: 'active', code: { text: 'Look' }, subject: CHILD };

  const { information = [] } = await record(message('CH016', flag, { resourceType: 'CarePlan', ...CARRIED['CarePlan'] }));

  expect(information.slice(0, 2).map(({ kind }) => kind)).toEqual(['flag', 'plan']);
});
