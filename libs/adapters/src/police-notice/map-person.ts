import type { Coding, InvolvedPerson, Involvement } from '@mash-gateway/contracts';
import { warning } from '../kit/issues.js';
import { kept, present } from '../kit/texts.js';
import { FAMILY, PERSON_PARTS, RESTRICTED_ROLES, ROLES, THIRD_PARTY_ROLES } from './codes.js';
import type { PersonFacts } from './facts.js';
import { codedText, demographicsOf } from './map-demographics.js';
import { relationTo, type Link } from './map-relationships.js';
import { list } from './namespace.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** A person of the notice who is none of its children, before being placed in a record. */
export interface AdultFacts extends PersonFacts {
  /** Id in every record of the notice, such as `p2`: by place, so that it says nothing about the person. */
  readonly key: string;
  readonly part: Part;
  readonly roles: InvolvedPerson['roles'];
  readonly vulnerabilities: readonly Coding[];
  readonly occupation: Coding | undefined;
  readonly notes: string | undefined;
  readonly absences: ReturnType<Scope['absences']>;
}

/** A parent, carer, suspect, victim, witness or other person. */
export function adultOf(part: Part, key: string, scope: Scope): AdultFacts {
  const facts = demographicsOf(part, scope);
  const roles = rolesOf(part, scope);
  const vulnerabilities = scope.each(part, 'Vulnerability', 20, (item) => codedText(item, scope, '/notes'));
  const occupation = codedText(part.one('Occupation'), scope, '/occupation');
  const notes = scope.text(part.one('Notes'), 2000, '/notes');
  return { ...facts, key, part, roles, vulnerabilities, occupation, notes, absences: scope.absences() };
}

/** The person as the record of one child shows it. */
export function involvedPerson(adult: AdultFacts, child: string, links: readonly Link[]): InvolvedPerson {
  const relation = relationTo(child, adult.key, links);
  const straight = relation?.link.from === adult.key ? relation.link : undefined;
  return present<InvolvedPerson>({
    personId: adult.key,
    roles: adult.roles,
    relationshipToChild: relation?.kind,
    visibility: visibilityOf(adult, relation?.kind.normalised),
    ...adult.fields,
    parentalResponsibility: straight?.parentalResponsibility,
    livesWithChild: relation?.link.liveTogether,
    period: relation?.link.period,
    occupation: adult.occupation,
    markers: [...adult.warnings],
    notes: adult.notes,
  });
}

/** Whether somebody shares the child's home or family, so that finding one is finding the other. */
export function findsTheChild(adult: AdultFacts, child: string, links: readonly Link[]): boolean {
  const relation = relationTo(child, adult.key, links);
  if (isAccused(adult)) return false;
  return relation?.link.liveTogether === 'yes' || (relation !== undefined && FAMILY.has(relation.kind.normalised)) || isCarer(adult);
}

/** What the person did in the incident; family without a part of its own is not listed. */
export function involvementsOf(adult: AdultFacts): Involvement[] {
  const parts = kept(
    adult.roles.map((role) => {
      const part = PERSON_PARTS.get(role.normalised);
      return part && present<Involvement>({ personId: adult.key, part, original: role.original });
    }),
  );
  if (adult.vulnerabilities.length === 0) return parts;
  const [first = { personId: adult.key, part: 'about' as const }, ...others] = parts;
  return [Object.assign({}, first, { vulnerabilities: [...adult.vulnerabilities] }), ...others];
}

function rolesOf(part: Part, scope: Scope): InvolvedPerson['roles'] {
  const roles = scope.each(part, 'Role', 10, (role) => {
    const written = scope.plain(role, 120);
    const forceCode = scope.attribute(role, 'forceCode', 120);
    const word = scope.word(written, ROLES, role.path);
    if (written === undefined) return undefined;
    const original: Coding[] = kept([
      { system: list('person-role'), code: word ?? written },
      forceCode === undefined ? undefined : { system: list('force-code'), code: forceCode },
    ]);
    return { normalised: word ?? ('other' as const), original };
  });
  if (roles.length > 0) return roles;
  scope.report(warning('format.missing', `${part.path}/Role`, 'What the person is in the notice'));
  return [{ normalised: 'unknown' }];
}

function visibilityOf(adult: AdultFacts, relation: string | undefined): InvolvedPerson['visibility'] {
  if (isAccused(adult) || relation === 'suspect-of' || adult.restricted) return 'restricted';
  if ((relation !== undefined && FAMILY.has(relation)) || isCarer(adult)) return 'normal';
  const third = adult.roles.some((role) => THIRD_PARTY_ROLES.has(role.normalised) || role.normalised === 'unknown');
  return third ? 'third-party' : 'normal';
}

function isAccused(adult: AdultFacts): boolean {
  return adult.roles.some((role) => RESTRICTED_ROLES.has(role.normalised));
}

function isCarer(adult: AdultFacts): boolean {
  return adult.roles.some((role) => role.normalised === 'parent' || role.normalised === 'carer' || role.normalised === 'household-member');
}
