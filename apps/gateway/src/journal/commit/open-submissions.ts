import type { Entry } from './entry.js';
import type { Transaction } from '../database/transaction.js';

/** What the journal says to an entry before anything is written. */
export type Admission =
  | { readonly kind: 'write' }
  /** Accepted before: its receipt is the answer. */
  | { readonly kind: 'same'; readonly submissionId: string }
  /** The Idempotency-Key belongs to other bytes. */
  | { readonly kind: 'conflict' }
  /** These positions are committed already. */
  | { readonly kind: 'stale' }
  /** Must wait for an entry of this batch: it comes first in the next. */
  | { readonly kind: 'again' };

const WRITE: Admission = { kind: 'write' };

/**
 * Admits the entries of a batch. Same bytes are a duplicate only while nothing newer was accepted for their source records and nothing in
 * them was refused (so that a refused position can be sent again once its cause is gone); an Idempotency-Key always gets its first answer.
 */
export async function admit(transaction: Transaction, entries: readonly Entry[]): Promise<readonly Admission[]> {
  const earlier = await loadEarlier(transaction, entries);
  const positions = await loadPositions(transaction, entries);
  const seen = new Set<string>();
  return entries.map((entry) => {
    const admission = entry.opening === undefined ? admitNext(entry, positions) : admitOpening(entry, earlier);
    if (admission.kind !== 'write') return admission;
    const marks = marksOf(entry);
    if (marks.some((mark) => seen.has(mark))) return { kind: 'again' };
    for (const mark of marks) seen.add(mark);
    return WRITE;
  });
}

/** Entries of one batch that share a mark depend on one another. */
function marksOf({ submission, opening }: Entry): readonly string[] {
  return [submission.id, opening?.contentHash.toString('hex') ?? '', opening?.idempotencyHash?.toString('hex') ?? ''].filter(
    (mark) => mark !== '',
  );
}

interface EarlierRow {
  readonly submission_id: string;
  readonly content_hash: Buffer;
  readonly idempotency_hash: Buffer | null;
  readonly still_holds: boolean;
}

function admitOpening({ submission, opening }: Entry, earlier: readonly EarlierRow[]): Admission {
  if (opening === undefined) return WRITE;
  const { contentHash, idempotencyHash } = opening;
  // Sent to us again by our own caller, whose connection broke during COMMIT.
  if (earlier.some((row) => row.submission_id === submission.id)) return { kind: 'same', submissionId: submission.id };
  const sameKey = earlier.find((row) => idempotencyHash !== undefined && row.idempotency_hash?.equals(idempotencyHash) === true);
  if (sameKey !== undefined)
    return sameKey.content_hash.equals(contentHash) ? { kind: 'same', submissionId: sameKey.submission_id } : { kind: 'conflict' };
  const sameBytes = earlier.findLast(
    (row) => row.content_hash.equals(contentHash) && row.still_holds && row.submission_id !== submission.id,
  );
  return sameBytes === undefined ? WRITE : { kind: 'same', submissionId: sameBytes.submission_id };
}

async function loadEarlier(transaction: Transaction, entries: readonly Entry[]): Promise<readonly EarlierRow[]> {
  const openings = entries.flatMap(({ opening }) => opening ?? []);
  if (openings.length === 0) return [];
  const { rows } = await transaction.query<EarlierRow>({
    name: 'earlier-submissions',
    text: EARLIER_SUBMISSIONS,
    values: [openings.map(({ contentHash }) => contentHash), openings.flatMap(({ idempotencyHash }) => idempotencyHash ?? [])],
  });
  return rows;
}

/** $1 content hashes, $2 idempotency hashes; in the order of acceptance. */
export const EARLIER_SUBMISSIONS = `
  SELECT s.submission_id, s.content_hash, s.idempotency_hash,
         s.refused = 0 AND NOT EXISTS (SELECT 1 FROM records r JOIN records n ON n.source_key = r.source_key
                                       WHERE r.submission_id = s.submission_id AND n.id > r.id AND n.submission_id <> s.submission_id) AS still_holds
  FROM submissions s
  WHERE s.content_hash = ANY ($1::bytea[]) OR s.idempotency_hash = ANY ($2::bytea[])
  ORDER BY s.received_at, s.submission_id`;

type NextPositions = ReadonlyMap<string, number>;

function admitNext({ submission, outcomes }: Entry, positions: NextPositions): Admission {
  const next = positions.get(submission.id);
  const first = outcomes[0]?.position;
  return next === undefined || (first !== undefined && first < next) ? { kind: 'stale' } : WRITE;
}

async function loadPositions(transaction: Transaction, entries: readonly Entry[]): Promise<NextPositions> {
  const continued = entries.filter(({ opening }) => opening === undefined);
  if (continued.length === 0) return new Map();
  const { rows } = await transaction.query<{ submission_id: string; next_position: number }>({
    name: 'next-positions',
    text: `SELECT submission_id, next_position FROM submissions WHERE submission_id = ANY ($1::uuid[]) AND status <> 'complete'`,
    values: [continued.map(({ submission }) => submission.id)],
  });
  return new Map(rows.map((row) => [row.submission_id, row.next_position]));
}
