import type { DocumentReference } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import { readActivity, type ActivityEntry } from './map-activity.js';
import { allegationsOf, type ServiceEntry } from './map-allegations.js';
import { casesOf, placementsOf, type CaseEntry, type PlacementEntry } from './map-cases.js';
import type { Matter } from './matter.js';

/** What happened, told once for all children of a matter. */
export interface Story {
  readonly activities: readonly ActivityEntry[];
  readonly allegations: readonly ServiceEntry[];
  readonly cases: readonly CaseEntry[];
  readonly placements: readonly PlacementEntry[];
  readonly documents: readonly DocumentReference[];
  /** When missing children were found (hs:MissingChildRecovery). */
  readonly foundAt: string | undefined;
}

/** Most activities that are told: each becomes an entry of each child. */
const MOST_ACTIVITIES = 100;

/** Reads what happened. */
export function storyOf(matter: Matter): Story {
  const { reading, root } = matter;
  return {
    activities: fitList(matter.activities, MOST_ACTIVITIES, root.path, reading.report).map((activity) => readActivity(activity, matter)),
    allegations: fitList(allegationsOf(matter), MOST_ACTIVITIES, root.path, reading.report),
    cases: fitList(casesOf(matter), MOST_ACTIVITIES, root.path, reading.report),
    placements: placementsOf(matter),
    documents: documentsOf(matter),
    foundAt: foundAt(matter),
  };
}

/** LEXS attachments: referenced, never inline. */
function documentsOf({ root, reading }: Matter): DocumentReference[] {
  const summaries = fitList(root.many('AttachmentSummary', 'AttachmentLink'), 50, root.path, reading.report);
  return kept(
    summaries.map((summary, index): DocumentReference | undefined => {
      const link = summary.one('AttachmentLink') ?? summary;
      const reference = reading.text(link.one('AttachmentURI'), 1000);
      const title = reading.text(link.one('BinaryDescriptionText', 'AttachmentDescriptionText') ?? summary.one('BinaryDescriptionText'), 300);
      const mediaType = reading.text(link.one('BinaryFormatStandardName', 'BinaryFormatID'), 100);
      const document = present<DocumentReference>({ documentId: `d${index + 1}`, mediaType, reference, title });
      return Object.keys(document).length === 1 ? undefined : document;
    }),
  );
}

function foundAt({ root, reading }: Matter): string | undefined {
  for (const node of root.everything())
    if (node.vocabulary !== undefined && node.name === 'MissingChildRecovery') return reading.when(node.reading())?.start;
  return undefined;
}
