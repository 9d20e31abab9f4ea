import type { InvolvedPerson, Relationship } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import type { Link } from '../graph/kin.js';
import type { Node } from '../read/node.js';
import type { Matter, Participant } from './matter.js';
import { sourceRecordId } from './source-record-id.js';

/** The other people of one child's record. */
export interface Company {
  readonly persons: InvolvedPerson[];
  readonly relationships: Relationship[];
  /** Somebody of the child's family or home must not be found. */
  readonly familyGuarded: boolean;
}

const LIVES = { true: 'yes', false: 'no' } as const;

type Kind = Relationship['kind'];
type Role = InvolvedPerson['roles'][number];

const FAMILY: ReadonlySet<string> = new Set([
  'mother',
  'father',
  'parent',
  'step-parent',
  'foster-carer',
  'adoptive-parent',
  'guardian',
  'carer',
  'grandparent',
  'sibling',
  'step-sibling',
  'aunt-or-uncle',
  'cousin',
  'other-relative',
  'household-member',
]);
const VAGUE: ReadonlySet<string> = new Set(['other', 'unknown', 'none']);
const HOME_ROLES: ReadonlySet<string> = new Set(['parent', 'guardian', 'carer']);
const PARENTS: ReadonlySet<string> = new Set(['parent', 'adoptive-parent']);
const MUTUAL: ReadonlySet<string> = new Set([
  'sibling',
  'step-sibling',
  'cousin',
  'partner',
  'former-partner',
  'household-member',
  'associate',
  'none',
]);

/** Everybody of the matter but the child and the officers, as the child's record shows them. */
export function companyOf(child: Participant, matter: Matter): Company {
  const links = linksTo(child, matter);
  const others = matter.participants.filter((other) => other !== child && !isOfficer(other));
  const shown = fitList(others, 100, matter.root.path, matter.reading.report);
  const persons = shown.map((other) => personOf(other, links.get(other.facts.person.thing) ?? [], child, matter));
  const keys = new Map<Node, string>([
    [child.facts.person.thing, 'child'],
    ...shown.map((other) => [other.facts.person.thing, other.key] as const),
  ]);
  return {
    persons,
    relationships: fitList(relationshipsOf(matter.associations.links, keys), 200, matter.root.path, matter.reading.report),
    familyGuarded: shown.some((other, index) => other.facts.guarded && isFamily(persons[index])),
  };
}

/** Somebody who is in the message only for the work: told as a professional of the entry. */
export function isOfficer({ facts, standing }: Participant): boolean {
  const { roles } = facts.person;
  const works = roles.length > 0 && roles.every(({ role }) => role === 'professional' || role === 'social-worker');
  return works && standing !== 'child' && standing !== 'grown';
}

function personOf(other: Participant, links: readonly Link[], child: Participant, matter: Matter): InvolvedPerson {
  const relation = relationOf(other, links);
  const household = links.find(({ liveTogether }) => liveTogether !== undefined)?.liveTogether ?? sharesHome(other, child, matter);
  const accused = isAccused(other, links);
  const opposed = areOpposed(child, other);
  const plain = visibilityOf(other, relation);
  const visibility = accused || other.facts.guarded || (opposed && plain !== 'normal') ? 'restricted' : plain;
  const livesWithChild = household === undefined ? undefined : LIVES[`${household}`];
  if (other.standing === 'child' || other.standing === 'grown')
    return otherChild(other, relation, { visibility: opposed ? 'restricted' : guardedChild(visibility), livesWithChild, opposed }, matter);
  // Where those are found whom the child is said to have harmed is told in no record of the child.
  const whereabouts =
    opposed && !accused && plain !== 'normal' ? { addresses: undefined, telecoms: undefined, identifiers: undefined } : {};
  return present<InvolvedPerson>({
    personId: other.key,
    roles: rolesOf(other, links, child),
    relationshipToChild: relation,
    visibility,
    ...other.facts.fields,
    ...whereabouts,
    livesWithChild,
    notes: notesOf(other),
  });
}

/** One is accused in the matter, and the other is a victim, witness or reporter of it. */
function areOpposed(one: Participant, other: Participant): boolean {
  const isOne = ({ facts }: Participant, roles: ReadonlySet<string>): boolean => facts.person.roles.some(({ role }) => roles.has(role));
  return (isOne(one, ACCUSED) && isOne(other, HARMED)) || (isOne(other, ACCUSED) && isOne(one, HARMED));
}

const ACCUSED: ReadonlySet<string> = new Set(['suspect', 'offender']);
const HARMED: ReadonlySet<string> = new Set(['victim', 'witness', 'reporter']);

/** Somebody of neither family nor accusation; whoever was harmed stays one when guarded from the accused. */
export function isThirdParty({ visibility, roles, relationshipToChild }: InvolvedPerson): boolean {
  if (visibility === 'third-party') return true;
  const family = relationshipToChild !== undefined && FAMILY.has(relationshipToChild.normalised);
  return visibility === 'restricted' && !family && roles.some(({ normalised }) => HARMED.has(normalised));
}

function guardedChild(visibility: InvolvedPerson['visibility']): InvolvedPerson['visibility'] {
  return visibility === 'normal' ? 'third-party' : visibility;
}

/** Both are joined to one residence. Two residences say nothing: people have several. */
function sharesHome(other: Participant, child: Participant, { associations }: Matter): true | undefined {
  const homes = (participant: Participant) =>
    (associations.places.get(participant.facts.person.thing) ?? []).filter(({ residence }) => residence);
  const own = new Set(homes(child).map(({ place }) => place));
  return homes(other).some(({ place }) => own.has(place)) || undefined;
}

/**
 * Another child: told apart and not copied; its address, numbers and race are in its own record alone. Between an accused child and
 * a child that was harmed or saw it, names and birth dates are in their own records alone too.
 */
function otherChild(
  other: Participant,
  relation: Kind | undefined,
  {
    opposed,
    ...rest
  }: Pick<InvolvedPerson, 'visibility'> & { readonly livesWithChild: InvolvedPerson['livesWithChild']; readonly opposed: boolean },
  { header }: Matter,
): InvolvedPerson {
  const id = sourceRecordId(header.owner, header.itemId, other.sourceKey);
  const parts = rolesOf(other, [], undefined).filter(({ normalised }) => normalised !== 'other-child' && normalised !== 'unknown');
  const unrelated = other.standing === 'grown' ? ('other' as const) : ('other-child' as const);
  const sibling = relation?.normalised === 'sibling' || relation?.normalised === 'step-sibling';
  return present<InvolvedPerson>({
    personId: other.key,
    roles: [{ normalised: sibling ? ('sibling' as const) : unrelated }, ...parts].slice(0, 10),
    relationshipToChild: relation,
    ...(opposed ? {} : { names: other.facts.fields.names, birthDate: other.facts.fields.birthDate }),
    age: other.facts.fields.age,
    identifiers: id === undefined || id.length > 100 ? [] : [{ type: 'police-reference', value: id, status: 'unverified' }],
    ...rest,
  });
}

/** What the source makes of the person, once for each of our words, its own words beside it. */
function rolesOf(other: Participant, links: readonly Link[], child: Participant | undefined): Role[] {
  const roles = new Map<Role['normalised'], NonNullable<Role['original']>>();
  for (const { role, original } of other.facts.person.roles) roles.set(role, [...(roles.get(role) ?? []), original]);
  // NIBRS code CF: the victim is the child of the subject's partner.
  const partner = links.find(
    ({ from, kind }) =>
      from === child?.facts.person && kind.original?.some(({ code }) => /^(?:CF|Child of Boyfriend_Girlfriend)$/iu.test(code ?? '')),
  );
  if (partner) roles.set('partner-of-parent', [...(partner.kind.original ?? [])]);
  if (roles.size === 0) return [{ normalised: 'unknown' }];
  return [...roles].slice(0, 10).map(([normalised, original]) => ({ normalised, original: original.slice(0, 20) }));
}

/** What the other is to the child: family before other words, and being suspected last, for it says nothing of the two of them. */
function relationOf(other: Participant, links: readonly Link[]): Kind | undefined {
  const kinds = kept(links.map((link) => kindTowards(other, link)));
  const said = kinds.filter(({ normalised }) => normalised !== 'suspect-of' && normalised !== 'victim-of');
  return (
    said.find(({ normalised }) => FAMILY.has(normalised)) ?? said.find(({ normalised }) => !VAGUE.has(normalised)) ?? said[0] ?? kinds[0]
  );
}

function kindTowards(other: Participant, link: Link): Kind | undefined {
  if (link.from === other.facts.person) return link.kind;
  if (link.back) return link.back;
  const { normalised } = link.kind;
  if (MUTUAL.has(normalised)) return link.kind;
  if (normalised === 'child') return { ...link.kind, normalised: 'parent' };
  if (normalised === 'suspect-of') return { ...link.kind, normalised: 'victim-of' };
  return PARENTS.has(normalised) ? { ...link.kind, normalised: 'child' } : undefined;
}

function isAccused(other: Participant, links: readonly Link[]): boolean {
  const accused = other.facts.person.roles.some(({ role }) => role === 'suspect' || role === 'offender');
  return accused || links.some(({ from, kind }) => from === other.facts.person && kind.normalised === 'suspect-of');
}

function visibilityOf(other: Participant, relation: Kind | undefined): InvolvedPerson['visibility'] {
  const family = relation !== undefined && FAMILY.has(relation.normalised);
  return family || other.facts.person.roles.some(({ role }) => HOME_ROLES.has(role)) ? 'normal' : 'third-party';
}

/** Who shares the child's home or family: finding one is finding the other. A suspect's hiding hides nobody else. */
function isFamily(person: InvolvedPerson | undefined): boolean {
  if (person === undefined || person.roles.some(({ normalised }) => normalised === 'suspect' || normalised === 'offender')) return false;
  const related = person.relationshipToChild !== undefined && FAMILY.has(person.relationshipToChild.normalised);
  return related || person.livesWithChild === 'yes' || person.roles.some(({ normalised }) => HOME_ROLES.has(normalised));
}

/** Words about a grown-up that have no field: injuries, an age range, the account of a witness. */
function notesOf({ facts }: Participant): string | undefined {
  const { stated, original } = facts.age;
  const age = stated === undefined ? (original?.text ?? original?.display) : undefined;
  const { injuries } = facts.harm;
  const words = kept([
    injuries === undefined ? undefined : `Injuries: ${injuries}`.slice(0, 500),
    age === undefined ? undefined : `Age: ${age}`,
    facts.account?.slice(0, 1400),
  ]);
  return words.length === 0 ? undefined : words.join('\n').slice(0, 2000);
}

/** The links that touch the child, by the thing of the other person. */
function linksTo(child: Participant, { associations }: Matter): ReadonlyMap<Node, readonly Link[]> {
  const links = new Map<Node, Link[]>();
  const own = child.facts.person;
  for (const link of associations.links) {
    if (link.from !== own && link.to !== own) continue;
    const other = link.from === own ? link.to : link.from;
    links.set(other.thing, [...(links.get(other.thing) ?? []), link]);
  }
  return links;
}

function relationshipsOf(links: readonly Link[], keys: ReadonlyMap<Node, string>): Relationship[] {
  return kept(
    links.map(({ from, to, kind, liveTogether }) => {
      const [one, other] = [keys.get(from.thing), keys.get(to.thing)];
      return one === undefined || other === undefined ? undefined : present<Relationship>({ from: one, to: other, kind, liveTogether });
    }),
  );
}
