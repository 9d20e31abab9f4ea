import {
  SCHEMA_VERSION,
  type Child,
  type InvolvedPerson,
  type Involvement,
  type Issue,
  type MappedRecord,
  type Quality,
  type Source,
  type StatedHandling,
} from '@mash-gateway/contracts';
import { IssueList, warning } from '../../kit/issues.js';
import { fitList, present } from '../../kit/texts.js';
import { SOURCE_RECORD } from '../codes/codes-cjs.js';
import type { Matter, Message, Party } from '../read/facts.js';
import { entriesOf, INVOLVEMENT, isAccused, isBystander } from './entries.js';
import type { Company, Companion } from './company.js';

/** What every record of this adapter says of itself. */
export interface Identity {
  readonly adapter: string;
  readonly version: string;
  readonly standard: string;
}

/** One child of a message, to be told. */
export interface Told {
  readonly message: Message;
  readonly matter: Matter;
  readonly party: Party;
  readonly position: number;
  readonly company: Company;
  readonly sourceRecordId: string | undefined;
  /** What was found when the party was judged to be a child. */
  readonly found: readonly Issue[];
}

/** The record of one child in one matter. */
export function recordOf(told: Told, identity: Identity): MappedRecord {
  const { matter, party, company } = told;
  const issues = new IssueList();
  for (const issue of [...matter.issues.all(), ...party.issues.all(), ...told.found]) issues.report(issue);
  if (party.person?.names === undefined) issues.report(warning('child.missing-name', party.path, 'No name'));
  const others = company.children.slice(0, MOST_OTHERS).filter((other) => other.party !== party);
  const family = party.family.map((person, index): InvolvedPerson => ({ personId: `p${index + 1}`, ...person }));
  const persons = fitList([...family, ...others.map((other) => otherChild(other, party))], 100, party.path, issues.report);
  const named = new Set(persons.map(({ personId }) => personId));
  const involved = others
    .filter(({ id }) => named.has(id))
    .map(({ id, party: other }): Involvement => ({ personId: id, part: INVOLVEMENT[other.part] }));
  return present<MappedRecord>({
    schemaVersion: SCHEMA_VERSION,
    child: childOf(party),
    persons,
    information: entriesOf({ matter, party, others: involved, report: issues.report }),
    source: sourceOf(told, identity),
    handling: handlingOf(told, persons, issues),
    quality: qualityOf(issues, company),
  });
}

/** Involvements of an entry and persons of a record have their own limits; a message with more children is no court's. */
const MOST_OTHERS = 40;

function childOf(party: Party): Child {
  return present<Child>({
    state: 'born',
    ...party.person,
    markers: [...party.markers].slice(0, 20),
    professionals: [...party.representatives].slice(0, 20),
  });
}

/**
 * Another child of the matter: that it is there and which source record is its own. Who it is stands in that record alone. The id of the
 * accused's record is made of the summons number, which is nothing for victims and witnesses.
 */
function otherChild({ id, party, sourceRecordId }: Companion, told: Party): InvolvedPerson {
  return present<InvolvedPerson>({
    personId: id,
    roles: [{ normalised: 'other-child' }, ...(party.part === 'defendant' ? [{ normalised: 'suspect' as const }] : [])],
    visibility: 'restricted',
    identifiers:
      sourceRecordId === undefined || sourceRecordId.length > 100 || isBystander(told)
        ? []
        : [{ type: 'police-reference', system: SOURCE_RECORD, value: sourceRecordId, status: 'unverified' }],
  });
}

function sourceOf({ message, position, sourceRecordId }: Told, identity: Identity): Source {
  return present<Source>({
    agency: 'justice',
    ...message.source,
    references: message.source.references?.slice(0, 20),
    standard: identity.standard,
    adapter: identity.adapter,
    mappingVersion: identity.version,
    sourceRecordId,
    position,
    // A hearing adds to a case and says nothing of what it does not mention.
    change: 'partial',
  });
}

/** An order that restricts reporting is the court's word that the child is to be guarded more than others. */
function handlingOf({ message, matter, party }: Told, persons: readonly InvolvedPerson[], issues: IssueList): StatedHandling | undefined {
  const orders = [...matter.restrictions, ...party.offences.flatMap(({ restrictions }) => restrictions)];
  const labels = [...new Map([...(message.handling.labels ?? []), ...orders].map((label) => [JSON.stringify(label), label])).values()];
  const third = !isAccused(party) || persons.some(({ visibility }) => visibility !== 'normal');
  const handling = present<StatedHandling>({
    sensitivity: message.handling.sensitivity === undefined && orders.length > 0 ? 'sensitive' : message.handling.sensitivity,
    labels: fitList(labels, 10, party.path, issues.report),
    thirdParty: third || undefined,
  });
  return Object.keys(handling).length === 0 ? undefined : handling;
}

function qualityOf(issues: IssueList, company: Company): Quality | undefined {
  const quality = present<Quality>({
    issues: [...issues.all()],
    unmapped: company.dropped
      .slice(0, 200)
      .map(({ path, reason }) => ({ location: path.slice(0, 500), reason: `Left out: ${reason}`.slice(0, 200) })),
  });
  return Object.keys(quality).length === 0 ? undefined : quality;
}
