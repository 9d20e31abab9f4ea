import { ctfFile } from './inputs/ctf-file.js';
import { fhirBundle } from './inputs/fhir-bundle.js';
import { inventedChild } from './inputs/invented-child.js';
import { policeNotice } from './inputs/police-notice.js';

/** One kind of message, sent in the same number to each system. */
export interface Workload {
  readonly name: string;
  readonly feed: 'health' | 'police' | 'education';
  readonly mediaType: string;
  /** Messages of one round. */
  readonly messages: number;
  readonly recordsPerMessage: number;
  readonly connections: number;
}

export interface Plan {
  readonly name: 'full' | 'quick';
  readonly rounds: number;
  readonly workloads: readonly Workload[];
}

/** What one round sends: the bodies, and the identifier by which each record is counted on the topic. */
export interface Batch {
  readonly bodies: readonly Buffer[];
  /** Identifiers of the records of each body, in step with `bodies`. */
  readonly identifiers: readonly (readonly string[])[];
}

const CONNECTIONS = 64;

/** Sizes that give each measurement some seconds (`full`), or a whole run of less than three minutes (`quick`). */
export function planOf(name: Plan['name']): Plan {
  const quick = name === 'quick';
  const bundles = { name: '4 KB FHIR Bundle', feed: 'health', mediaType: 'application/fhir+json' } as const;
  const notices = { name: '2.5 KB police notice', feed: 'police', mediaType: 'application/xml' } as const;
  const files = { feed: 'education', mediaType: 'application/xml' } as const;
  const many = { recordsPerMessage: 1, connections: CONNECTIONS, messages: quick ? 1_000 : 4_000 };
  return {
    name,
    rounds: quick ? 1 : 3,
    workloads: [
      { ...bundles, ...many },
      { ...notices, ...many },
      { ...files, name: 'CTF of 500 pupils', messages: quick ? 4 : 10, recordsPerMessage: 500, connections: CONNECTIONS },
      {
        ...files,
        name: `CTF of ${quick ? '2,000' : '20,000'} pupils`,
        messages: 1,
        recordsPerMessage: quick ? 2_000 : 20_000,
        connections: 1,
      },
    ],
  };
}

/** Makes the messages of one round from child number `firstSerial` on; uses {@link serialsOf} numbers. */
export function batchOf(workload: Workload, firstSerial: number): Batch {
  const messages = Array.from({ length: workload.messages }, (_, index) => firstSerial + index * workload.recordsPerMessage);
  const made = messages.map((serial) => message(workload, serial));
  return { bodies: made.map(({ body }) => body), identifiers: made.map(({ identifiers }) => identifiers) };
}

export function serialsOf(workload: Workload): number {
  return workload.messages * workload.recordsPerMessage;
}

function message(workload: Workload, serial: number): { readonly body: Buffer; readonly identifiers: readonly string[] } {
  const children = Array.from({ length: workload.recordsPerMessage }, (_, index) => inventedChild(serial + index));
  const [child = inventedChild(serial)] = children;
  switch (workload.feed) {
    case 'health':
      return { body: fhirBundle(child, serial), identifiers: [child.nhsNumber] };
    case 'police':
      return { body: policeNotice(child, serial), identifiers: [child.nhsNumber] };
    case 'education':
      return { body: ctfFile(children, serial), identifiers: children.map(({ upn }) => upn) };
  }
}
