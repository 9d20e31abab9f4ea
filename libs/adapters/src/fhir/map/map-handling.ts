import type { Absence, Coding, StatedHandling } from '@mash-gateway/contracts';
import { notice } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import type { Element } from '../read/element.js';
import { coding } from './map-codings.js';
import type { Mapping } from './mapping.js';
import { EXTENSIONS, isConfidentiality } from '../codes/systems.js';
import { lookup } from '../read/lookup.js';

/** Labels that say a person must not be found (PDS FHIR; V and REDACTED are read as at least R). */
const RESTRICTED: ReadonlySet<string> = new Set(['R', 'V', 'REDACTED']);
/** What PDS leaves out of a restricted Patient, by member, and where the record would have it (PDS FHIR API, restricted patients). */
const LEFT_OUT = [
  { field: '/child/addresses', holds: (patient: Element): boolean => patient.holds('address') },
  { field: '/child/telecoms', holds: (patient: Element): boolean => patient.holds('telecom') },
  { field: '/child/generalPractice', holds: (patient: Element): boolean => patient.holds('generalPractitioner') },
  { field: '/persons', holds: (patient: Element): boolean => patient.holds('contact') },
  { field: '/child/pharmacy', holds: (patient: Element): boolean => patient.extension(...EXTENSIONS.pharmacy) !== undefined },
  { field: '/child/birthPlace', holds: (patient: Element): boolean => patient.extension(...EXTENSIONS.birthPlace) !== undefined },
] as const;

/** Who is in a record, and the resources that speak of them. */
export interface Labelled {
  /** The child, Patients and RelatedPersons around it (who finds the mother finds the child), and the Bundle they came in. */
  readonly people: readonly Element[];
  /** Everything else in the record. */
  readonly others: readonly Element[];
}

/** What the source says about handling, from `meta.security`. */
export function handling({ people: who, others }: Labelled, mapping: Mapping): StatedHandling | undefined {
  const people = who.flatMap((element) => labelsOf(element, mapping));
  const rest = others.flatMap((element) => labelsOf(element, mapping));
  const labels = once([...people, ...rest]);
  const restricted = people.some(isRestricted);
  const sensitive = restricted || rest.some(isRestricted);
  if (labels.length === 0) return undefined;
  return present<StatedHandling>({
    sensitivity: sensitive ? 'highly-sensitive' : undefined,
    restricted: restricted ? true : undefined,
    labels: labels.slice(0, 10),
  });
}

/** Fields that are absent because the source withheld them, or because it says why it has no value. */
export function absences(patient: Element | undefined, mapping: Mapping): Absence[] {
  if (!patient) return [];
  const label = labelsOf(patient, mapping).find(isRestricted)?.code;
  const withheld =
    label === undefined
      ? []
      : LEFT_OUT.filter(({ holds }) => !holds(patient)).map(({ field }): Absence => ({
          field,
          reason: 'withheld',
          stated: `PDS security label ${label}`,
        }));
  if (withheld.length > 0)
    mapping.report(
      notice(
        'source.withheld',
        patient.at('meta.security'),
        'The source leaves out what could locate a restricted person; absence is no deletion',
      ),
    );
  const explained = MEMBERS.flatMap(([member, field]) => explainedAbsence(patient, member, field));
  return [...withheld, ...explained.filter((absence) => !withheld.some(({ field }) => field === absence.field))];
}

function isRestricted(label: Coding): boolean {
  return isConfidentiality(label.system) && RESTRICTED.has(label.code?.trim().toUpperCase() ?? '');
}

/** Members of a Patient whose absence may be explained, and their place in the record. */
const MEMBERS = [
  ['name', '/child/names'],
  ['birthDate', '/child/birthDate'],
  ['gender', '/child/gender'],
  ['address', '/child/addresses'],
  ['telecom', '/child/telecoms'],
  ['identifier', '/child/identifiers'],
] as const;

/** http://terminology.hl7.org/CodeSystem/data-absent-reason: unknown, withheld, not asked and not applicable stay apart. */
const REASONS: Readonly<Record<string, Absence['reason']>> = lookup({
  unknown: 'unknown',
  'asked-unknown': 'unknown',
  'temp-unknown': 'unknown',
  'not-asked': 'not-asked',
  'asked-declined': 'withheld',
  masked: 'withheld',
  'not-applicable': 'not-applicable',
  'not-permitted': 'withheld',
});

function explainedAbsence(patient: Element, member: string, field: string): Absence[] {
  const where = [patient.companion(member), ...patient.peek(member)];
  for (const element of where) {
    const code = element?.extension(...EXTENSIONS.dataAbsent)?.text('valueCode');
    if (code !== undefined)
      return [
        present<Absence>({
          field,
          reason: REASONS[code] ?? 'unknown',
          stated: `data-absent-reason ${Object.hasOwn(REASONS, code) ? code : 'other'}`,
        }),
      ];
  }
  return [];
}

function labelsOf(element: Element, mapping: Mapping): Coding[] {
  return kept((element.one('meta')?.many('security') ?? []).map((label) => coding(label, mapping)));
}

function once(labels: readonly Coding[]): Coding[] {
  return [...new Map(labels.map((label) => [`${label.system ?? ''}|${label.code ?? ''}`, label])).values()];
}
