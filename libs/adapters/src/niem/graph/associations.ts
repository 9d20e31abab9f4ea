import type { Coding } from '@mash-gateway/contracts';
import { notice, warning, type Report } from '../../kit/issues.js';
import { fitList, fitText, kept, present } from '../../kit/texts.js';
import { KIN_ASSOCIATIONS } from '../codes/relationships.js';
import { INVOLVEMENT_WORDS, ROLE_ASSOCIATIONS, type RoleRule } from '../codes/roles.js';
import type { Node } from '../read/node.js';
import { kinLinks, subjectVictimLinks, type End, type Link } from './kin.js';
import { giveRole, type Person } from './people.js';
import type { Things } from './things.js';

/** Who took part in an activity. */
export interface Part {
  readonly person: Person;
  readonly rule: RoleRule;
  readonly original: Coding;
}

/** An allegation with the people it joins. */
export interface AllegationLink {
  readonly people: readonly Person[];
  readonly association: Node;
}

/** What the associations of a package say, by the things they join. */
export interface Associations {
  readonly parts: ReadonlyMap<Node, readonly Part[]>;
  /** Places of an activity, homes of a person, addresses of an organisation. */
  readonly places: ReadonlyMap<Node, readonly { readonly place: Node; readonly residence: boolean }[]>;
  readonly contacts: ReadonlyMap<Node, readonly { readonly contact: Node; readonly association: Node }[]>;
  readonly links: readonly Link[];
  /** Owner of an item. */
  readonly owners: ReadonlyMap<Node, Person>;
  /** Organisation of a person or activity. */
  readonly organisations: ReadonlyMap<Node, Node>;
  readonly allegations: ReadonlyMap<Node, readonly AllegationLink[]>;
  /** Where or with whom a person is placed. */
  readonly placements: ReadonlyMap<Node, readonly Node[]>;
  /** Activities joined to each other, such as an incident and its offences. */
  readonly related: ReadonlyMap<Node, readonly Node[]>;
  /** People joined to anything else, such as a case. */
  readonly joined: ReadonlyMap<Node, readonly Person[]>;
}

/** An association joins few things; what it joins is joined pairwise, so the number is bounded. */
const MOST_ENDS = 100;
/** Children of an association that say something about it and join nothing. */
const DETAILS = /(?:Augmentation|Date|DateRange|Status|Identification)$/u;
const CONTACTS: ReadonlySet<string> = new Set(['TelephoneNumber', 'ContactEmailID', 'ContactInformation', 'ContactTelephoneNumber']);

/** Reads every association of a package once. */
export function associationsOf(root: Node, things: Things, people: ReadonlyMap<Node, Person>, report: Report): Associations {
  const reader = new Reader(things, people, report);
  for (const node of root.everything()) if (node.vocabulary !== undefined && node.name.endsWith('Association')) reader.read(node);
  return reader.found;
}

class Reader {
  readonly #parts = new Map<Node, Part[]>();
  readonly #places = new Map<Node, { place: Node; residence: boolean }[]>();
  readonly #contacts = new Map<Node, { contact: Node; association: Node }[]>();
  /** Pairs that were joined, with the words for it: what is said again in the same words is said once. */
  readonly #said = new Map<Node, Map<Node, Set<string>>>();
  readonly #links: Link[] = [];
  readonly #owners = new Map<Node, Person>();
  readonly #organisations = new Map<Node, Node>();
  readonly #allegations = new Map<Node, AllegationLink[]>();
  readonly #placements = new Map<Node, Node[]>();
  readonly #joined = new Map<Node, Person[]>();
  readonly #names = new Map<Node, ReadonlySet<string>>();
  readonly #between = new Map<Node, Node[]>();
  readonly #related = new Set<Node>();

  constructor(
    readonly things: Things,
    readonly people: ReadonlyMap<Node, Person>,
    readonly report: Report,
  ) {}

  get found(): Associations {
    return {
      parts: this.#parts,
      places: this.#places,
      contacts: this.#contacts,
      links: this.#links,
      owners: this.#owners,
      organisations: this.#organisations,
      allegations: this.#allegations,
      placements: this.#placements,
      related: this.#between,
      joined: this.#joined,
    };
  }

  read(association: Node): void {
    const ends = this.#endsOf(association);
    if (ends.length === 0) return;
    association.met();
    const persons = ends.filter(({ person }) => person !== undefined);
    const kin = KIN_ASSOCIATIONS.get(association.name);
    if (association.name === 'SubjectVictimAssociation') this.#subjectVictim(association, ends);
    else if (association.name === 'ChildVictimChargeAssociation') this.#allegation(association, ends);
    else if (kin) this.#links.push(...kinLinks(association, kin, ends, this.report));
    else if (association.name.startsWith('JuvenilePlacement')) this.#placement(ends);
    else if (persons.length > 0) this.#withPeople(association, ends);
    else this.#withoutPeople(ends);
  }

  #endsOf(association: Node): End[] {
    const things = association.children.filter(
      (child) =>
        child.vocabulary !== undefined && !DETAILS.test(child.name) && (this.things.isReference(child) || child.children.length > 0),
    );
    return kept(
      fitList(things, MOST_ENDS, association.path, this.report).map((node): End | undefined => {
        const thing = this.things.follow(node);
        if (thing) node.met();
        return thing && { node, thing, person: this.people.get(thing) };
      }),
    );
  }

  #withPeople(association: Node, ends: readonly End[]): void {
    const persons = kept(ends.map(({ person }) => person));
    const rule = this.#ruleOf(association);
    for (const { thing, person } of ends) {
      if (person) continue;
      for (const each of persons) this.#person(association, each, thing, rule);
    }
    if (rule) for (const person of persons) giveRole(person, rule.rule, rule.original);
  }

  #person(association: Node, person: Person, thing: Node, rule: { readonly rule: RoleRule; readonly original: Coding } | undefined): void {
    const words = `${association.name} ${rule?.original.text ?? ''}`;
    if (this.#isSaid(person.thing, thing, words)) return;
    if (this.#is(thing, CONTACTS)) add(this.#contacts, person.thing, { contact: thing, association });
    else if (this.#isPlace(thing)) add(this.#places, person.thing, { place: thing, residence: association.name.includes('Residence') });
    else if (this.#isOrganisation(thing)) this.#organisations.set(person.thing, thing);
    else if (association.name.includes('Owns') || association.name.includes('Possesses')) this.#owners.set(thing, person);
    else if (rule) add(this.#parts, thing, { person, ...rule });
    else add(this.#joined, thing, person);
  }

  #isSaid(one: Node, other: Node, words: string): boolean {
    const others = this.#said.get(one) ?? new Map<Node, Set<string>>();
    this.#said.set(one, others);
    const said = others.get(other) ?? new Set<string>();
    others.set(other, said);
    if (said.has(words)) return true;
    said.add(words);
    return false;
  }

  #withoutPeople(ends: readonly End[]): void {
    const place = ends.find(({ thing }) => this.#isPlace(thing))?.thing;
    const organisation = ends.find(({ thing }) => this.#isOrganisation(thing))?.thing;
    const things = ends.map(({ thing }) => thing);
    if (place === undefined && organisation === undefined)
      for (const thing of things)
        for (const other of things) if (other !== thing && !this.#isSaid(thing, other, '')) add(this.#between, thing, other);
    for (const thing of things) {
      if (thing === place || thing === organisation) continue;
      if (place && !this.#isSaid(thing, place, '')) add(this.#places, thing, { place, residence: false });
      if (organisation) this.#organisations.set(thing, organisation);
    }
    if (place && organisation && !this.#isSaid(organisation, place, '')) add(this.#places, organisation, { place, residence: false });
  }

  #ruleOf(association: Node): { readonly rule: RoleRule; readonly original: Coding } | undefined {
    const node = association.one('PersonActivityInvolvementText', 'PersonActivityInvolvementCode');
    const words = fitText(node?.text, 500, node?.path ?? association.path, this.report);
    const said = words === undefined ? undefined : INVOLVEMENT_WORDS.get(words.toLowerCase());
    const named = ROLE_ASSOCIATIONS.get(association.name);
    const original = present<Coding>({ system: association.element.uri, code: association.name, text: words });
    if (association.name === 'ActivityInvolvedPersonAssociation' && words !== undefined && said === undefined && node)
      this.report(notice('code.unknown', node.path, 'The part in words is kept and read as involved'));
    const rule = association.name === 'ActivityInvolvedPersonAssociation' ? (said ?? named) : named;
    return rule && { rule, original };
  }

  #subjectVictim(association: Node, ends: readonly End[]): void {
    const thing = this.things.of(association);
    if (this.#related.has(thing)) return;
    this.#related.add(thing);
    this.#links.push(...subjectVictimLinks(this.things.elementsOf(thing), ends, this.report));
  }

  /** The allegation is whatever the association joins that is neither a person nor a place. */
  #allegation(association: Node, ends: readonly End[]): void {
    const charge = ends.find(({ person }) => person === undefined)?.thing;
    const people = kept(ends.map(({ person }) => person));
    if (charge === undefined || people.length === 0)
      this.report(warning('format.reference', association.path, 'Joins an allegation and the people it is about'));
    else add(this.#allegations, charge, { people, association });
  }

  #placement(ends: readonly End[]): void {
    const child = ends.find(({ node }) => node.name.includes('Juvenile') || node.name.includes('Child'))?.person ?? ends[0]?.person;
    if (child === undefined) return;
    for (const { thing, node, person } of ends) {
      if (person === child) continue;
      add(this.#placements, child.thing, thing);
      if (person) giveRole(person, { role: 'carer' }, { system: node.element.uri, code: node.name.slice(0, 120) });
    }
  }

  #isPlace(thing: Node): boolean {
    return this.#is(thing, PLACES);
  }

  #isOrganisation(thing: Node): boolean {
    return this.#is(thing, ORGANISATIONS);
  }

  #is(thing: Node, names: ReadonlySet<string>): boolean {
    let own = this.#names.get(thing);
    if (own === undefined) {
      own = new Set(this.things.elementsOf(thing).map(({ name }) => name));
      this.#names.set(thing, own);
    }
    for (const name of names) if (own.has(name)) return true;
    return false;
  }
}

const PLACES: ReadonlySet<string> = new Set(['Location', 'Address', 'Residence', 'IncidentLocation']);
const ORGANISATIONS: ReadonlySet<string> = new Set(['Organization', 'EnforcementUnit', 'EnforcementOfficialUnit', 'Agency', 'Facility']);

function add<T>(map: Map<Node, T[]>, key: Node, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
