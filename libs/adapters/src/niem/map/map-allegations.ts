import type { Coding, Information, Severity } from '@mash-gateway/contracts';
import { codingBy } from '../../kit/code-table.js';
import { notice } from '../../kit/issues.js';
import { fitList, kept, present } from '../../kit/texts.js';
import { ABUSE_SEVERITY, ABUSE_WORDS, ALLEGATION_STATUS } from '../codes/human-services.js';
import type { Node } from '../read/node.js';
import { Facts } from './facts.js';
import { childrenOf, type Matter, type Participant } from './matter.js';
import { harmOf } from './measures.js';

/** A statement of the human-services domain that is about some of the children only. */
export interface ServiceEntry {
  readonly kind: Information['kind'];
  /** The element that says it. */
  readonly named: Coding;
  readonly fields: Omit<Information, 'entryId' | 'kind'>;
  readonly victims: readonly Participant[];
  readonly suspects: readonly Participant[];
}

const REPORTED = { true: 'yes', false: 'no' } as const;

type Category = NonNullable<Information['categories']>[number];

/** Allegations of abuse or neglect (cyfs 3.x, hs 4.0 and later): each a concern about the children it names. */
export function allegationsOf(matter: Matter): ServiceEntry[] {
  const found = new Set<Node>();
  const entries: ServiceEntry[] = [];
  for (const node of matter.root.below('JuvenileAbuseNeglectAllegation')) {
    if (matter.things.isReference(node)) continue;
    const thing = matter.things.of(node);
    if (found.has(thing)) continue;
    found.add(thing);
    entries.push(allegationOf(thing, matter));
  }
  return entries;
}

function allegationOf(thing: Node, matter: Matter): ServiceEntry {
  const { reading, things, associations } = matter;
  const elements = things.elementsOf(thing).map((element) => element.met());
  const facts = new Facts(elements, reading);
  const links = associations.allegations.get(thing) ?? [];
  const status = kept(links.map(({ association }) => association.one('ChildWelfareChargeStatusCategoryCode')));
  const outcomes = kept(status.map((node) => codingBy(ALLEGATION_STATUS, node.text, node.path, reading.report)));
  const words = links
    .flatMap(({ association }) => association.many('ChildWelfareChargeStatusCategoryText'))
    .map((node) => reading.text(node, 500));
  const severities = severitiesOf(facts);
  const people = peopleOf(thing, facts, matter);
  const id = facts.first('ChargeIdentification');
  const number = reading.text(id?.one('IdentificationID'), 120);
  const reported = reading.truth(facts.first('LawEnforcementReportedIndicator'));
  const harm = harmOf(facts.holders, reading);
  const [state] = outcomes.map(({ code }) => ALLEGATION_STATUS.entries[code]?.normalised ?? ALLEGATION_STATUS.otherwise);
  const origin = facts.all('AbuseNeglectAllegationOriginationText').map((node) => reading.text(node, 4000));
  const circumstances = present<NonNullable<Information['circumstances']>>({
    injuries: harm.injuries,
    reportedToPolice: reported === undefined ? undefined : REPORTED[`${reported}`],
  });
  return {
    kind: 'concern',
    named: { system: thing.element.uri, code: thing.name },
    ...people,
    fields: present<ServiceEntry['fields']>({
      dfeRecordType: 'childrens-services.details',
      categories: categoriesOf(facts),
      codes: fitList(detailsOf(thing, facts), 50, thing.path, reading.report),
      state: matter.header.source.change === 'delete' ? 'entered-in-error' : state,
      occurredAt: reading.when(facts.holders[0], 'ChargeDateRange', 'ChargeDate') ?? reading.when(facts.holders[0]),
      recordedAt: reading.moment(facts.first('ChargeFilingDate')),
      narrative: reading.prose(facts.first('ChargeNarrative', 'ChargeDescriptionText', 'ChargeText'), 32_000),
      severities,
      urgency: severities.some(({ normalised }) => normalised === 'high') ? 'urgent' : undefined,
      circumstances: Object.keys(circumstances).length === 0 ? undefined : circumstances,
      references: number === undefined ? [] : [{ type: 'case', value: number }],
      measures: [...kept(origin).map((value) => ({ name: 'Origin of the allegation', value })), ...harm.measures].slice(0, 100),
      outcomes: [...outcomes, ...kept(words).map((text): Coding => ({ text }))].slice(0, 20),
    }),
  };
}

function categoriesOf(facts: Facts): Category[] {
  const { reading } = facts;
  const nodes = facts.all('AbuseNeglectAllegationCategoryText', 'AbuseNeglectAllegationCategoryCode');
  return kept(
    fitList(nodes, 30, nodes[0]?.path ?? '/', reading.report).map((node): Category | undefined => {
      const text = reading.text(node, 500);
      if (text === undefined) return undefined;
      const normalised = ABUSE_WORDS.get(text.toLowerCase());
      if (normalised === undefined)
        reading.report(notice('code.unknown', node.path, 'Not a kind of abuse this mapping is certain of; kept as written'));
      return { normalised: normalised ?? 'other', original: [{ text }] };
    }),
  );
}

function detailsOf(thing: Node, facts: Facts): Coding[] {
  const details = facts.reading.texts(facts.all('AbuseNeglectDetailCategoryText'), 2000, 30);
  return [{ system: thing.element.uri, code: thing.name }, ...details.map((text): Coding => ({ text }))];
}

function severitiesOf(facts: Facts): Severity[] {
  const { reading } = facts;
  return kept(
    facts
      .all('AbuseNeglectSeverityCode', 'AbuseNeglectSeverityText')
      .slice(0, 10)
      .map((node): Severity | undefined => {
        const original = reading.text(node, 100);
        if (original === undefined) return undefined;
        const known = Object.keys(ABUSE_SEVERITY.entries).find((code) => code.toLowerCase() === original.toLowerCase());
        if (known === undefined) reading.report(notice('code.unknown', node.path, 'Not a severity of this list; kept as written'));
        const normalised = known === undefined ? undefined : ABUSE_SEVERITY.entries[known]?.normalised;
        return { scheme: 'niem-abuse-neglect', original, normalised: normalised ?? ABUSE_SEVERITY.otherwise };
      }),
  );
}

/** The children are the victims; grown-ups that an association joins are those the allegation is against. */
function peopleOf(thing: Node, facts: Facts, matter: Matter): Pick<ServiceEntry, 'victims' | 'suspects'> {
  const joined = (matter.associations.allegations.get(thing) ?? []).flatMap(({ people }) =>
    people.map((person) => matter.byThing.get(person.thing)),
  );
  const victims = inside(facts, matter, ['ChargeVictim', 'Victim', 'ChildVictim', 'Juvenile', 'Child']);
  const suspects = inside(facts, matter, ['ChargeSubject', 'Subject']);
  const all = kept([...joined, ...victims]);
  const children = all.filter(({ standing }) => standing === 'child' || standing === 'grown');
  const others = kept(joined).filter((participant) => !children.includes(participant));
  return { victims: children.length > 0 ? children : everyChild(facts, matter), suspects: [...others, ...suspects] };
}

function inside(facts: Facts, matter: Matter, names: readonly string[]): Participant[] {
  return kept(
    facts.all(...names).map((node) => {
      const holder = node.one('RoleOfPerson', 'RoleOfPersonReference') ?? node;
      const thing = matter.things.target(holder);
      return thing && matter.byThing.get(thing);
    }),
  );
}

/** An allegation that is joined to nobody is about the child of the message; where there are several, each may be meant. */
function everyChild(facts: Facts, matter: Matter): readonly Participant[] {
  const all = childrenOf(matter);
  const young = all.filter(({ standing }) => standing === 'child');
  const children = young.length > 0 ? young : all;
  const at = facts.holders[0]?.path ?? matter.root.path;
  if (children.length > 1)
    matter.reading.report(notice('format.ambiguous-child', at, 'Joined to none of the children; told of each of them'));
  return children;
}
