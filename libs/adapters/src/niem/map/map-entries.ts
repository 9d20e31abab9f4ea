import type { Coding, Information, InvolvedObject, Involvement, Measure } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import { OFFENCE } from '../codes/offences.js';
import type { ActivityEntry } from './map-activity.js';
import type { ServiceEntry } from './map-allegations.js';
import { isOfficer } from './map-company.js';
import type { Matter, Participant } from './matter.js';
import { isMissing, type Story } from './story.js';

type Category = NonNullable<Information['categories']>[number];

/** The entries of one child: the incident and what belongs to it, then what the human services say. */
export function entriesOf(child: Participant, story: Story, matter: Matter): Information[] {
  const [first, ...others] = story.activities;
  const entries: Omit<Information, 'entryId'>[] = [];
  if (first) entries.push(primary(first, child, story, matter));
  for (const entry of others) entries.push({ kind: 'incident', ...entry.fields, ...partsOf(entry, child, matter) });
  for (const entry of [...story.allegations, ...story.cases])
    if (entry.victims.includes(child) || entry.suspects.includes(child)) entries.push(service(entry, child));
  entries.push(...missingOf(child, story, matter));
  // Nothing else says what happened, and still somebody was a victim or a witness of something.
  if (entries.length === 0 && hasPart(child)) entries.push(primary(undefined, child, story, matter));
  const told = entries.slice(0, 500).map((entry, index): Information => ({ entryId: `e${index + 1}`, ...entry }));
  return first ? withRelations(told, story, matter) : told;
}

/** The first incident goes with all that follows from it; the others with what an association joins them to. */
function withRelations(told: readonly Information[], { activities }: Story, { associations }: Matter): Information[] {
  const ids = new Map(activities.map(({ activity }, index) => [activity.thing, told[index]?.entryId]));
  return told.map((entry, index) => {
    const thing = activities[index]?.activity.thing;
    const joined = (thing && associations.related.get(thing)) ?? [];
    const related = index === 0 ? [...ids.values()].slice(1) : joined.map((other) => ids.get(other));
    return present<Information>({ ...entry, relatedEntries: [...new Set(kept(related))].slice(0, 50) });
  });
}

/** The first incident carries what is said of the child and of the whole. */
function primary(entry: ActivityEntry | undefined, child: Participant, story: Story, matter: Matter): Omit<Information, 'entryId'> {
  const { reading, header } = matter;
  const fields: Partial<ActivityEntry['fields']> = entry?.fields ?? { dfeRecordType: 'crime-justice.details' };
  const offences = story.activities.flatMap((activity) => (isVictimIn(activity, child) ? activity.offences : []));
  const { account: words, harm } = child.facts;
  return present<Omit<Information, 'entryId'>>({
    kind: 'incident',
    ...fields,
    categories: categories(offences, child),
    narrative:
      fields.narrative ?? reading.prose(matter.root.one('Narrative')?.one('NarrativeText') ?? matter.root.one('Narrative'), 32_000),
    people: fitList(everybody(child, matter), 50, matter.root.path, reading.report),
    objects: matter.objects.map(({ fields: object, owner }) => {
      const whose = owner && matter.byThing.get(owner.thing);
      return present<InvolvedObject>({ ...object, personId: whose && (whose === child ? 'child' : whose.key) });
    }),
    childVoice: words === undefined ? undefined : { state: 'captured', words },
    circumstances: harm.injuries === undefined ? undefined : { injuries: harm.injuries },
    professionals: once([...(fields.professionals ?? []), ...story.officers]).slice(0, 20),
    measures: fitList(
      [...(fields.measures ?? []), ...harm.measures, ...ageMeasure(child), ...wholeMeasures(header)],
      100,
      matter.root.path,
      reading.report,
    ),
  });
}

function partsOf(entry: ActivityEntry, child: Participant, matter: Matter): Pick<Information, 'categories' | 'people'> {
  const people = entry.people.map(({ participant, personId, part, original }) =>
    present<Involvement>({ personId: participant === child ? 'child' : personId, part, original }),
  );
  const offences = isVictimIn(entry, child) ? entry.offences : [];
  return present<Pick<Information, 'categories' | 'people'>>({
    categories: categories(offences, child),
    people: fitList(people, 50, entry.activity.thing.path, matter.reading.report),
  });
}

/** The child is the victim by association; an offence that is joined to nobody has the victims of the message. */
function isVictimIn(entry: ActivityEntry, child: Participant): boolean {
  const victims = entry.people.filter(({ part }) => part === 'victim');
  if (victims.length > 0) return victims.some(({ participant }) => participant === child);
  // What somebody was arrested for need not be what was done to this child.
  if (entry.activity.kind === 'arrest') return false;
  return child.facts.person.roles.some(({ part }) => part === 'victim');
}

/** Offences that are a kind of concern when a child is their victim; the others are told by their codes alone. */
function categories(offences: readonly Coding[], child: Participant): Category[] {
  if (child.standing === 'grown') return offences.length === 0 ? [] : [{ normalised: 'adult-concern', original: offences.slice(0, 20) }];
  const found = new Map<Category['normalised'], Coding[]>();
  for (const coding of offences) {
    const normalised = coding.system === OFFENCE.system && coding.code !== undefined ? OFFENCE.entries[coding.code]?.normalised : undefined;
    if (normalised === undefined || normalised === 'other') continue;
    const known = found.get(normalised) ?? [];
    if (!known.some(({ code }) => code === coding.code)) found.set(normalised, [...known, coding].slice(0, 20));
  }
  return [...found].map(([normalised, original]) => ({ normalised, original }));
}

function everybody(child: Participant, matter: Matter): Involvement[] {
  const first = [child, ...matter.participants.filter((other) => other !== child && !isOfficer(other))];
  return first.flatMap((participant) => involvements(participant, participant === child ? 'child' : participant.key));
}

/** Each part once, with every element and word that says it. */
function involvements(participant: Participant, personId: string): Involvement[] {
  const parts = new Map<Involvement['part'], Coding[]>();
  for (const { part, original } of participant.facts.person.roles)
    if (part !== undefined) parts.set(part, [...(parts.get(part) ?? []), original].slice(0, 10));
  return [...parts].map(([part, original]) => ({ personId, part, original }));
}

function hasPart(child: Participant): boolean {
  return child.facts.person.roles.some(({ part }) => part !== undefined);
}

function service(entry: ServiceEntry, child: Participant): Omit<Information, 'entryId'> {
  const grown = child.standing === 'grown';
  const people = [...new Set([...entry.victims, ...entry.suspects])].map((participant): Involvement => ({
    personId: participant === child ? 'child' : participant.key,
    part: partIn(entry, participant),
  }));
  const stated = entry.fields.categories?.flatMap(({ original }) => original ?? []) ?? [];
  return present<Omit<Information, 'entryId'>>({
    // An adult is never made a child concern; an incident is still never out of scope.
    kind: grown && entry.kind === 'concern' ? 'incident' : entry.kind,
    ...entry.fields,
    categories: grown && stated.length > 0 ? [{ normalised: 'adult-concern', original: stated.slice(0, 20) }] : entry.fields.categories,
    people: people.slice(0, 50),
  });
}

function partIn(entry: ServiceEntry, participant: Participant): Involvement['part'] {
  if (entry.suspects.includes(participant)) return 'suspect';
  return entry.kind === 'concern' ? 'victim' : 'subject';
}

/** A child who is reported missing, or was found (j:MissingPerson, hs:MissingChildRecovery). */
function missingOf(child: Participant, story: Story, matter: Matter): Omit<Information, 'entryId'>[] {
  const recovery = story.recoveries.find(({ children }) => children.includes(child));
  if (!isMissing(child) && recovery === undefined) return [];
  const { facts } = child.facts;
  const { reading } = facts;
  const foundAt = reading.moment(facts.first('MissingPersonFoundDate')) ?? recovery?.foundAt;
  const detail = present<NonNullable<Information['missing']>>({
    missingFrom: reading.moment(facts.first('MissingPersonLastSeenDate', 'MissingPersonDisappearanceDate')),
    foundAt,
    circumstances: reading.prose(facts.first('MissingPersonCircumstanceText', 'MissingPersonDisappearanceDescriptionText'), 2000),
  });
  return [
    present<Omit<Information, 'entryId'>>({
      kind: 'missing-episode',
      dfeRecordType: 'crime-justice.details',
      categories: [{ normalised: 'missing' }],
      state: matter.header.source.change === 'delete' ? 'entered-in-error' : undefined,
      // A child who has not been found is never routine.
      urgency: foundAt === undefined ? 'urgent' : undefined,
      missing: Object.keys(detail).length === 0 ? undefined : detail,
    }),
  ];
}

/** An age that is no number of years is kept as it was coded. */
function ageMeasure({ facts }: Participant): Measure[] {
  const { original } = facts.age;
  if (original === undefined) return [];
  return [original.code === undefined ? present<Measure>({ name: 'Age', value: original.text }) : { name: 'Age', code: original }];
}

function wholeMeasures({ status, reportMonth }: Matter['header']): Measure[] {
  return [
    ...(status === undefined ? [] : [{ name: 'Status of the item', value: status }]),
    ...(reportMonth === undefined ? [] : [{ name: 'Month of the report', value: reportMonth }]),
  ];
}

function once<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
