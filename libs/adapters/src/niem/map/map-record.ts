import {
  SCHEMA_VERSION,
  type Child,
  type Issue,
  type MappedRecord,
  type Quality,
  type Source,
  type StatedHandling,
} from '@mash-gateway/contracts';
import { IssueList, notice, warning } from '../../kit/issues.js';
import { fitList, present } from '../../kit/texts.js';
import type { Package } from '../read/documents.js';
import { leftoversOf } from './leftovers.js';
import { careStatusesOf } from './map-cases.js';
import { companyOf, isOfficer, isThirdParty, type Company } from './map-company.js';
import { entriesOf } from './map-entries.js';
import { childrenOf, type Matter, type Participant } from './matter.js';
import { sourceRecordId } from './source-record-id.js';
import { storyOf, type Story } from './story.js';

/** What every record of this adapter says of itself. */
export interface Identity {
  readonly adapter: string;
  readonly version: string;
}

interface Draft {
  readonly child: Participant;
  readonly company: Company;
  readonly body: Pick<MappedRecord, 'child' | 'information'>;
}

/**
 * The records of a package's children, in the order in which they appear.
 * @param first position of the first of them
 */
export function recordsOf(found: Package, matter: Matter, first: number, identity: Identity): MappedRecord[] {
  const story = storyOf(matter);
  const drafts = childrenOf(matter).map((child): Draft => {
    const company = companyOf(child, matter);
    return { child, company, body: { child: childFields(child, story, matter), information: entriesOf(child, story, matter) } };
  });
  // Only now has everything been read that ever will be.
  const unmapped = leftoversOf([found.head.message, found.head.submitter, matter.root]);
  return drafts.map(({ child, company, body }, index) => {
    const issues = issuesOf(child, matter);
    return present<MappedRecord>({
      schemaVersion: SCHEMA_VERSION,
      child: body.child,
      persons: company.persons,
      relationships: company.relationships,
      information: body.information,
      documents: [...story.documents],
      source: sourceOf(child, first + index, matter, identity),
      handling: handlingOf(child, company, matter),
      quality: present<Quality>({ issues: [...issues.all()], unmapped }),
    });
  });
}

function childFields(child: Participant, story: Story, matter: Matter): Child {
  const { fields, dead, residence } = child.facts;
  const living = child.standing === 'grown' ? 'adult' : 'born';
  const cases = story.cases.filter(({ victims }) => victims.includes(child)).flatMap(({ identifiers }) => identifiers);
  const identifiers = [...(fields.identifiers ?? []), ...cases];
  return present<Child>({
    state: dead ? 'deceased' : living,
    ...fields,
    identifiers: fitList(identifiers, 30, child.facts.person.at.path, child.facts.person.issues.report),
    careStatuses: careStatusesOf(child, story.placements, matter),
    residentialStatus: [...residence],
  });
}

function sourceOf(child: Participant, position: number, { header }: Matter, identity: Identity): Source {
  return present<Source>({
    ...header.source,
    adapter: identity.adapter,
    mappingVersion: identity.version,
    sourceRecordId: sourceRecordId(header.owner, header.itemId, child.sourceKey),
    position,
  });
}

/** A child must not be found when it, another child of the matter or somebody of its home is guarded by the source. */
function handlingOf(child: Participant, company: Company, matter: Matter): StatedHandling | undefined {
  const guarded = child.facts.guarded || company.familyGuarded || childrenOf(matter).some(({ facts }) => facts.guarded);
  const handling = present<StatedHandling>({
    ...matter.header.handling,
    restricted: guarded || undefined,
    thirdParty: company.persons.some(isThirdParty) || undefined,
  });
  return Object.keys(handling).length === 0 ? undefined : handling;
}

/** Issues of the package, of the child and of the grown-ups; another child's are told in its own record. */
function issuesOf(child: Participant, matter: Matter): IssueList {
  const issues = new IssueList();
  const people = matter.participants.filter((participant) => participant === child || !isChild(participant));
  for (const issue of once([...matter.issues.all(), ...people.flatMap(({ facts }) => facts.person.issues.all())])) issues.report(issue);
  const { path } = child.facts.person.at;
  const { fields, person } = child.facts;
  if (child.standing === 'grown')
    issues.report(warning('child.adult', path, 'Eighteen or older: kept and routed, not made a child concern'));
  if (matter.header.source.change === 'delete') return issues;
  if (fields.names === undefined) issues.report(warning('child.missing-name', path, 'The source gives no name'));
  if (fields.birthDate === undefined) issues.report(warning('child.missing-birth-date', path, 'The source gives no date of birth'));
  const { range } = child.facts.age;
  if (fields.birthDate === undefined && range !== undefined && range.least < 18 && range.most >= 18)
    issues.report(notice('format.ambiguous-child', person.at.path, 'The age can be that of a child or of an adult; kept as a child'));
  return issues;
}

/** What several records made the mapping say is said once. */
function once(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}

function isChild({ standing }: Participant): boolean {
  return standing === 'child' || standing === 'grown';
}

/** How many people a package without a child names, by what is known of them; officers at work are nobody of the matter. */
export function dropped(matter: Matter): { readonly adults: number; readonly unknown: number } {
  const people = matter.participants.filter((participant) => !isOfficer(participant));
  const adults = people.filter(({ standing }) => standing === 'adult').length;
  return { adults, unknown: people.length - adults };
}
