import { arrayOf } from '../database/array-literal.js';
import type { Transaction } from '../database/transaction.js';
import type { Decision } from './decide.js';
import { WAKE_CHANNEL } from './write-outbox.js';
import type { Decided } from './write-submissions.js';

/** Longest location that is kept; a location is a path and never a value. */
const MAX_LOCATION = 300;

/** A location as a column can hold it: a path in printable ASCII. */
export function storableLocation(location: string): string {
  return location.slice(0, MAX_LOCATION).replaceAll(/[^\x20-\x7e]/gu, '?');
}

/** One dead letter for each position of an accepted submission that became no record. Its bytes stay in the body of the submission. */
export async function writeDeadLetters(transaction: Transaction, decided: readonly Decided[], at: Date): Promise<void> {
  const refused = decided.flatMap(({ entry, decisions }) =>
    entry.submission.isReplay ? [] : decisions.filter(({ receipt }) => receipt.outcome === 'refused'),
  );
  if (refused.length === 0) return;
  const first = refused.map(({ receipt }) => firstFault(receipt));
  await transaction.query({
    name: 'insert-dead-letters',
    text: `WITH written AS (
             INSERT INTO dead_letters (stage, code, location, feed_id, submission_id, position, adapter, mapping_version, at, attempts)
             SELECT 'prepare', q.code, q.location, q.feed_id, q.submission_id, q.position, q.adapter, q.mapping_version, $8::timestamptz,
                    jsonb_build_array(jsonb_build_object('at', $9::text, 'what', 'prepare', 'code', q.code))
             FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::text[])
               AS q (code, location, feed_id, submission_id, position, adapter, mapping_version) RETURNING 1)
           SELECT pg_notify('${WAKE_CHANNEL}', '') FROM written LIMIT 1`,
    values: [
      arrayOf(first.map(({ code }) => code)),
      arrayOf(first.map(({ location }) => storableLocation(location))),
      arrayOf(refused.map(({ submission }) => submission.feedId)),
      arrayOf(refused.map(({ submission }) => submission.id)),
      arrayOf(refused.map(({ receipt }) => receipt.position)),
      arrayOf(refused.map(({ submission }) => submission.mapping.adapter)),
      arrayOf(refused.map(({ submission }) => submission.mapping.mappingVersion)),
      at,
      at.toISOString(),
    ],
  });
}

export function firstFault({ issues }: Pick<Decision['receipt'], 'issues'>): { readonly code: string; readonly location: string } {
  return issues.find(({ severity }) => severity === 'error') ?? issues[0] ?? { code: 'refused', location: '/' };
}
