import type { ChildRecord, MappedRecord } from '../record/child-record.js';
import { SCHEMA_VERSION } from '../record/child-record.js';
import type { Source } from '../record/provenance.js';

/** A valid record of an invented child, as an adapter yields it. Each override replaces a whole top-level field. */
export function aMappedRecord(overrides: Partial<MappedRecord> = {}): MappedRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    child: {
      state: 'born',
      names: [{ use: 'official', family: 'Sample', given: ['Rowan'] }],
      birthDate: { value: '2017-03-09', precision: 'day' },
      identifiers: [{ type: 'nhs-number', system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018', status: 'verified' }],
      addresses: [{ use: 'home', lines: ['1 Example Street'], town: 'Exampleford', postcode: 'ZZ99 3VZ' }],
    },
    information: [
      {
        entryId: 'e1',
        kind: 'concern',
        categories: [{ normalised: 'child-cause-for-concern' }],
        occurredAt: { start: '2026-11-20T21:15:00Z', precision: 'time' },
        narrative: 'Seen alone outside late at night.',
      },
    ],
    source: {
      agency: 'health',
      standard: 'FHIR R4',
      adapter: 'fhir-r4',
      mappingVersion: '1.0.0',
      sourceRecordId: 'Patient/example-1',
      sourceVersion: '1',
      position: 1,
      change: 'full',
    },
    ...overrides,
  };
}

/** A valid record of an invented child, as it is published to one recipient. */
export function aChildRecord(overrides: Partial<ChildRecord> = {}): ChildRecord {
  const { schemaVersion, child, information = [], source } = aMappedRecord();
  const receipt: Partial<Source> = {
    feed: 'health-demo',
    receivedAt: '2026-11-20T22:06:00.000Z',
    submissionId: '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718',
  };
  return {
    schemaVersion,
    child,
    information,
    source: Object.assign(source, receipt),
    recordId: 'r-8f14e45fceea167a',
    childId: 'c-0193a5b2c7d87000',
    handling: {
      regime: 'uk-gdpr',
      controller: 'Exampleshire County Council',
      article6: 'e',
      article9: 'g',
      schedule1: 'para 18',
      apdRef: 'APD-2026-01',
      purpose: 'safeguarding',
      agreementId: 'demo-agreement',
    },
    delivery: { sequence: 1 },
    ...overrides,
  };
}
