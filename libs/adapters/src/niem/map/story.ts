import type { DocumentReference, Professional } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import { giveRole } from '../graph/people.js';
import { readActivity, type ActivityEntry } from './map-activity.js';
import { allegationsOf, type ServiceEntry } from './map-allegations.js';
import { Facts } from './facts.js';
import { casesOf, participantsIn, placementsOf, type CaseEntry, type PlacementEntry } from './map-cases.js';
import { isOfficer } from './map-company.js';
import { professionalOf } from './map-organisation.js';
import { childrenOf, type Matter, type Participant } from './matter.js';

/** What happened, told once for all children of a matter. */
export interface Story {
  readonly activities: readonly ActivityEntry[];
  readonly allegations: readonly ServiceEntry[];
  readonly cases: readonly CaseEntry[];
  readonly placements: readonly PlacementEntry[];
  readonly documents: readonly DocumentReference[];
  /** Those who are in the message only for their work. */
  readonly officers: readonly Professional[];
  readonly recoveries: readonly Recovery[];
}

/** That a missing child was found (hs:MissingChildRecovery). */
export interface Recovery {
  readonly children: readonly Participant[];
  readonly foundAt: string | undefined;
}

/** Most activities that are told: each becomes an entry of each child. */
const MOST_ACTIVITIES = 100;

/** Reads what happened. People whom an allegation joins have their part in it from here on. */
export function storyOf(matter: Matter): Story {
  const { reading, root } = matter;
  const allegations = fitList(allegationsOf(matter), MOST_ACTIVITIES, root.path, reading.report);
  for (const { suspects, named } of allegations)
    for (const { facts } of suspects) giveRole(facts.person, { role: 'suspect', part: 'suspect' }, named);
  return {
    activities: fitList(matter.activities, MOST_ACTIVITIES, root.path, reading.report).map((activity) => readActivity(activity, matter)),
    allegations,
    cases: fitList(casesOf(matter), MOST_ACTIVITIES, root.path, reading.report),
    placements: placementsOf(matter),
    documents: documentsOf(matter),
    officers: kept(matter.participants.filter((each) => isOfficer(each)).map(({ facts }) => professionalOf(facts, matter))),
    recoveries: recoveriesOf(matter),
  };
}

/** LEXS attachments: referenced, never inline. */
function documentsOf({ root, reading }: Matter): DocumentReference[] {
  const summaries = fitList(root.many('AttachmentSummary', 'AttachmentLink'), 50, root.path, reading.report);
  return kept(
    summaries.map((summary, index): DocumentReference | undefined => {
      const link = summary.one('AttachmentLink') ?? summary;
      const reference = reading.text(link.one('AttachmentURI'), 1000);
      const title = reading.text(
        link.one('BinaryDescriptionText', 'AttachmentDescriptionText') ?? summary.one('BinaryDescriptionText'),
        300,
      );
      const mediaType = reading.text(link.one('BinaryFormatStandardName', 'BinaryFormatID'), 100);
      const document = present<DocumentReference>({ documentId: `d${index + 1}`, mediaType, reference, title });
      return Object.keys(document).length === 1 ? undefined : document;
    }),
  );
}

/** Whether the source reports somebody missing. */
export function isMissing({ facts }: Participant): boolean {
  return facts.person.roles.some(({ role }) => role === 'missing-person');
}

/** The children a recovery names; else those reported missing; else the only child there is. */
function recoveriesOf(matter: Matter): Recovery[] {
  const children = childrenOf(matter);
  const missing = children.filter(isMissing);
  return matter.root
    .below('MissingChildRecovery')
    .slice(0, MOST_ACTIVITIES)
    .map((node) => {
      const named = participantsIn(new Facts([node.reading()], matter.reading), ['Child'], matter);
      const others = missing.length === 0 && children.length === 1 ? children : missing;
      return { children: named.length > 0 ? named : others, foundAt: matter.reading.when(node)?.start };
    });
}
