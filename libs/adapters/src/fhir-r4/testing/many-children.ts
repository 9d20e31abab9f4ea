import type { AdapterInput } from '../../kit/adapter.js';

type Resource = Readonly<Record<string, unknown>>;

/** How a body of many children is written. */
export interface ManyChildren {
  readonly children: number;
  /** One resource per line, or the entries of a collection. */
  readonly as: 'ndjson' | 'bundle';
  /** Each child's resources together, or all Patients first. */
  readonly order?: 'by child' | 'by type';
}

/** A body of any size, made while it is read: children with an Observation each, and one organisation for all. */
export function manyChildren({ children, as, order = 'by child' }: ManyChildren): AdapterInput {
  const written = as === 'ndjson' ? lines : entries;
  return {
    mediaType: as === 'ndjson' ? 'application/fhir+ndjson' : 'application/fhir+json',
    async *open() {
      await Promise.resolve();
      let text = '';
      for (const piece of written(order === 'by child' ? byChild(children) : byType(children))) {
        text += piece;
        if (text.length < CHUNK) continue;
        yield new TextEncoder().encode(text);
        text = '';
      }
      yield new TextEncoder().encode(text);
    },
  };
}

const CHUNK = 16 * 1024;

/** One Patient of such a body. */
export function patientOf(child: number): Resource {
  return {
    resourceType: 'Patient',
    id: `c${child}`,
    name: [{ use: 'official', family: 'Sample', given: ['Ash'] }],
    birthDate: '2015-04-04',
    gender: 'unknown',
    generalPractitioner: [{ reference: 'Organization/gp' }],
  };
}

/** Something said about one of them. */
export function observationOf(child: number): Resource {
  return {
    resourceType: 'Observation',
    id: `o${child}`,
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8302-2', display: 'Body height' }] },
    subject: { reference: `Patient/c${child}` },
    effectiveDateTime: '2026-11-01',
    valueQuantity: { value: 110.5, unit: 'cm' },
  };
}

const PRACTICE: Resource = { resourceType: 'Organization', id: 'gp', name: 'Sample Practice' };

function* byChild(children: number): Generator<Resource> {
  yield PRACTICE;
  for (let child = 0; child < children; child += 1) {
    yield patientOf(child);
    yield observationOf(child);
  }
}

function* byType(children: number): Generator<Resource> {
  for (let child = 0; child < children; child += 1) yield patientOf(child);
  for (let child = 0; child < children; child += 1) yield observationOf(child);
  // Last, so that it is not there when those who refer to it are complete.
  yield PRACTICE;
}

function* lines(resources: Iterable<Resource>): Generator<string> {
  for (const resource of resources) yield `${JSON.stringify(resource)}\n`;
}

function* entries(resources: Iterable<Resource>): Generator<string> {
  yield '{"resourceType":"Bundle","type":"collection","entry":[';
  let before = '';
  for (const resource of resources) {
    yield `${before}${JSON.stringify({ fullUrl: `https://example.org/fhir/${String(resource['resourceType'])}/${String(resource['id'])}`, resource })}`;
    before = ',\n';
  }
  yield ']}';
}
