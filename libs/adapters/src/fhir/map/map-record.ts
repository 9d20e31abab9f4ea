import { MAX_RECORD_BYTES, SCHEMA_VERSION, type Child, type Issue, type MappedRecord, type Quality } from '@mash-gateway/contracts';
import { fault, IssueList } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import { child, unverified } from './map-child.js';
import { entriesAbout } from './map-entries.js';
import { absences, handling } from './map-handling.js';
import { persons, type MappedPerson } from './map-persons.js';
import { source, type Placed } from './map-source.js';
import { NO_RULES, type Rules } from './rules.js';
import type { Mapping } from './mapping.js';
import type { References } from '../choose/references.js';
import type { Entry, Submitted } from '../choose/entries.js';
import { entriesOf } from '../choose/touched.js';
import { unmapped } from '../unmapped.js';

/** A record, or the issues for which there is none. */
export type Made = { readonly record: MappedRecord } | { readonly issues: readonly Issue[] };

/** Maps one position to the record of one person. */
export function recordOf(placed: Placed, references: References, now: Date, rules: Rules = NO_RULES): Made {
  const { position, submitted } = placed;
  const { patient } = position.person;
  const issues = new IssueList();
  const entries = entriesOf(position, submitted, references);
  const found = [...submitted.bundleIssues, ...entries.flatMap((entry) => entry.issues), ...position.issues];
  for (const issue of found) issues.report(issue);
  const mapping: Mapping = { now, report: issues.report, resolve: following(references, submitted), relations: rules.relations };
  const subject = child(position.person, standingOf(placed), position.kind === 'deletion' ? silent(mapping) : mapping, rules.careStatuses);
  const met = believed(persons(patient, position.kind === 'person' ? position.kin : [], mapping), entries);
  const around = rules.around?.(met, submitted) ?? met;
  if (isNobody(subject, around.length))
    return { issues: [...found, fault('format.no-child', patient?.path ?? '/', 'Nothing says who this is')] };
  const family = around.flatMap(({ sources }) => sources);
  const people = kept([patient, ...family, submitted.bundle]);
  const resources = kept([submitted.bundle, ...entries.map(({ resource }) => resource)]);
  const known = new Set(people.map(({ value }) => value));
  const others = resources.filter(({ value }) => !known.has(value));
  const record = present<MappedRecord>({
    schemaVersion: SCHEMA_VERSION,
    child: subject,
    persons: around.map(({ person }) => person),
    relationships: undefined,
    childVoice: undefined,
    absences: absences(patient, mapping),
    handling: handling({ people, others }, mapping),
    source: source(placed, mapping, rules),
    // Last of all, so that further facts are what nothing else had a place for.
    ...entriesAbout(placed, { child: subject, around, entries, rules }, mapping),
    quality: undefined,
  });
  const whole = withQuality(record, issues, unmapped(resources, submitted.release.structure));
  return fits(whole) ? { record: whole } : { issues: [...found, tooLarge(entries.length)] };
}

/** Of kin whom a search was not sure of the numbers are no surer than those of a child. */
function believed(met: readonly MappedPerson[], entries: readonly Entry[]): readonly MappedPerson[] {
  const unsure = new Set(entries.flatMap(({ candidate, resource }) => (candidate === true && resource ? [resource.value] : [])));
  if (unsure.size === 0) return met;
  return met.map(({ person, sources }) => {
    const { identifiers } = person;
    if (!identifiers || !sources.some(({ value }) => unsure.has(value))) return { person, sources };
    return { person: { ...person, identifiers: unverified(identifiers) }, sources };
  });
}

function standingOf({ position }: Placed): Parameters<typeof child>[1] {
  return position.kind === 'person' ? position.standing : 'undated';
}

function withQuality(record: MappedRecord, issues: IssueList, unread: Quality['unmapped']): MappedRecord {
  const quality = present<Quality>({
    issues: [...issues.all()],
    unmapped: unread,
    withheldBySource: record.absences?.filter(({ reason }) => reason === 'withheld').map(({ field }) => field.slice(1)),
    sufficiency: undefined,
  });
  return Object.keys(quality).length > 0 ? { ...record, quality } : record;
}

function fits(record: MappedRecord): boolean {
  return Buffer.byteLength(JSON.stringify(record)) <= MAX_RECORD_BYTES;
}

function tooLarge(entries: number): Issue {
  return fault('record.too-large', 'Bundle', `${entries} entries make a record of more than 512 KiB; send them in several Bundles`);
}

/** A link that was followed needs no further mention. */
function following(references: References, { roles }: Submitted): Mapping['resolve'] {
  return (reference) => {
    const found = references.resolve(reference)?.resource;
    const role = found && roles?.get(found.value);
    // A role names its practitioner, and not itself.
    const target = role && !reference.path.startsWith(role.path) ? role : found;
    if (target) reference.pass('reference', 'type');
    target?.pass('id');
    return target;
  };
}

/** A deletion need not say who is deleted. */
function silent(mapping: Mapping): Mapping {
  return { ...mapping, report: () => undefined };
}

/** Somebody without a name, an identifier or a date of birth cannot be told from anybody else; an unborn child is told by its mother. */
function isNobody({ names, identifiers, birthDate, state }: Child, around: number): boolean {
  const unknown = names === undefined && identifiers === undefined && birthDate === undefined;
  return unknown && (state !== 'unborn' || around === 0);
}
