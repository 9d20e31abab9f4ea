import type { Coding } from '@mash-gateway/contracts';
import { IssueList } from '../../kit/issues.js';
import { ROLE_ELEMENTS, type RoleRule } from '../codes/roles.js';
import type { Node } from '../read/node.js';
import type { Things } from './things.js';

/** What somebody is in the package, and the element or association that says so. */
export interface Role extends RoleRule {
  readonly original: Coding;
}

/** A person of the package: every element that is the same person, and what the package makes of them. */
export interface Person {
  /** Stands for the person in {@link Things}. */
  readonly thing: Node;
  /** The element that issues about the person name. */
  readonly at: Node;
  /** Elements that hold facts, in source order. */
  readonly elements: readonly Node[];
  readonly roles: Role[];
  /** What is wrong with this person's elements: told in the records that show them. */
  readonly issues: IssueList;
}

/** Children of a person element: where one of them stands, a role element is a person and not only a role. */
const FACTS: ReadonlySet<string> = new Set([
  'PersonName',
  'PersonAlternateName',
  'PersonAgeMeasure',
  'PersonBirthDate',
  'PersonSexCode',
  'PersonSexText',
  'PersonRaceText',
  'PersonRaceCode',
  'PersonRaceNDExCode',
  'PersonEthnicityCode',
  'PersonOtherIdentification',
  'ChildRemovalDate',
]);

/** Roles that are told of one person; the contract carries fewer. */
const MOST_ROLES = 20;

/** The people of a package in the order in which they first appear. */
export function peopleOf(root: Node, things: Things): ReadonlyMap<Node, Person> {
  const people = new Map<Node, Person>();
  const roles: Node[] = [];
  for (const node of root.everything()) {
    if (node.vocabulary === undefined) continue;
    if (ROLE_ELEMENTS.has(node.name)) roles.push(node);
    if (!isPersonElement(node, things)) continue;
    const thing = things.of(node);
    if (!people.has(thing)) people.set(thing, personOf(thing, things));
  }
  for (const node of roles) addRole(node, people, things);
  return people;
}

/** Adds a role once, however often it is said in the same words. */
export function giveRole(person: Person, rule: RoleRule, original: Coding): void {
  if (person.roles.length >= MOST_ROLES) return;
  const known = person.roles.some((role) => role.original.code === original.code && role.original.text === original.text);
  if (!known) person.roles.push({ ...rule, original });
}

function personOf(thing: Node, things: Things): Person {
  const elements = things.elementsOf(thing).filter((element) => element.vocabulary !== undefined && !things.isReference(element));
  for (const element of elements) element.met();
  const at = elements.find(({ name }) => name === 'Person') ?? thing;
  return { thing, at, elements, roles: [], issues: new IssueList() };
}

function isPersonElement(node: Node, things: Things): boolean {
  if (things.isReference(node)) return false;
  if (node.name === 'Person' || node.name === 'RoleOfPerson') return true;
  return ROLE_ELEMENTS.has(node.name) && [...FACTS].some((name) => node.has(name));
}

function addRole(node: Node, people: ReadonlyMap<Node, Person>, things: Things): void {
  const rule = ROLE_ELEMENTS.get(node.name);
  const thing = things.target(node);
  const person = thing && people.get(thing);
  if (rule === undefined || person === undefined) return;
  node.met();
  giveRole(person, rule, { system: node.element.uri, code: node.name });
}
