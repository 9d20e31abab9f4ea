import { instant } from '../field/dates.js';
import { About, Many, One, Value } from '../field/field.js';
import { matching, oneOf, text, whole } from '../field/scalar.js';
import { opaqueId } from '../record/provenance.js';

/** Where the way of a record ended: before its bytes were understood, while they were mapped, or on the way to Kafka. */
export const DEAD_LETTER_STAGES = ['intake', 'prepare', 'publish'] as const;
export const DEAD_LETTER_STATES = ['open', 'replayed', 'discarded'] as const;
export const REPLAY_OUTCOMES = ['replayed', 'unchanged', 'refused', 'not-possible'] as const;

const id = whole(1, Number.MAX_SAFE_INTEGER);
const count = whole(0, 100_000_000);
const code = matching('code', '[a-z][a-z0-9.-]{1,59}', 60);
const party = matching('partyId', '[a-z][a-z0-9-]{1,39}', 40);

@About('One attempt to take or publish what became a dead letter.')
export class DeadLetterAttempt {
  @Value(instant, { about: 'When.', example: '2026-11-20T22:06:00Z', required: true })
  at!: string;
  @Value(oneOf(['intake', 'prepare', 'publish', 'replay', 'received-again', 'discard']), {
    about: 'What was tried.',
    example: 'prepare',
    required: true,
  })
  what!: 'intake' | 'prepare' | 'publish' | 'replay' | 'received-again' | 'discard';
  @Value(code, { about: 'What came of it.', example: 'format.no-child', required: true })
  code!: string;
}

@About(
  'Something that could not become a record, or could not be published: ids and codes only. The event on Kafka is the dead letter as it was written; state, attempts and body are told by the API.',
)
export class DeadLetter {
  @Value(id, { about: 'Id by which it is shown and replayed.', example: 42, required: true })
  deadLetterId!: number;
  @Value(oneOf(DEAD_LETTER_STAGES), { about: 'Where its way ended.', example: 'prepare', required: true })
  stage!: (typeof DEAD_LETTER_STAGES)[number];
  @Value(code, { about: 'Why; a code, never the text of an error.', example: 'format.no-child', required: true })
  code!: string;
  @Value(text(300), { about: 'Path to what is wrong, never a value.', example: '/Notice/Child' })
  location?: string;
  @Value(party, { about: 'Feed it came through.', example: 'police-demo', required: true })
  feedId!: string;
  @Value(opaqueId, { about: 'Submission it was part of.', example: '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718', required: true })
  submissionId!: string;
  @Value(whole(1, 100_000_000), { about: 'Position in the submission, from 1; absent when all of it was refused.', example: 3 })
  position?: number;
  @Value(text(100), { about: 'Adapter of the feed.', example: 'police-notice' })
  adapter?: string;
  @Value(text(100), { about: 'Version of its mapping.', example: '1.0.0' })
  mappingVersion?: string;
  @Value(party, { about: 'Recipient it could not be published to.', example: 'demo-mash' })
  recipient?: string;
  @Value(opaqueId, { about: 'Record that could not be published.', example: 'r-8f14e45fceea167a' })
  recordId?: string;
  @Value(instant, { about: 'When it was written.', example: '2026-11-20T22:06:00Z', required: true })
  at!: string;
  @Value(oneOf(DEAD_LETTER_STATES), { about: 'Whether somebody must still look at it.', example: 'open' })
  state?: (typeof DEAD_LETTER_STATES)[number];
  @Value(instant, { about: 'When it was replayed or discarded.', example: '2026-11-21T09:00:00Z' })
  closedAt?: string;
  @Value(opaqueId, { about: 'Submission that took its place.', example: '0193a5b2-c7d8-7000-a1b2-c3d4e5f60719' })
  resolvedBy?: string;
  @Many(() => DeadLetterAttempt, 1000, { about: 'Every attempt, oldest first.' })
  attempts?: DeadLetterAttempt[];
  @Value(oneOf(['whole', 'part', 'none']), {
    about: 'What is kept of its content: all, what came before it ended early, or nothing (any more).',
    example: 'whole',
  })
  body?: 'whole' | 'part' | 'none';
  @Value(whole(0, Number.MAX_SAFE_INTEGER), { about: 'Bytes of what is kept.', example: 2048 })
  size?: number;
}

@About('A page of dead letters, oldest first.')
export class DeadLetterList {
  @Many(() => DeadLetter, 1000, { about: 'Dead letters.', required: true })
  deadLetters!: DeadLetter[];
  @Value(id, { about: 'Give it as `after` to get the next page; absent on the last.', example: 142 })
  next?: number;
}

@About('How many dead letters of a replay became what.')
export class ReplaySummary {
  @Value(count, { about: 'Dead letters that were asked for.', example: 3, required: true })
  items!: number;
  @Value(count, { about: 'Not yet tried.', example: 0, required: true })
  waiting!: number;
  @Value(count, { about: 'Taken or put back into the outbox.', example: 2, required: true })
  replayed!: number;
  @Value(count, { about: 'Resolved before, or known in the same words: nothing changed.', example: 0, required: true })
  unchanged!: number;
  @Value(count, { about: 'Refused again; the dead letter stays open.', example: 1, required: true })
  refused!: number;
  @Value(count, { about: 'Not possible; the code says why.', example: 0, required: true })
  notPossible!: number;
}

@About('What became of one dead letter of a replay.')
export class ReplayItem {
  @Value(id, { about: 'Dead letter.', example: 42, required: true })
  deadLetterId!: number;
  @Value(oneOf(REPLAY_OUTCOMES), { about: 'What became of it; absent while it waits.', example: 'replayed' })
  outcome?: (typeof REPLAY_OUTCOMES)[number];
  @Value(code, { about: 'Why, as a code.', example: 'accepted' })
  code?: string;
  @Value(opaqueId, { about: 'Submission that took its place.', example: '0193a5b2-c7d8-7000-a1b2-c3d4e5f60719' })
  submissionId?: string;
}

@About('Receipt of a replay, as it stands now.')
export class Replay {
  @Value(opaqueId, { about: 'Id of the replay.', example: '0193a5b2-c7d8-7000-a1b2-c3d4e5f60720', required: true })
  replayId!: string;
  @Value(oneOf(['working', 'complete']), { about: 'Whether it has come to its end.', example: 'complete', required: true })
  status!: 'working' | 'complete';
  @Value(oneOf(['original', 'latest']), { about: 'With which mapping.', example: 'original', required: true })
  mapping!: 'original' | 'latest';
  @Value(instant, { about: 'When it was asked for.', example: '2026-11-21T09:00:00Z', required: true })
  askedAt!: string;
  @Value(instant, { about: 'When it came to its end.', example: '2026-11-21T09:00:02Z' })
  completedAt?: string;
  @One(() => ReplaySummary, { about: 'Counts.', required: true })
  summary!: ReplaySummary;
  @Many(() => ReplayItem, 1000, { about: 'The dead letters in the order in which they are replayed, a page.', required: true })
  items!: ReplayItem[];
  @Value(whole(1, 100_000_000), { about: 'Give it as `from` to get the next page; absent on the last.', example: 1001 })
  next?: number;
}
