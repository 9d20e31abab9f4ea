import {
  SCHEMA_VERSION,
  type Child,
  type Coded,
  type Coding,
  type Information,
  type InvolvedPerson,
  type Involvement,
  type MappedRecord,
  type Measure,
  type Quality,
  type Source,
  type StatedHandling,
} from '@mash-gateway/contracts';
import { IssueList, notice, type Report } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import { CHILD_PART, DEADLINE } from '../codes.js';
import { list } from '../namespace.js';
import type { Group } from '../read/tree.js';
import { sourceRecordId } from '../source-record-id.js';
import { absencesOf, checkContent, childOf, circumstancesOf, voiceOf } from './map-child.js';
import { handlingOf, headerOf, incidentOf, type HeaderFacts } from './map-header.js';
import { addressOf, adultsOf, nameOf } from './map-people.js';
import { recipientOf, type RecipientFacts } from './map-recipient.js';
import { codeIn, textIn, type Reading } from './values.js';

/** Who maps, as a record names it. */
export interface Identity {
  readonly adapter: string;
  readonly version: string;
  readonly standard: string;
}

/** One child of a notification, in the family it belongs to. */
export interface ChildPlace {
  readonly notification: Group;
  readonly family: Group;
  readonly child: Group;
  readonly position: number;
}

/**
 * The record of one child: the incident as all share it, what is said of this family and of this child, and nothing of any other family.
 * The other children of the family are named, with the source record that is their own; their school, address, voice and whereabouts are not.
 */
export function recordOf(
  place: ChildPlace,
  shared: readonly NonNullable<Quality['issues']>[number][],
  identity: Identity,
  now: Date,
): MappedRecord {
  const { notification, family, child: group } = place;
  const issues = new IssueList();
  for (const issue of shared) issues.report(issue);
  const header = headerOf(notification, { report: issues.report, now });
  const reading: Reading = { report: header.source.change === 'delete' ? unlessMissing(issues.report) : issues.report, now };
  const recipient = recipientOf(group, reading);
  const child = childOf(group, recipient, reading);
  const absences = absencesOf(group, reading);
  checkContent(group, family, absences, reading);
  if (child.state === 'adult') reading.report(notice('child.adult', group.place('birthDate'), 'Eighteen or older on the day of receipt'));
  const persons = [...adultsOf(family, reading), ...siblingsOf(place, header)];
  const incident = incidentOf(notification, reading);
  const entry = entryOf(place, { header, recipient, child, persons }, incident.fields, reading);
  // The children of a family share one account of what happened, so one who must not be found hides all of them.
  const isHidden = incident.placeHidden || family.groups('children').some(isHiddenChild);
  const handling = restrictedBy(handlingOf(notification, reading), child, isHidden);
  const all = issues.all();
  const quality = present<Quality>({
    issues: [...all],
    withheldBySource: absences.filter(({ reason }) => reason === 'withheld').map(({ field }) => field),
  });
  return present<MappedRecord>({
    schemaVersion: SCHEMA_VERSION,
    child,
    persons,
    information: [entry],
    absences,
    source: sourceOf(place, { header, recipient }, identity),
    handling: Object.keys(handling).length === 0 ? undefined : handling,
    quality: Object.keys(quality).length === 0 ? undefined : quality,
  });
}

/** A cancellation says that the notification should not have been sent; nobody is asked to complete it. */
function unlessMissing(report: Report): Report {
  return (issue) => {
    if (!ASKING.has(issue.code)) report(issue);
  };
}

const ASKING: ReadonlySet<string> = new Set(['format.missing', 'child.missing-name', 'child.missing-birth-date']);

interface Parts {
  readonly header: HeaderFacts;
  readonly recipient: RecipientFacts;
  readonly child: Child;
  readonly persons: readonly InvolvedPerson[];
}

function entryOf(
  { family, child: group }: ChildPlace,
  { header, recipient, child, persons }: Parts,
  incident: Partial<Information>,
  reading: Reading,
): Information {
  const isChild = child.state !== 'adult';
  const part = codeIn(group, 'part', CHILD_PART, reading);
  return present<Information>({
    entryId: 'e1',
    kind: 'incident',
    dfeRecordType: 'crime-justice.details',
    // An adult is never made a child concern; an incident is still never out of scope.
    categories: [{ normalised: isChild ? 'domestic-abuse' : 'adult-concern', original: [KIND] }],
    codes: kept<Coding>([KIND, isChild && recipient.isUnderDuty ? { ...DEADLINE } : undefined, ...recipient.codes]),
    state: header.source.change === 'delete' ? 'entered-in-error' : 'active',
    ...incident,
    narrative: narrativeOf(group, family, reading),
    urgency: isChild && recipient.isUnderDuty ? 'urgent' : undefined,
    people: peopleOf(part, persons),
    childVoice: voiceOf(group, reading),
    circumstances: circumstancesOf(group, family, reading),
    professionals: kept([recipient.keyAdult]),
    measures: kept<Measure>([
      ...recipient.measures,
      header.changeReason === undefined ? undefined : { name: 'Reason for the change', value: header.changeReason },
    ]),
  });
}

const KIND: Coding = { system: list('kind'), code: 'operation-encompass', display: 'Operation Encompass notification' };

/** What happened to the family, then what is said of this child alone. */
function narrativeOf(child: Group, family: Group, reading: Reading): string | undefined {
  const texts = kept([textIn(family, 'circumstances', 24_000, reading), textIn(child, 'circumstances', 7_000, reading)]);
  return texts.length === 0 ? undefined : texts.join('\n\n');
}

function peopleOf(part: Coded<Involvement['part']> | undefined, persons: readonly InvolvedPerson[]): Involvement[] {
  const own = present<Involvement>({ personId: 'child', part: part?.normalised ?? 'about', original: part?.original });
  const adults = persons.flatMap(({ personId, roles }) => {
    const [role] = roles;
    const word = PARTS.find((known) => known === role?.normalised);
    return word === undefined ? [] : [present<Involvement>({ personId, part: word, original: role?.original })];
  });
  return [own, ...adults];
}

const PARTS = ['victim', 'suspect', 'witness', 'reporter', 'other'] as const;

/** For what is said of another child: what is wrong there is said in that child's own record. */
const SILENT: Reading = { report: () => undefined, now: new Date(0) };

function isHiddenChild(child: Group): boolean {
  return addressOf(child.group('address'), 'home', SILENT)?.confidential === true;
}

function siblingsOf({ notification, family, child }: ChildPlace, header: HeaderFacts): InvolvedPerson[] {
  return family.groups('children').flatMap((other, index) => {
    if (other === child) return [];
    const id = sourceRecordId(notification, other, header);
    return [
      present<InvolvedPerson>({
        personId: `c${index + 1}`,
        roles: [{ normalised: 'other-child' }],
        visibility: isHiddenChild(other) || other.value('part')?.text === 'suspect' ? 'restricted' : 'third-party',
        names: kept([nameOf(other.group('name'), 'usual', SILENT)]),
        identifiers:
          id === undefined || id.length > 100
            ? []
            : [{ type: 'police-reference', system: list('source-record'), value: id, status: 'unverified' }],
      }),
    ];
  });
}

/** A child whose address, or the place of the incident, is hidden must not be found. A reason against an NHS number is none for one who has it. */
function restrictedBy(handling: StatedHandling, child: Child, isHidden: boolean): StatedHandling {
  const { nhsNumberAbsentReason, ...others } = handling;
  const hasNumber = child.identifiers?.some(({ type }) => type === 'nhs-number') === true;
  return present<StatedHandling>({
    ...others,
    restricted: isHidden ? true : undefined,
    nhsNumberAbsentReason: hasNumber ? undefined : nhsNumberAbsentReason,
  });
}

function sourceOf(
  { notification, child, position }: ChildPlace,
  { header, recipient }: Pick<Parts, 'header' | 'recipient'>,
  identity: Identity,
): Source {
  return present<Source>({
    agency: 'police',
    ...header.source,
    standard: identity.standard,
    adapter: identity.adapter,
    mappingVersion: identity.version,
    sourceRecordId: sourceRecordId(notification, child, header),
    position,
    addressedTo: recipient.addressedTo,
  });
}
