import type { Coding, Information, Involvement, Measure } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import type { Activity } from '../graph/activities.js';
import { JUVENILE_DISPOSITION, OFFENCE } from '../codes/offences.js';
import type { Node } from '../read/node.js';
import { Facts } from './facts.js';
import { placeOf } from './map-address.js';
import { organisationOf, professionalOf } from './map-organisation.js';
import type { Matter, Participant } from './matter.js';
import { offenceMeasures } from './measures.js';

/** What an activity says to every child of the matter. */
export interface ActivityEntry {
  readonly activity: Activity;
  readonly fields: Omit<Information, 'entryId' | 'kind'>;
  /** Offences it names, by code. */
  readonly offences: readonly Coding[];
  /** Who took part, by the associations of this activity. */
  readonly people: readonly (Involvement & { readonly participant: Participant })[];
}

const REFERENCE = { incident: 'incident', offence: 'crime', arrest: 'custody', other: 'other' } as const;
const OFFENCE_CODES = ['OffenseUCRCode', 'OffenseCode', 'ChargeUCRCode'] as const;

/** Reads an incident, offence, arrest or other activity. */
export function readActivity(activity: Activity, matter: Matter): ActivityEntry {
  const { reading, things, associations } = matter;
  const facts = new Facts(activity.elements, reading);
  const people = peopleIn(activity, matter);
  const subjects = activity.kind === 'arrest' ? people.flatMap(({ participant }) => participant.facts.facts.holders) : [];
  const charges = [
    ...facts.all('ArrestCharge').flatMap((charge) => charge.many(...OFFENCE_CODES)),
    ...subjects.flatMap((node) => node.many('ChargeUCRCode')),
  ];
  const offences = kept([...facts.all(...OFFENCE_CODES), ...charges].map((node) => offenceOf(node, matter)));
  const places = (associations.places.get(activity.thing) ?? []).map(({ place }) => things.elementsOf(place));
  const placed = [
    ...places,
    ...facts.all('IncidentLocation', 'ActivityLocation', 'Location').map((node) => things.elementsOf(things.target(node) ?? node)),
  ][0];
  const placeFacts = placed && new Facts(placed, reading);
  const reported = reading.truth(facts.first('IncidentReportDateIndicator')) === true;
  const when = whenOf(activity, matter);
  const id = facts.first('ActivityIdentification');
  const number = reading.text(id?.one('IdentificationID') ?? id, 120);
  return {
    activity,
    offences,
    people,
    fields: present<ActivityEntry['fields']>({
      dfeRecordType: 'crime-justice.details',
      codes: fitList(codesOf(activity, facts, offences), 50, activity.thing.path, reading.report),
      state: stateOf(facts, matter),
      // NIBRS data element 3: the date may be the report's, and then nobody knows when it happened.
      occurredAt: reported ? undefined : when,
      recordedAt: recordedAt(activity, matter) ?? (reported ? when?.start : undefined),
      narrative: reading.prose(facts.first('ActivityDescriptionText'), 32_000),
      place: placeFacts && placeOf(placeFacts),
      professionals: fitList(officersIn(activity, matter), 20, activity.thing.path, reading.report),
      organisation: organisationOf(associations.organisations.get(activity.thing), 'police-force', matter),
      references: number === undefined ? [] : [{ type: REFERENCE[activity.kind], value: number }],
      measures: fitList(
        [...offenceMeasures(facts.holders, reading), ...offenceMeasures(subjects, reading), ...kindOfPlace(placeFacts)],
        100,
        activity.thing.path,
        reading.report,
      ),
      outcomes: kept([
        reading.plainCoding(facts.first('IncidentExceptionalClearanceCode')),
        ...subjects
          .flatMap((node) => node.many('ArresteeJuvenileDispositionCode'))
          .map((node) => reading.coding(JUVENILE_DISPOSITION, node)),
      ]).slice(0, 20),
    }),
  };
}

/** A code of NIBRS is known by its shape; N-DEx writes words in the same place. */
function offenceOf(node: Node, { reading }: Matter): Coding | undefined {
  return /^\d\d[0-9A-Z]$/u.test(node.text ?? '') ? reading.coding(OFFENCE, node) : reading.plainCoding(node);
}

function codesOf(activity: Activity, facts: Facts, offences: readonly Coding[]): Coding[] {
  const { reading } = facts;
  const category = facts.text(500, 'ActivityCategoryText');
  const { element } = activity.elements[0] ?? activity.thing;
  const named: Coding = present({ system: element.uri, code: element.name, text: category });
  const statutes = facts.all('Statute').map((statute) => {
    const code = reading.text(statute.at('StatuteCodeIdentification', 'IdentificationID'), 120);
    const text = reading.text(statute.one('StatuteDescriptionText'), 2000);
    return code === undefined && text === undefined ? undefined : present<Coding>({ code, text });
  });
  const words = reading
    .texts(facts.all('OffenseText', 'OffenseDescriptionText', 'OffenseCategoryText'), 2000, 10)
    .map((text): Coding => ({ text }));
  return kept([
    named,
    ...offences,
    ...statutes,
    ...words,
    reading.plainCoding(facts.first('ArrestCategoryCode')),
    reading.plainCoding(statusOf(facts)),
  ]);
}

function statusOf(facts: Facts): Node | undefined {
  const inside = facts.all('ActivityStatus').flatMap((status) => [status, ...status.many('ActivityStatusAugmentation')]);
  return (
    facts.first('IncidentStatusCode') ??
    inside.map((status) => status.one('IncidentStatusCode', 'StatusDescriptionText', 'StatusText')).find((node) => node !== undefined)
  );
}

/** Closed and open are told by the words of the item and of the activity; anything else is left unsaid. */
function stateOf(facts: Facts, { header }: Matter): Information['state'] {
  if (header.source.change === 'delete') return 'entered-in-error';
  const words = `${header.status ?? ''} ${statusOf(facts)?.text ?? ''}`.toLowerCase();
  if (/\b(?:closed|cleared|completed)\b/u.test(words)) return 'completed';
  return /\b(?:open|active|pending)\b/u.test(words) ? 'active' : undefined;
}

function whenOf(activity: Activity, { reading }: Matter): Information['occurredAt'] {
  for (const element of activity.elements) {
    const when = reading.when(element);
    if (when) return when;
  }
  return undefined;
}

/** When the source recorded it: ReportedDate in the metadata of the activity. */
function recordedAt(activity: Activity, { reading }: Matter): string | undefined {
  const metadata = kept(activity.elements.map((element) => (element.name === 'Activity' ? element.parent?.one('Metadata') : undefined)));
  return reading.moment(new Facts(metadata, reading).first('ReportedDate'));
}

function kindOfPlace(facts: Facts | undefined): Measure[] {
  const code = facts?.reading.plainCoding(facts.first('LocationCategoryCode', 'LocationCategoryText'));
  return code === undefined ? [] : [{ name: 'Kind of place', code }];
}

function peopleIn(activity: Activity, matter: Matter): ActivityEntry['people'] {
  const parts = matter.associations.parts.get(activity.thing) ?? [];
  return kept(
    parts.map(({ person, rule, original }) => {
      const participant = matter.byThing.get(person.thing);
      if (participant === undefined || rule.part === undefined) return undefined;
      return { participant, personId: participant.key, part: rule.part, original: [original] };
    }),
  );
}

function officersIn(activity: Activity, matter: Matter): NonNullable<Information['professionals']> {
  const parts = matter.associations.parts.get(activity.thing) ?? [];
  const officers = parts.filter(({ rule }) => rule.role === 'professional').map(({ person }) => matter.byThing.get(person.thing));
  return kept(kept(officers).map(({ facts }) => professionalOf(facts, matter)));
}
