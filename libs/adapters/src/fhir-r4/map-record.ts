import {
  SCHEMA_VERSION,
  type DocumentReference,
  type Information,
  type Issue,
  type MappedRecord,
  type Quality,
} from '@mash-gateway/contracts';
import { fault, IssueList } from '../kit/issues.js';
import { fitList, kept, present } from '../kit/texts.js';
import type { Element } from './element.js';
import type { Entry } from './entries.js';
import type { EntryMapping } from './entry-mapping.js';
import { furtherFacts } from './further-facts.js';
import { birthEntry, deathEntry } from './map-births.js';
import { child } from './map-child.js';
import { absences, handling } from './map-handling.js';
import { information, MOST_ENTRIES } from './map-information.js';
import { persons, type MappedPerson } from './map-persons.js';
import { source, type Placed } from './map-source.js';
import type { Mapping } from './mapping.js';
import { clinical } from './people.js';
import type { References } from './references.js';
import { entriesOf } from './touched.js';
import { unmapped } from './unmapped.js';

/** A record, or the issues for which there is none. */
export type Made = { readonly record: MappedRecord } | { readonly issues: readonly Issue[] };

/** Maps one position to the record of one person. */
export function recordOf(placed: Placed, references: References, now: Date): Made {
  const { position, submitted } = placed;
  const issues = new IssueList();
  const entries = entriesOf(position, submitted, references);
  for (const issue of [...submitted.bundleIssues, ...entries.flatMap((entry) => entry.issues), ...position.issues]) issues.report(issue);
  const mapping: Mapping = { now, report: issues.report, resolve: following(references) };
  const standing = position.kind === 'person' ? position.standing : 'undated';
  const subject = child(position.person, standing, position.kind === 'deletion' ? silent(mapping) : mapping);
  const around = persons(position.person.patient, position.kind === 'person' ? position.kin : [], mapping);
  if (isNobody(subject) && (standing !== 'unborn' || around.length === 0))
    return {
      issues: [
        ...entries.flatMap((entry) => entry.issues),
        fault('format.no-child', position.person.patient?.path ?? '/', 'Nothing says who this is'),
      ],
    };
  const documents: DocumentReference[] = [];
  const said = source(placed, mapping);
  const family = around.flatMap(({ sources }) => sources);
  const others = kept(entries.map(({ resource }) => resource)).filter((element) => !isOf(element, position.person.patient, family));
  const handled = handling({ people: kept([position.person.patient, ...family, submitted.bundle]), others }, mapping);
  const missing = absences(position.person.patient, mapping);
  const stated = informationOf(placed, { around, documents, entries }, mapping);
  const dead = deathEntry(subject, position.person.patient, mapping);
  const born = birthEntry(position.person.own, subject);
  const all = [...stated, ...kept([dead, born]).map((entry, index): Information => ({ entryId: `f${index + 1}`, ...entry }))];
  const record = present<MappedRecord>({
    schemaVersion: SCHEMA_VERSION,
    child: subject,
    persons: around.map(({ person }) => person),
    relationships: undefined,
    information: fitList(all, MOST_ENTRIES, '/information', issues.report),
    childVoice: undefined,
    documents: fitList(documents, 50, '/documents', issues.report),
    absences: missing,
    handling: handled,
    source: said,
    quality: undefined,
  });
  const quality = present<Quality>({
    issues: [...issues.all()],
    unmapped: unmapped(kept([submitted.bundle, ...entries.map(({ resource }) => resource)])),
    withheldBySource: record.absences?.filter(({ reason }) => reason === 'withheld').map(({ field }) => field.slice(1)),
    sufficiency: undefined,
  });
  return { record: Object.keys(quality).length > 0 ? { ...record, quality } : record };
}

/** A link that was followed needs no further mention. */
function following(references: References): Mapping['resolve'] {
  return (reference) => {
    const target = references.resolve(reference)?.resource;
    if (target) reference.pass('reference', 'type');
    target?.pass('id');
    return target;
  };
}

/** A deletion need not say who is deleted. */
function silent(mapping: Mapping): Mapping {
  return { ...mapping, report: () => undefined };
}

/** Somebody without a name, an identifier or a date of birth cannot be told from anybody else. */
function isNobody({ names, identifiers, birthDate }: MappedRecord['child']): boolean {
  return names === undefined && identifiers === undefined && birthDate === undefined;
}

interface Around {
  readonly around: readonly MappedPerson[];
  readonly documents: DocumentReference[];
  readonly entries: readonly Entry[];
}

function informationOf({ position }: Placed, { around, documents, entries }: Around, mapping: Mapping): Information[] {
  if (position.kind === 'deletion') return [];
  const { person, standing } = position;
  const own = clinical(person);
  const ids = new Map(own.map(({ resource }, index) => [resource?.value, `e${index + 1}`]));
  const people = new Map(around.flatMap(({ person: { personId }, sources }) => sources.map(({ value }) => [value, personId] as const)));
  const entryMapping: EntryMapping = {
    ...mapping,
    standing,
    entryIdOf: ({ value }) => ids.get(value),
    personIdOf: ({ value }) => (value === person.patient?.value ? 'child' : people.get(value)),
    addDocument: (document) => documents.push({ documentId: `d${documents.length + 1}`, ...document }),
  };
  const mapped = kept(own.map((entry, index) => information(entry, `e${index + 1}`, entryMapping)));
  const further = furtherEntry(
    entries.filter((entry) => !own.includes(entry)),
    mapping,
  );
  return further ? [...mapped, { entryId: `e${own.length + 1}`, ...further }] : mapped;
}

/** Codes, identifiers and dates of the resources about people, organisations and the message, kept as one entry. */
function furtherEntry(entries: readonly Entry[], mapping: Mapping): Omit<Information, 'entryId'> | undefined {
  const found = entries.flatMap(({ resource }) => (resource ? [furtherFacts(resource, mapping)] : []));
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

function isOf(element: Element, patient: Element | undefined, family: readonly Element[]): boolean {
  return element.value === patient?.value || family.some(({ value }) => value === element.value);
}
