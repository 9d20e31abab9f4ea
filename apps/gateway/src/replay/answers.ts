import type { DeadLetter as DeadLetterAnswer, DeadLetterList, Replay as ReplayAnswer } from '@mash-gateway/contracts';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import type { Replay } from './replay.js';

/** A dead letter as the API tells it: no child, and nothing of its content. */
export function deadLetterAnswer(letter: DeadLetter): DeadLetterAnswer {
  const { id, delivery, at, closedAt, attempts, ...rest } = letter;
  return {
    deadLetterId: id,
    ...rest,
    ...(delivery === undefined ? {} : { recipient: delivery.recipient, recordId: delivery.recordId }),
    at: at.toISOString(),
    ...(closedAt === undefined ? {} : { closedAt: closedAt.toISOString() }),
    attempts: [...attempts],
  };
}

/** @param limit of the page: one more than that was looked for */
export function deadLetterListAnswer(letters: readonly DeadLetter[], limit: number): DeadLetterList {
  const page = letters.slice(0, limit);
  const last = page.at(-1);
  return { deadLetters: page.map(deadLetterAnswer), ...(letters.length > limit && last !== undefined ? { next: last.id } : {}) };
}

/** The receipt of a replay as the API tells it. */
export function replayAnswer({ id, status, mapping, askedAt, completedAt, summary, items, next }: Replay): ReplayAnswer {
  return {
    replayId: id,
    status,
    mapping,
    askedAt: askedAt.toISOString(),
    ...(completedAt === undefined ? {} : { completedAt: completedAt.toISOString() }),
    summary,
    items: items.map(({ deadLetterId, result }) => ({ deadLetterId, ...result })),
    ...(next === undefined ? {} : { next }),
  };
}
