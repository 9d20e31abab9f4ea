import fc from 'fast-check';

/** A Bundle that a test makes up. */
export interface MadeBundle {
  readonly resourceType: 'Bundle';
  readonly type: string;
  readonly entry: readonly { readonly resource: Readonly<Record<string, unknown>> }[];
}

const CHILDREN = 5;
const ids = Array.from({ length: CHILDREN }, (_, index) => `p${index}`);

/** How a Patient is written about: by id, by url, by a bare uuid, or as somebody who is not there. */
const patientReference = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ids).map((id) => ({ reference: `Patient/${id}` })) },
  { weight: 2, arbitrary: fc.constantFrom(...ids).map((id) => ({ reference: `urn:uuid:${id}` })) },
  { weight: 1, arbitrary: fc.constantFrom(...ids).map((id) => ({ reference: `https://example.org/fhir/Patient/${id}` })) },
  { weight: 1, arbitrary: fc.constantFrom('Patient/far1', 'Patient/far2', 'urn:uuid:nowhere', 'p3').map((reference) => ({ reference })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1', '2', 'far').map((value) => ({ type: 'Patient', identifier: { system: 'urn:example:local', value } })),
  },
);

const supportingReference = fc.constantFrom(
  { reference: 'Practitioner/d1' },
  { reference: 'Practitioner/d2' },
  { reference: 'PractitionerRole/r1' },
  { reference: 'Organization/o1' },
  { reference: 'Organization/o2' },
  { reference: 'Organization/away' },
  { type: 'Organization', identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'RX901' } },
);

const patient = fc.record(
  {
    resourceType: fc.constant('Patient'),
    id: fc.constantFrom(...ids),
    name: fc.constantFrom([{ family: 'Sample', given: ['Ash'] }], [{ text: 'Rowan Sample' }]),
    birthDate: fc.constantFrom('2015-01-01', '2019-05-05', '1980-01-01', '1975-02', '2027-01-20'),
    gender: fc.constantFrom('female', 'male', 'strange'),
    identifier: fc.constantFrom('1', '2', '3').map((value) => [{ system: 'urn:example:local', value }]),
    generalPractitioner: supportingReference.map((reference) => [reference]),
    link: fc.oneof(patientReference, fc.constantFrom({ reference: 'RelatedPerson/k1' })).map((other) => [{ other, type: 'seealso' }]),
  },
  { requiredKeys: ['resourceType', 'id', 'name'] },
);

const code = fc.constantFrom('836881000000105', '878111000000109', '162591001', '8302-2', '11778-8', '237364002');

const clinical = fc.record(
  {
    resourceType: fc.constantFrom('Flag', 'Observation', 'Condition', 'Encounter', 'Communication', 'Procedure', 'CarePlan', 'List'),
    id: fc.constantFrom('x1', 'x2', 'x3', 'x4', 'p1', 'o1'),
    status: fc.constantFrom('active', 'final', 'completed'),
    subject: patientReference,
    code: code.map((value) => ({ coding: [{ system: 'http://snomed.info/sct', code: value }] })),
    author: supportingReference,
    performer: supportingReference.map((reference) => [reference]),
    encounter: fc.constantFrom({ reference: 'Encounter/x1' }, { reference: 'Encounter/x2' }),
    about: patientReference.map((reference) => [reference]),
    valueDateTime: fc.constant('2027-02-02'),
  },
  { requiredKeys: ['resourceType', 'id'] },
);

const appointment = fc.record({
  resourceType: fc.constant('Appointment'),
  id: fc.constantFrom('a1', 'a2'),
  status: fc.constant('booked'),
  participant: fc
    .array(fc.oneof(patientReference, supportingReference), { maxLength: 3 })
    .map((actors) => actors.map((actor) => ({ actor, status: 'accepted' }))),
});

const related = fc.record(
  {
    resourceType: fc.constant('RelatedPerson'),
    id: fc.constantFrom('k1', 'k2'),
    patient: patientReference,
    identifier: fc.constantFrom('1', '2').map((value) => [{ system: 'urn:example:local', value }]),
    name: fc.constant([{ family: 'Kin' }]),
  },
  { requiredKeys: ['resourceType', 'id', 'patient'] },
);

const group = fc.record({
  resourceType: fc.constant('Group'),
  id: fc.constantFrom('x1', 'g1'),
  type: fc.constant('person'),
  actual: fc.constant(true),
  member: fc.array(patientReference, { maxLength: 3 }).map((entities) => entities.map((entity) => ({ entity }))),
});

const aboutGroup = fc.record({
  resourceType: fc.constant('Observation'),
  id: fc.constantFrom('x8', 'x9'),
  status: fc.constant('final'),
  code: fc.constant({ text: 'Group talk' }),
  subject: fc.constant({ reference: 'Group/g1' }),
});

const supporting = fc.oneof(
  fc.constantFrom('d1', 'd2').map((id) => ({ resourceType: 'Practitioner', id, name: [{ family: `Doctor ${id}` }] })),
  supportingReference.map((organization) => ({
    resourceType: 'PractitionerRole',
    id: 'r1',
    practitioner: { reference: 'Practitioner/d1' },
    organization,
  })),
  fc.record(
    {
      resourceType: fc.constant('Organization'),
      id: fc.constantFrom('o1', 'o2'),
      name: fc.constantFrom('Example Trust', 'Sample Clinic'),
      identifier: fc.constant([{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'RX901' }]),
      partOf: supportingReference,
    },
    { requiredKeys: ['resourceType', 'id', 'name'] },
  ),
  fc.constant({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] }),
);

const file = fc.constantFrom({ resourceType: 'Binary', id: 'b1', contentType: 'text/plain', data: 'QUJD' });

const filed = patientReference.map((subject) => ({
  resourceType: 'DocumentReference',
  id: 'w1',
  status: 'current',
  subject,
  content: [{ attachment: { url: 'Binary/b1' } }],
}));

const trail = patientReference.map((reference) => ({
  resourceType: 'Provenance',
  id: 't1',
  target: [reference],
  recorded: '2026-01-01T00:00:00Z',
}));

const resource: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.oneof(
  { weight: 5, arbitrary: patient },
  { weight: 8, arbitrary: clinical },
  { weight: 3, arbitrary: supporting },
  { weight: 2, arbitrary: related },
  { weight: 1, arbitrary: appointment },
  { weight: 1, arbitrary: fc.oneof(file, filed) },
  { weight: 1, arbitrary: fc.oneof(group, aboutGroup) },
  { weight: 1, arbitrary: trail },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { resourceType: 'Strange', id: 's' },
      { id: 'none' },
      { resourceType: 'MessageHeader', id: 'h', focus: [{ reference: 'Patient/p1' }] },
    ),
  },
);

const entry = fc.record(
  {
    fullUrl: fc.constantFrom(
      'urn:uuid:p0',
      'urn:uuid:p1',
      'urn:uuid:p4',
      'https://example.org/fhir/Patient/p2',
      'https://other.example/Patient/p2',
      'https://other.example/Flag/x1',
      'urn:uuid:z',
    ),
    resource,
    request: fc.constantFrom(
      { method: 'POST', url: 'Patient' },
      { method: 'DELETE', url: 'Patient/p1' },
      { method: 'DELETE', url: 'Flag/f1' },
      { method: 'PATCH', url: 'Patient/p1' },
    ),
    search: fc.constantFrom({ mode: 'match' }, { mode: 'outcome' }, { mode: 'match', score: 0.5 }),
  },
  { requiredKeys: ['resource'] },
);

/** Bundles in which references cross, ids repeat, people are kin and some entries say nobody. */
export function bundleOf(type: string): fc.Arbitrary<MadeBundle> {
  return fc
    .record({ entry: fc.array(entry, { minLength: 1, maxLength: 14 }), timestamp: fc.constant('2026-11-24T08:00:00Z') })
    .map(({ entry: made, timestamp }) => ({ resourceType: 'Bundle', type, timestamp, entry: onePersonEach(made) }));
}

/** An id is one person's, who may come twice: two people under one id are refused (patient-ids.spec.ts). */
function onePersonEach(entries: readonly MadeEntry[]): readonly MadeEntry[] {
  const people = new Map<unknown, Readonly<Record<string, unknown>>>();
  return entries.map((item) => {
    const { resource: made } = item;
    if (made['resourceType'] !== 'Patient') return item;
    const first = people.get(made['id']) ?? made;
    people.set(made['id'], first);
    const rest = Object.fromEntries(Object.entries(made).filter(([key]) => !IDENTIFYING.includes(key)));
    const who = Object.fromEntries(IDENTIFYING.filter((key) => key in first).map((key) => [key, first[key]]));
    return { ...item, resource: { ...rest, ...who } };
  });
}

const IDENTIFYING = ['name', 'birthDate', 'identifier'];

type MadeEntry = MadeBundle['entry'][number];
