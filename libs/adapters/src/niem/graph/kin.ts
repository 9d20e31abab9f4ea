import type { Coding, Relationship } from '@mash-gateway/contracts';
import { codedBy } from '../../kit/code-table.js';
import { notice, warning, type Report } from '../../kit/issues.js';
import { fitText, present } from '../../kit/texts.js';
import { KINSHIP, OTHER_KIN, VICTIM_RELATIONSHIP_SYSTEM, victimRelationship, type KinRule } from '../codes/relationships.js';
import type { Node } from '../read/node.js';
import type { Person } from './people.js';

/** Two people and what one is to the other. */
export interface Link {
  readonly from: Person;
  readonly to: Person;
  readonly kind: Relationship['kind'];
  /** What `to` is to `from`, where the code says it too. */
  readonly back?: Relationship['kind'];
  readonly liveTogether?: boolean;
}

/** Something that an association joins. */
export interface End {
  readonly node: Node;
  readonly thing: Node;
  readonly person: Person | undefined;
}

const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** The relationship an association of two people states; none, and told, when it does not join two. */
export function kinLinks(association: Node, rule: KinRule, ends: readonly End[], report: Report): Link[] {
  const from = endOf(ends, rule.from, 0)?.person;
  const to = endOf(ends, rule.to, 1)?.person;
  if (from === undefined || to === undefined || from === to) {
    report(warning('format.reference', association.path, 'Does not join two people of the package'));
    return [];
  }
  const liveTogether = TRUTH.get(association.one('HouseholdMemberIndicator')?.text ?? '');
  return [present<Link>({ from, to, kind: kindOf(association, rule, report), liveTogether })];
}

/**
 * A subject is suspected of what was done to a victim, and the victim is something to the subject (NIBRS data elements 34 and
 * 35). The code stands in the association or, in N-DEx, in the payload's element that is the same association.
 */
export function subjectVictimLinks(elements: readonly Node[], ends: readonly End[], report: Report): Link[] {
  const subject = ends.find(({ node }) => /^(?:Incident|Arrest)?Subject|^Arrestee|^Suspect/u.test(node.name))?.person;
  const victim = ends.find(({ node }) => node.name.startsWith('Victim'))?.person;
  const [first] = elements;
  // A victim may be an organisation; then nothing is said of two people.
  if (subject === undefined || victim === undefined || first === undefined) return [];
  const named: Coding = { system: first.element.uri, code: first.name };
  const suspected: Link = { from: subject, to: victim, kind: { normalised: 'suspect-of', original: [named] } };
  return [suspected, ...elements.flatMap((element) => relations(element.met(), subject, victim, report))];
}

function kindOf(association: Node, rule: KinRule, report: Report): Relationship['kind'] {
  const named: Coding = { system: association.element.uri, code: association.name };
  const kinship = association.one('ParentChildKinshipCategoryCode');
  const other = association.one('PersonOtherKinAssociationCategoryCode', 'PersonOtherKinAssociationCode');
  const coded = kinship
    ? codedBy(KINSHIP, kinship.text, kinship.path, report)
    : other && codedBy(OTHER_KIN, other.text, other.path, report);
  const text = association.one('RelationshipText', 'FamilyRelationshipText', 'PersonAssociationCategoryText', 'AssociationDescriptionText');
  const words = text && fitText(text.text, 500, text.path, report);
  const original = [named, ...(coded?.original ?? []), ...(words === undefined ? [] : [{ text: words }])];
  return { normalised: coded?.normalised ?? rule.kind, original };
}

function relations(element: Node, subject: Person, victim: Person, report: Report): Link[] {
  const holders = [element, ...element.children.filter(({ name }) => name.endsWith('Augmentation'))];
  const codes = holders.flatMap((holder) => holder.many('VictimToSubjectRelationshipCode', 'VictimToSubjectRelationshipText'));
  return codes.flatMap((node): Link[] => {
    const code = fitText(node.text, 120, node.path, report);
    if (code === undefined) return [];
    const row = victimRelationship(code);
    if (row === undefined) report(notice('code.unknown', node.path, 'Not a code of this list; kept as written'));
    const original = [present<Coding>({ system: VICTIM_RELATIONSHIP_SYSTEM, code, display: row?.code })];
    const kind: Link['kind'] = { normalised: row?.victimIs ?? 'other', original };
    return [{ from: victim, to: subject, kind, back: { normalised: row?.subjectIs ?? 'other', original } }];
  });
}

function endOf(ends: readonly End[], names: readonly string[], place: number): End | undefined {
  return (
    ends.find(({ node }) => names.includes(node.name)) ?? (names.length === 0 ? ends.filter(({ person }) => person)[place] : undefined)
  );
}
