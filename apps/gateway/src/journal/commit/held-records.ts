import type { MappedRecord } from '@mash-gateway/contracts';
import { childContext } from '../../registry/exact-registry.js';
import { unseal } from '../../security/keys/envelope.js';
import type { PublishRuling } from '../../sharing/ruling.js';
import type { AuditEntry } from '../audit/audit-trail.js';
import { arrayOf } from '../database/array-literal.js';
import type { Transaction } from '../database/transaction.js';
import type { JournalTools } from './journal-tools.js';
import { recordContext, sharesOf, type Share } from './decide.js';
import { namesOf } from './write-records.js';

/** A held record as it is stored. */
export interface HeldRow {
  readonly id: string;
  readonly record_id: string;
  readonly submission_id: string;
  readonly feed_id: string;
  readonly source_key: Buffer | null;
  readonly child_id: string;
  readonly received_at: Date;
  readonly payload: Buffer;
  readonly data_key: Buffer;
  readonly newer_record: string | null;
}

/** A held record that may now be seen. */
export interface Freed {
  /** Its place in the order of acceptance. */
  readonly id: number;
  readonly recordId: string;
  /** May have moved to another child while it was held. */
  readonly sourceKey?: Buffer;
  readonly ruling: PublishRuling;
  readonly shares: readonly Share[];
}

/**
 * With the newer statement of each, of the same child, that has overtaken it: by the source's versions, or, where it states none, one that was shared while this
 * one was held.
 */
const HELD = `
  SELECT r.id, r.record_id, r.submission_id, r.source_key, r.feed_id, r.child_id, r.received_at, r.payload, c.data_key,
         coalesce((SELECT CASE WHEN n.child_id = r.child_id THEN n.record_id END FROM records n
                   WHERE n.source_key = r.source_key AND n.version_kind = r.version_kind AND n.version_order > r.version_order
                   ORDER BY n.version_order DESC LIMIT 1),
                  (SELECT CASE WHEN n.child_id = r.child_id THEN n.record_id END FROM records n
                   WHERE r.version_kind IS NULL AND n.source_key = r.source_key AND n.id > r.id AND n.submission_id <> r.submission_id
                     AND n.shared_with <> '{}'
                   ORDER BY n.id DESC LIMIT 1)) AS newer_record
  FROM records r JOIN children c USING (child_id)
  WHERE r.state = 'held'`;

/** The next held records after one, oldest first. */
export async function readHeld(transaction: Transaction, after: string, limit: number): Promise<readonly HeldRow[]> {
  const text = `${HELD} AND r.id > $1 ORDER BY r.id LIMIT $2`;
  return (await transaction.query<HeldRow>({ name: 'read-held', text, values: [after, limit] })).rows;
}

/** All held records of these children, oldest first. */
export async function readHeldOf(transaction: Transaction, childIds: readonly string[]): Promise<readonly HeldRow[]> {
  if (childIds.length === 0) return [];
  const text = `${HELD} AND r.child_id = ANY ($1::text[]) ORDER BY r.id`;
  return (await transaction.query<HeldRow>({ name: 'read-held-of', text, values: [arrayOf(childIds)] })).rows;
}

/** Rules again on held records and marks those accepted that may now be seen; their shares are the caller's to write, in the order of `id`. */
export async function free(tools: JournalTools, transaction: Transaction, held: readonly HeldRow[]): Promise<readonly Freed[]> {
  const freed = held.flatMap((row) => ruleAgain(tools, row));
  if (freed.length > 0) {
    await transaction.query({
      name: 'release-records',
      text: `UPDATE records r SET state = 'accepted', held_reason = NULL, shared_with = string_to_array(q.recipients, ' ')
             FROM unnest($1::text[], $2::text[]) AS q (record_id, recipients) WHERE r.record_id = q.record_id`,
      values: [arrayOf(freed.map(({ recordId }) => recordId)), arrayOf(freed.map(({ shares }) => namesOf(shares)))],
    });
  }
  return freed;
}

/** One audit row for each recipient a freed record is shared with. */
export function releaseEntries(freed: readonly Freed[], at: Date): readonly AuditEntry[] {
  const by = { at, actor: 'gateway', actorKind: 'gateway', action: 'record.released' } as const;
  return freed.flatMap(({ ruling, shares }) =>
    shares.map(({ recordId, childId, submissionId, recipient, policyVersion }) => ({
      ...by,
      ...{ recordId, childId, submissionId, recipient, reason: ruling.agreementId },
      ...(policyVersion === undefined ? {} : { policyVersion }),
    })),
  );
}

function ruleAgain({ ring, heldRule }: JournalTools, row: HeldRow): readonly Freed[] {
  const { record_id: recordId, submission_id: submissionId, feed_id: feedId, child_id: childId } = row;
  const childKey = ring.openDataKey(row.data_key, childContext(childId));
  const json = unseal(childKey, row.payload, recordContext(recordId)).toString('utf8');
  const ruling = heldRule({ feedId, receivedAt: row.received_at, record: JSON.parse(json) as MappedRecord });
  if (ruling.kind === 'held') return [];
  const late = row.newer_record === null ? {} : { supersededBy: row.newer_record };
  const shares = sharesOf(ring, json, ruling, { recordId, submissionId, feedId, childId, childKey, ...late });
  return [{ id: Number(row.id), recordId, ...(row.source_key === null ? {} : { sourceKey: row.source_key }), ruling, shares }];
}
