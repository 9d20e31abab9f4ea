import { calendarDate } from '@mash-gateway/contracts';
import { IssueList } from '../../kit/issues.js';
import { kept } from '../../kit/texts.js';
import { activitiesOf, type Activity } from '../graph/activities.js';
import { associationsOf, type Associations } from '../graph/associations.js';
import { peopleOf, type Person } from '../graph/people.js';
import { Things } from '../graph/things.js';
import type { Package } from '../read/documents.js';
import type { Node } from '../read/node.js';
import { standingOf, type Standing } from './choose-children.js';
import { headerOf, type Header } from './map-header.js';
import { objectsOf, type ObjectFacts } from './map-objects.js';
import { readPerson, type PersonFacts } from './map-person.js';
import { Reading } from './reading.js';
import { personKeyOf } from './source-record-id.js';

/** Somebody of the matter, as records call them. */
export interface Participant {
  readonly facts: PersonFacts;
  readonly standing: Standing;
  /** Id in the records of others: by place, so that it says nothing about the person. */
  readonly key: string;
  /** What names the person in every version of the item; undefined when two would share it. */
  readonly sourceKey: string | undefined;
}

/** Everything one package says, read once; the records of its children are put together from it. */
export interface Matter {
  readonly root: Node;
  readonly header: Header;
  readonly things: Things;
  readonly associations: Associations;
  readonly participants: readonly Participant[];
  readonly byThing: ReadonlyMap<Node, Participant>;
  readonly activities: readonly Activity[];
  readonly objects: readonly ObjectFacts[];
  /** Issues of the package as a whole. */
  readonly issues: IssueList;
  readonly reading: Reading;
  readonly now: Date;
}

/** Reads a package. */
export function matterOf(found: Package, now: Date): Matter {
  const issues = new IssueList();
  const reading = new Reading(issues.report, now);
  const { root } = found;
  const things = new Things(root, issues.report);
  const people = peopleOf(root, things);
  const associations = associationsOf(root, things, people, issues.report);
  const activities = activitiesOf(root, things);
  const header = headerOf(found, reading);
  const incidentDay = dayOf(activities, reading);
  const metadata = metadataOf(root);
  const around = { things, associations, now, incidentDay, owner: header.source.organisation?.name, metadata };
  const read = [...people.values()].map((person) => readPerson(person, around));
  const participants = participantsOf(read, now, incidentDay);
  return {
    root,
    header: { ...header, itemId: header.itemId ?? undefined },
    things,
    associations,
    participants,
    byThing: new Map(participants.map((participant) => [participant.facts.person.thing, participant])),
    activities,
    objects: objectsOf(root, things, associations, reading),
    issues,
    reading,
    now,
  };
}

/** Those who become records. */
export function childrenOf(matter: Matter): readonly Participant[] {
  return matter.participants.filter(({ standing }) => standing === 'child' || standing === 'grown');
}

function participantsOf(read: readonly PersonFacts[], now: Date, incidentDay: string | undefined): Participant[] {
  const keys = read.map(personKeyOf);
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  let children = 0;
  let others = 0;
  return read.map((facts, index) => {
    const standing = standingOf(facts, now, incidentDay);
    const isChild = standing === 'child' || standing === 'grown';
    const key = isChild ? `c${(children += 1)}` : `p${(others += 1)}`;
    const own = keys[index];
    return { facts, standing, key, sourceKey: own !== undefined && counts.get(own) === 1 ? own : undefined };
  });
}

/** The day on which ages are true: of the first incident, else of the first activity that has one. */
function dayOf(activities: readonly Activity[], reading: Reading): string | undefined {
  // Read silently: the entry of the activity tells what is wrong with its date.
  const silent = new Reading(() => undefined, reading.now);
  for (const activity of activities)
    for (const element of activity.elements) {
      const start = silent.when(element)?.start?.slice(0, 10);
      if (calendarDate.holds(start)) return start;
    }
  return undefined;
}

/** Metadata of a person: what `structures:metadata` names, else what stands beside the person in its LEXS entity. */
function metadataOf(root: Node): (person: Person) => readonly Node[] {
  const byId = new Map<string, Node>();
  for (const node of root.everything()) {
    const id = node.link('id');
    if (id !== undefined && node.name.endsWith('Metadata')) byId.set(id, node);
  }
  return (person) =>
    kept(
      person.elements.map((element) => {
        const named = element.link('metadata');
        // The attribute may name several, separated by spaces (xs:IDREFS).
        if (named !== undefined) return byId.get(named.split(/\s+/u, 1)[0] ?? '')?.met();
        return element.name === 'Person' ? element.parent?.one('Metadata') : undefined;
      }),
    );
}
