import type { CareStatus, Identifier, Information, Placement, When } from '@mash-gateway/contracts';
import { plainIdentifier } from '../../kit/identifiers.js';
import { kept, present } from '../../kit/texts.js';
import type { Node } from '../read/node.js';
import { Facts } from './facts.js';
import type { ServiceEntry } from './map-allegations.js';
import { organisationOf, professionalOf } from './map-organisation.js';
import { childrenOf, type Matter, type Participant } from './matter.js';

/** A child welfare case, with the agency's number of the child. */
export interface CaseEntry extends ServiceEntry {
  readonly identifiers: readonly Identifier[];
}

const PEOPLE = ['Juvenile', 'Child', 'ChildVictim'] as const;

/** Child welfare cases: the agency has taken the child on, so each is a referral and never out of scope. */
export function casesOf(matter: Matter): CaseEntry[] {
  return elementsNamed(matter, 'ChildWelfareCase').map((thing) => caseOf(thing, matter));
}

function caseOf(thing: Node, matter: Matter): CaseEntry {
  const { reading } = matter;
  const facts = new Facts(elementsOf(thing, matter), reading);
  const number = facts.first('ChildWelfareAgencyCaseID');
  const tracking = facts.first('CaseTrackingID', 'CaseDocketID');
  const workers = participantsIn(facts, ['Caseworker'], matter).map(({ facts: worker }) => professionalOf(worker, matter));
  const agency = facts.first('CaseReferredAgency', 'Agency');
  const reasons = reading.texts(facts.all('ReferralReasonText'), 2000, 20).map((text) => ({ text }));
  const to = organisationOf(agency && (matter.things.target(agency) ?? agency), 'local-authority', matter);
  const referral = present<NonNullable<Information['referral']>>({ reasons, to });
  const numbers = kept([reading.text(number?.one('IdentificationID') ?? number, 120), reading.text(tracking, 120)]);
  const identifier =
    number && plainIdentifier('case-system-id', number.text, reading.at(number), { system: `${number.element.uri}#${number.name}` });
  return {
    kind: 'referral',
    named: { system: thing.element.uri, code: thing.name },
    victims: concerned(facts, thing, matter),
    suspects: [],
    identifiers: kept([identifier]),
    fields: present<ServiceEntry['fields']>({
      dfeRecordType: 'childrens-services.details',
      codes: [
        { system: thing.element.uri, code: thing.name },
        ...kept([reading.plainCoding(facts.first('CaseCategoryText', 'CaseTypeText'))]),
      ],
      state: matter.header.source.change === 'delete' ? 'entered-in-error' : undefined,
      occurredAt: reading.when(facts.holders[0]),
      recordedAt: reading.moment(facts.first('CaseFiling')?.one('DocumentFiledDate')),
      title: facts.text(300, 'CaseTitleText'),
      narrative: reading.prose(facts.first('ActivityDescriptionText'), 32_000),
      professionals: kept(workers).slice(0, 20),
      references: numbers.map((value) => ({ type: 'case' as const, value })),
      referral: Object.keys(referral).length === 0 ? undefined : referral,
    }),
  };
}

/** A placement with the children it is about. */
export interface PlacementEntry {
  readonly children: readonly Participant[];
  readonly fields: CareStatus;
}

/** Where children are directed to live (hs:JuvenilePlacement). */
export function placementsOf(matter: Matter): PlacementEntry[] {
  return elementsNamed(matter, 'JuvenilePlacement').map((thing) => {
    const facts = new Facts(elementsOf(thing, matter), matter.reading);
    return { children: concerned(facts, thing, matter), fields: placementOf(thing, facts, matter) };
  });
}

/** Where one child lives who does not live at home: placements, and a removal even without one. */
export function careStatusesOf(child: Participant, placements: readonly PlacementEntry[], matter: Matter): CareStatus[] {
  const { facts } = child.facts;
  const removed = facts.reading.moment(facts.first('ChildRemovalDate'));
  const own = placements.filter(({ children }) => children.includes(child)).map(({ fields }) => fields);
  const joined = (matter.associations.placements.get(child.facts.person.thing) ?? [])
    .filter((thing) => matter.byThing.get(thing) === undefined)
    .map((thing): CareStatus => {
      const provider = organisationOf(thing, 'other', matter);
      const original = [{ system: thing.element.uri, code: thing.name }];
      return present<CareStatus>({ kind: 'placed-away-from-home', state: 'unknown', placement: provider && { provider }, original });
    });
  const all = [...own, ...joined];
  if (removed === undefined) return all.slice(0, 30);
  if (all.length === 0) return [{ kind: 'placed-away-from-home', state: 'unknown', placement: { removedFromHomeAt: removed } }];
  return all.slice(0, 30).map((status) => ({ ...status, placement: { ...status.placement, removedFromHomeAt: removed } }));
}

function placementOf(thing: Node, facts: Facts, matter: Matter): CareStatus {
  const { reading, now } = matter;
  const when = reading.when(facts.holders[0]);
  const period = when && present({ start: when.start, end: when.end });
  const type = reading.plainCoding(
    facts.first('PlacementCategoryCode', 'PlacementCategoryText', 'PlacementLocationCode', 'PlacementSettingCode', 'PlacementText'),
  );
  const placement = present<Placement>({ type, period });
  return present<CareStatus>({
    kind: 'placed-away-from-home',
    state: stateOf(when, now),
    period,
    placement: Object.keys(placement).length === 0 ? undefined : placement,
    original: kept([{ system: thing.element.uri, code: thing.name }, reading.plainCoding(facts.first('JuvenilePlacementGoalText'))]),
  });
}

function stateOf(when: When | undefined, now: Date): CareStatus['state'] {
  const today = now.toISOString().slice(0, 10);
  if (when?.end !== undefined && when.end.slice(0, 10) < today) return 'ended';
  if (when?.start === undefined) return 'unknown';
  return when.start.slice(0, 10) > today ? 'planned' : 'current';
}

/** The children an element names, or those joined to it, or every child of the message. */
function concerned(facts: Facts, thing: Node, matter: Matter): readonly Participant[] {
  const named = participantsIn(facts, PEOPLE, matter);
  const joined = kept((matter.associations.joined.get(thing) ?? []).map((person) => matter.byThing.get(person.thing)));
  const children = [...named, ...joined].filter(({ standing }) => standing === 'child' || standing === 'grown');
  return children.length > 0 ? children : childrenOf(matter);
}

/** Participants that child elements of the names point at or hold. */
export function participantsIn(facts: Facts, names: readonly string[], matter: Matter): Participant[] {
  return kept(
    facts.all(...names).map((node) => {
      const thing = matter.things.target(node.one('RoleOfPerson', 'RoleOfPersonReference') ?? node);
      return thing && matter.byThing.get(thing);
    }),
  );
}

function elementsNamed(matter: Matter, name: string): readonly Node[] {
  const found = new Set<Node>();
  for (const node of matter.root.below(name)) if (!matter.things.isReference(node)) found.add(matter.things.of(node.met()));
  return [...found];
}

function elementsOf(thing: Node, matter: Matter): readonly Node[] {
  return matter.things.elementsOf(thing).filter(({ vocabulary }) => vocabulary !== undefined);
}
