import { record } from './record.mjs';

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';

/** Maps a collection Bundle with one Patient and what refers to it. */
export function* mapBundle(body) {
  const { entry, timestamp } = JSON.parse(body);
  const of = (type) => entry.filter(({ resource }) => resource.resourceType === type).map(({ resource }) => resource);
  const [patient] = of('Patient');
  const nhsNumber = patient.identifier.find(({ system }) => system === NHS_NUMBER).value;
  yield {
    key: nhsNumber,
    record: record({ agency: 'health', standard: 'FHIR R4', adapter: 'fhir-r4', change: 'full', authoredAt: timestamp }, nhsNumber, {
      child: child(patient),
      persons: of('RelatedPerson').map(person),
      information: [...of('Encounter').map(encounter), ...of('Flag').map(flag), ...of('Condition').map(condition)],
    }),
  };
}

function child(patient) {
  const [ethnicity] = patient.extension[0].valueCodeableConcept.coding;
  return {
    state: 'born',
    names: patient.name.map(name),
    birthDate: { value: patient.birthDate, precision: 'day' },
    gender: { normalised: patient.gender, original: [{ code: patient.gender }] },
    identifiers: patient.identifier.map(({ system, value, extension }) => ({
      type: 'nhs-number',
      system,
      value,
      status: 'verified',
      verification: extension[0].valueCodeableConcept.coding,
    })),
    addresses: patient.address.map(({ use, line, city, district, postalCode }) => ({
      use,
      lines: line,
      town: city,
      administrativeArea: district,
      postcode: postalCode,
    })),
    telecoms: patient.telecom.map(({ system, value, use }) => ({ kind: system, value, use })),
    ethnicity: { normalised: 'WBRI', original: [ethnicity] },
    generalPractice: organisation('gp-practice', patient.generalPractitioner[0]),
  };
}

function name({ use, family, given, period }) {
  return { use, family, given, ...(period && { period }) };
}

function person(resource, index) {
  const [relationship] = resource.relationship[0].coding;
  return {
    personId: `p${index + 1}`,
    roles: [{ normalised: 'mother', original: [relationship] }],
    relationshipToChild: { normalised: 'mother', original: [relationship] },
    visibility: 'normal',
    names: resource.name.map(name),
    telecoms: resource.telecom.map(({ value, use }) => ({ kind: 'mobile', value, use })),
  };
}

function encounter(resource) {
  return {
    entryId: 'e1',
    kind: 'encounter',
    state: 'completed',
    occurredAt: { start: resource.period.start, end: resource.period.end, precision: 'time' },
    organisation: organisation('hospital', resource.serviceProvider),
    references: resource.identifier.map(({ system, value }) => ({ type: 'other', system, value })),
    encounter: {
      class: resource.class,
      types: resource.type.flatMap(({ coding }) => coding),
      reasons: resource.reasonCode.flatMap(({ coding }) => coding),
      dischargeDisposition: resource.hospitalization.dischargeDisposition.coding[0],
    },
  };
}

function flag(resource) {
  return {
    entryId: 'e2',
    kind: 'flag',
    state: resource.status,
    occurredAt: { start: resource.period.start, precision: 'time' },
    categories: [{ normalised: 'child-cause-for-concern', original: resource.code.coding }],
    codes: resource.code.coding,
    organisation: organisation('hospital', resource.author),
    flag: { categories: resource.category.flatMap(({ coding }) => coding) },
  };
}

function condition(resource) {
  return {
    entryId: 'e3',
    kind: 'condition',
    state: 'active',
    occurredAt: { start: resource.onsetDateTime, precision: 'time' },
    codes: resource.code.coding,
    relatedEntries: ['e1'],
  };
}

function organisation(type, { identifier, display }) {
  return { type, name: display, identifiers: [{ type: 'ods', system: identifier.system, value: identifier.value, status: 'unverified' }] };
}
