import type { Information, InvolvedObject, Involvement, Severity } from '@mash-gateway/contracts';
import type { Report } from '../kit/issues.js';
import { fitList, present } from '../kit/texts.js';
import { NOTICE_TYPES } from './codes.js';
import type { Category } from './map-category.js';
import type { Company } from './map-company.js';
import { involvementsOf } from './map-person.js';
import type { ObjectFacts } from './map-objects.js';
import type { MissingFacts } from './map-missing.js';
import { list } from './namespace.js';
import type { Notice, NoticeChild } from './read-notice.js';

/** How the child's entries are told. */
export interface Telling {
  /** The "child" is eighteen or older. */
  readonly adult: boolean;
  readonly report: Report;
}

/** The entries of one child's record: the concern or incident, its missing episodes, its times in police protection. */
export function entriesOf(notice: Notice, child: NoticeChild, company: Company, telling: Telling): Information[] {
  const missing = notice.missing.filter((episode) => episode.child === child.key);
  const first = missing.length + 2;
  return [
    concern(notice, child, company, telling),
    ...missing.map((episode, index) => missingEntry(episode, `e${index + 2}`, notice)),
    ...child.protections.map((protection, index) =>
      present<Information>({
        entryId: `e${first + index}`,
        kind: 'police-protection',
        dfeRecordType: 'crime-justice.details',
        state: stateOf(notice),
        ...protection.fields,
        relatedEntries: ['e1'],
      }),
    ),
  ];
}

function concern(notice: Notice, child: NoticeChild, company: Company, telling: Telling): Information {
  const { header, incident } = notice;
  const type = NOTICE_TYPES.get(header.type.code);
  const severities = notice.grades.filter((grade) => grade.child === undefined || grade.child === child.key).map((grade) => grade.severity);
  const circumstances = { ...incident.circumstances, ...child.circumstances };
  return present<Information>({
    entryId: 'e1',
    // An adult is never made a child concern; an incident is still never out of scope.
    kind: telling.adult ? 'incident' : (type?.kind ?? 'concern'),
    dfeRecordType: 'crime-justice.details',
    categories: categories(notice, child, telling.adult),
    codes: [present({ system: list('notice-type'), code: header.type.code, text: header.type.forceName })],
    state: stateOf(notice),
    ...incident.fields,
    severities,
    urgency: urgencyOf(severities, circumstances.immediateDanger === 'yes'),
    people: fitList(people(notice, child, company), 50, '/information/0/people', telling.report),
    childVoice: child.voice,
    circumstances: Object.keys(circumstances).length === 0 ? undefined : circumstances,
    objects: notice.objects.map((item) => objectIn(item, company)),
    professionals: header.contact ? [header.contact] : [],
  });
}

/** The owner is named as this record calls them; one who is left out of the record is not named. */
function objectIn({ fields, owner }: ObjectFacts, company: Company): InvolvedObject {
  const personId = owner === company.self ? 'child' : company.persons.find((person) => person.personId === owner)?.personId;
  return present<InvolvedObject>({ kind: fields.kind, type: fields.type, description: fields.description, mark: fields.mark, personId });
}

function missingEntry(episode: MissingFacts, entryId: string, notice: Notice): Information {
  const stillMissing = episode.fields.missing?.foundAt === undefined;
  return present<Information>({
    entryId,
    kind: 'missing-episode',
    dfeRecordType: 'crime-justice.details',
    categories: [{ normalised: 'missing' }],
    state: stateOf(notice),
    ...episode.fields,
    // A child who has not been found is never routine.
    urgency: stillMissing ? 'urgent' : urgencyOf(episode.fields.severities ?? [], false),
    relatedEntries: ['e1'],
  });
}

function categories(notice: Notice, child: NoticeChild, adult: boolean): Category[] {
  const stated = [...notice.incident.categories, ...child.categories];
  if (adult) return [{ normalised: 'adult-concern', original: stated.flatMap((category) => category.original ?? []).slice(0, 20) }];
  const implied = NOTICE_TYPES.get(notice.header.type.code)?.implies;
  if (implied === undefined || stated.some((category) => category.normalised === implied)) return stated;
  return [...stated, { normalised: implied, original: [{ system: list('notice-type'), code: notice.header.type.code }] }].slice(0, 30);
}

function people(notice: Notice, child: NoticeChild, company: Company): Involvement[] {
  const named = new Set(company.persons.map((person) => person.personId));
  const own = child.parts.map((part) => ({ personId: 'child', ...part }));
  const adults = notice.adults.flatMap((adult) => involvementsOf(adult));
  // What makes another child vulnerable is in that child's record alone.
  const others = notice.children
    .filter((other) => other.key !== child.key)
    .flatMap((other) => other.parts.map(({ part, original }) => present<Involvement>({ personId: other.key, part, original })));
  return [...own, ...[...adults, ...others].filter((involvement) => named.has(involvement.personId))];
}

/** Said danger comes first; else the highest grade speaks: red and high within hours, the rest in the ordinary working day. */
function urgencyOf(severities: readonly Severity[], danger: boolean): Information['urgency'] {
  const grades = new Set(severities.map((severity) => severity.normalised));
  if (danger || grades.has('immediate')) return 'immediate';
  if (grades.has('high')) return 'urgent';
  return [...grades].some((grade) => grade !== 'unknown') ? 'routine' : undefined;
}

function stateOf(notice: Notice): Information['state'] {
  return notice.header.source.change === 'delete' ? 'entered-in-error' : 'active';
}
