import { codes, type InvolvedPerson, type Relationship } from '@mash-gateway/contracts';
import { warning, type Report } from '../kit/issues.js';
import { fitList, present } from '../kit/texts.js';
import { list } from './namespace.js';
import { involvedPerson } from './map-person.js';
import { relationTo, type Link } from './map-relationships.js';
import type { Notice, NoticeChild } from './read-notice.js';
import { sourceRecordId } from './source-record-id.js';

/** The other people of one child's record and how all of them stand to each other. */
export interface Company {
  readonly persons: InvolvedPerson[];
  readonly links: readonly Link[];
  /** Key of the record's own child. */
  readonly self: string;
}

/** The adults of the notice, then its other children: named so that they can be told apart, never copied. */
export function personsOf(notice: Notice, child: NoticeChild, report: Report): Company {
  const mother = surnameOnly(notice, child);
  const mothers = notice.children.flatMap((other) => motherLinks(notice, other, other.key === child.key ? report : undefined));
  const links = [...notice.links, ...mothers, ...mother.map(({ personId }) => motherLink(personId, child.key))];
  const persons = [
    ...notice.adults.map((adult) => involvedPerson(adult, child.key, links)),
    ...mother,
    ...notice.children.filter((other) => other.key !== child.key).map((other) => otherChild(notice, other, child, links)),
  ];
  return { persons: fitList(persons, 100, `${notice.path}/Persons`, report), links, self: child.key };
}

const SIBLINGS: ReadonlySet<string> = new Set(['sibling', 'half-sibling', 'step-sibling', 'twin']);

/**
 * Another child of the notice: name, birth date and the source record that is its own. Address, numbers and health are
 * in that record alone.
 */
function otherChild(notice: Notice, other: NoticeChild, child: NoticeChild, links: readonly Link[]): InvolvedPerson {
  const relation = relationTo(child.key, other.key, links)?.kind;
  const accused = other.parts.some((part) => part.part === 'suspect');
  const id = sourceRecordId(notice, other);
  return present<InvolvedPerson>({
    personId: other.key,
    roles: [{ normalised: roleOf(relation) }, ...(accused ? [{ normalised: 'suspect' as const }] : [])],
    relationshipToChild: relation,
    visibility: accused || other.person.restricted ? 'restricted' : 'third-party',
    names: other.person.fields.names,
    birthDate: other.person.fields.birthDate,
    age: other.person.fields.age,
    identifiers:
      id === undefined || id.length > 100
        ? []
        : [{ type: 'police-reference', system: list('source-record'), value: id, status: 'unverified' }],
  });
}

function roleOf(relation: Relationship['kind'] | undefined): InvolvedPerson['roles'][number]['normalised'] {
  if (relation === undefined) return 'other-child';
  if (SIBLINGS.has(relation.normalised)) return 'sibling';
  const role = codes.PERSON_ROLES.find((word) => word === relation.normalised);
  return role === undefined || role === 'other' || role === 'unknown' ? 'other-child' : role;
}

/** P_011: the mother of an unborn child, as a person of the notice. Said to be the mother twice is still once. */
function motherLinks(notice: Notice, child: NoticeChild, report: Report | undefined): Link[] {
  const { id } = child.mother;
  if (id === undefined) return [];
  const key = notice.keys.get(id);
  if (key === undefined) report?.(warning('format.reference', `${child.part.path}/@mother`, 'Nobody in the notice has this id'));
  const known = notice.links.some((link) => link.from === key && link.to === child.key);
  return key === undefined || key === child.key || known ? [] : [motherLink(key, child.key)];
}

/** P_011: a mother of whom only the surname is known. */
function surnameOnly(notice: Notice, child: NoticeChild): InvolvedPerson[] {
  const { id, surname } = child.mother;
  if (surname === undefined || (id !== undefined && notice.keys.has(id))) return [];
  return [
    {
      personId: 'mother',
      roles: [{ normalised: 'mother' }],
      relationshipToChild: { normalised: 'mother' },
      visibility: 'normal',
      names: [{ use: 'unknown', family: surname }],
    },
  ];
}

function motherLink(from: string, to: string): Link {
  return { from, to, kind: { normalised: 'mother' }, liveTogether: undefined, parentalResponsibility: undefined, period: undefined };
}
