import { NEVER_OUT_OF_SCOPE, type Child, type DocumentReference, type Information } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import type { Entry } from '../choose/entries.js';
import type { EntryMapping } from './entry-mapping.js';
import { furtherFacts } from './further-facts.js';
import { birthEntry, deathEntry } from './map-births.js';
import { information } from './map-information.js';
import type { MappedPerson } from './map-persons.js';
import type { Placed } from './map-source.js';
import type { Mapping } from './mapping.js';
import type { Rules } from './rules.js';
import { clinical } from '../choose/people.js';

/** Most entries one record may carry (contract: `information`). */
const MOST_ENTRIES = 500;

/** What the entries of one record are made from. */
export interface Surroundings {
  readonly child: Child;
  readonly around: readonly MappedPerson[];
  /** Entries of the submission this record is made from. */
  readonly entries: readonly Entry[];
  readonly rules: Rules;
}

/** The information entries of one record, and the documents they name. */
export interface MappedEntries {
  readonly information: Information[];
  readonly documents: DocumentReference[];
}

/** Maps the resources about one person; a death and the facts of a birth become entries of their own. */
export function entriesAbout(
  { position, submitted }: Placed,
  { child, around, entries, rules }: Surroundings,
  mapping: Mapping,
): MappedEntries {
  if (position.kind === 'deletion') return { information: [], documents: [] };
  const { person, standing } = position;
  const own = clinical(person);
  const ids = new Map(own.map(({ resource }, index) => [resource?.value, `e${index + 1}`]));
  const people = new Map(around.flatMap(({ person: { personId }, sources }) => sources.map(({ value }) => [value, personId] as const)));
  const documents: DocumentReference[] = [];
  const entryMapping: EntryMapping = {
    ...mapping,
    submitted,
    standing,
    entryIdOf: ({ value }) => ids.get(value),
    personIdOf: ({ value }) => (value === person.patient?.value ? 'child' : people.get(value)),
    addDocument: (document) => documents.push({ documentId: `d${documents.length + 1}`, ...document }),
  };
  const stated = kept(own.map((entry, index) => information(entry, `e${index + 1}`, { mapping: entryMapping, rules, submitted })));
  // A birth is among what follows from the message, where the rules of a release say what does.
  const follows = rules.derived?.(person.own, child, { ...mapping, submitted }) ?? kept([birthEntry(person.own, child)]);
  const further = furtherEntry(entries, own, mapping);
  const derived = [...kept([further, deathEntry(child, person.patient, mapping)]), ...follows];
  const all = [...stated, ...derived.map((entry, index): Information => ({ entryId: `f${index + 1}`, ...entry }))];
  return {
    information: fitList(concernsFirst(all), MOST_ENTRIES, '/information', mapping.report),
    documents: fitList(documents, 50, '/documents', mapping.report),
  };
}

/** Where not everything fits, what is never out of scope is what stays. */
function concernsFirst(all: readonly Information[]): readonly Information[] {
  if (all.length <= MOST_ENTRIES) return all;
  const pressing = new Set<string>(NEVER_OUT_OF_SCOPE);
  return [...all.filter(({ kind }) => pressing.has(kind)), ...all.filter(({ kind }) => !pressing.has(kind))];
}

/** Codes, identifiers and dates of the resources about people, organisations and the message, kept as one entry. */
function furtherEntry(entries: readonly Entry[], own: readonly Entry[], mapping: Mapping): Omit<Information, 'entryId'> | undefined {
  const found = entries.flatMap((entry) => (entry.resource && !own.includes(entry) ? [furtherFacts(entry.resource, mapping)] : []));
  const { report } = mapping;
  const facts = present<Pick<Information, 'measures' | 'references' | 'professionals'>>({
    measures: fitList(
      found.flatMap(({ measures }) => measures),
      100,
      '/information',
      report,
    ),
    references: fitList(
      found.flatMap(({ references }) => references),
      20,
      '/information',
      report,
    ),
    professionals: fitList(
      found.flatMap(({ professionals }) => professionals),
      20,
      '/information',
      report,
    ),
  });
  if (Object.keys(facts).length === 0) return undefined;
  return { kind: 'other', dfeRecordType: 'personal.details', title: 'Further facts of the source', ...facts };
}
