import type { Journal, JournalState } from '../journal/journal.js';

/** One answer serves everybody who asks within this time: health is open to all, and must not become a load. */
const FRESH_MS = 500;
/** A database that takes longer does not answer. */
const PATIENCE_MS = 3_000;

/** The journal's state as health, metrics and pages see it: undefined while the database does not answer. */
export function observedState(journal: Pick<Journal, 'state'>): () => Promise<JournalState | undefined> {
  let asked = Number.NEGATIVE_INFINITY;
  let answer: Promise<JournalState | undefined> = Promise.resolve(undefined);
  return () => {
    if (performance.now() - asked < FRESH_MS) return answer;
    asked = performance.now();
    answer = Promise.race([journal.state().catch(() => undefined), late()]);
    return answer;
  };
}

async function late(): Promise<undefined> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE_MS).unref();
  });
  return undefined;
}
