import type { Pool } from 'pg';
import { WAKE_CHANNEL } from '../journal/commit/write-outbox.js';
import { eventContext } from '../journal/commit/decide.js';
import type { AuditTrail } from '../journal/audit/audit-trail.js';
import { inTransaction } from '../journal/database/in-transaction.js';
import type { Turnstile } from '../journal/database/turnstile.js';
import type { Clock } from '../clock.js';
import { childContext } from '../registry/exact-registry.js';
import { SealBroken, unseal } from '../security/keys/envelope.js';
import type { KeyRing } from '../security/keys/key-ring.js';
import { SentMarks } from './mark-sent.js';
import type { DeadLetterCode, Lease, Outbox, OutboxRow, Window } from './outbox.js';

export interface OutboxTools {
  readonly pool: Pool;
  readonly ring: KeyRing;
  readonly turnstile: Turnstile;
  readonly auditTrail: AuditTrail;
  readonly clock: Clock;
}

export function postgresOutbox(tools: OutboxTools): Outbox {
  const marks = new SentMarks(tools.pool);
  return {
    unsent: (leases, perLane) => unsent(tools, leases, perLane),
    markSent: (lease, deliveries) => marks.mark(lease, deliveries),
    setAside: (lease, row, code) => setAside(tools, lease, row, code),
  };
}

export interface StoredRow {
  readonly id: string;
  readonly recipient: string;
  readonly lane: number;
  readonly child_id: string;
  readonly record_id: string;
  readonly submission_id: string;
  readonly feed_id: string;
  readonly event_id: string;
  readonly event_time: Date;
  readonly sequence: string;
  readonly superseded_by: string | null;
  readonly replaces: string | null;
  readonly event: 'record' | 'withdrawal';
  readonly preceded_by_dead_letter: boolean;
  readonly payload: Buffer;
  readonly data_key: Buffer;
}

export const OUTBOX_COLUMNS = `o.id, o.recipient, o.lane, o.child_id, o.record_id, o.submission_id, o.feed_id, o.event_id, o.event_time, o.sequence,
  o.superseded_by, o.replaces, o.event, o.payload`;

async function unsent({ pool, ring }: OutboxTools, leases: readonly Lease[], perLane: Window): Promise<readonly OutboxRow[]> {
  const { rows } = await pool.query<StoredRow>({
    name: 'unsent-rows',
    text: `SELECT ${OUTBOX_COLUMNS}, c.data_key,
                  EXISTS (SELECT 1 FROM dead_letters d WHERE d.recipient = o.recipient AND d.child_id = o.child_id AND NOT d.announced
                          AND d.sequence < o.sequence) AS preceded_by_dead_letter
           FROM unnest($1::text[], $2::smallint[], $3::bigint[]) AS q (recipient, lane, epoch)
           JOIN lanes l ON l.recipient = q.recipient AND l.lane = q.lane AND l.epoch = q.epoch
           CROSS JOIN LATERAL (SELECT f.*, sum(octet_length(f.payload)) OVER (ORDER BY f.id) - octet_length(f.payload) AS bytes_before
                               FROM (SELECT * FROM outbox u
                                     WHERE u.recipient = q.recipient AND u.lane = q.lane AND u.sent_at IS NULL AND u.dead_at IS NULL
                                     ORDER BY u.id LIMIT $4) AS f) AS o
           JOIN children c ON c.child_id = o.child_id
           WHERE o.bytes_before < $5
           ORDER BY o.id`,
    values: [
      leases.map(({ recipient }) => recipient),
      leases.map(({ lane }) => lane),
      leases.map(({ epoch }) => epoch),
      perLane.rows,
      perLane.bytes,
    ],
  });
  return rows.map((row) => opened(row, ring));
}

/** A stored row with its payload opened under the child's key. */
export function opened(row: StoredRow, ring: KeyRing): OutboxRow {
  const payload = payloadOf(row, ring);
  return {
    id: Number(row.id),
    recipient: row.recipient,
    lane: row.lane,
    childId: row.child_id,
    recordId: row.record_id,
    submissionId: row.submission_id,
    feedId: row.feed_id,
    eventId: row.event_id,
    eventTime: row.event_time,
    sequence: Number(row.sequence),
    event: row.event,
    precededByDeadLetter: row.preceded_by_dead_letter,
    ...(row.superseded_by === null ? {} : { supersededBy: row.superseded_by }),
    ...(row.replaces === null ? {} : { replaces: row.replaces }),
    ...(payload === undefined ? {} : { payload }),
  };
}

function payloadOf(row: StoredRow, ring: KeyRing): Buffer | undefined {
  if (row.event === 'withdrawal') return row.payload;
  try {
    return unseal(ring.openDataKey(row.data_key, childContext(row.child_id)), row.payload, eventContext(row.event_id));
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

async function setAside(
  { pool, turnstile, auditTrail, clock }: OutboxTools,
  lease: Lease,
  row: OutboxRow,
  code: DeadLetterCode,
): Promise<boolean> {
  return inTransaction(pool, 'commit', async (transaction) => {
    await turnstile.enter(transaction);
    const at = clock.now();
    const mapping = mappingOf(row);
    const { rowCount } = await transaction.query({
      name: 'set-aside',
      text: `WITH dead AS (
               UPDATE outbox o SET dead_at = $2 FROM lanes l
               WHERE o.id = $1 AND o.dead_at IS NULL AND o.sent_at IS NULL AND l.recipient = o.recipient AND l.lane = o.lane AND l.epoch = $4
               RETURNING o.id, o.recipient, o.child_id, o.sequence, o.record_id, o.feed_id, o.submission_id)
             INSERT INTO dead_letters (stage, code, feed_id, submission_id, position, adapter, mapping_version, outbox_id, recipient, child_id,
                                       sequence, record_id, at, attempts)
             SELECT 'publish', $3, dead.feed_id, dead.submission_id, (SELECT position FROM records r WHERE r.record_id = dead.record_id), $5, $6,
                    dead.id, dead.recipient, dead.child_id, dead.sequence, dead.record_id, $2,
                    coalesce((SELECT d.attempts FROM dead_letters d WHERE d.outbox_id = dead.id ORDER BY d.id DESC LIMIT 1), '[]'::jsonb)
                      || jsonb_build_object('at', $7::text, 'what', 'publish', 'code', $3::text)
             FROM dead RETURNING pg_notify('${WAKE_CHANNEL}', '')`,
      values: [row.id, at, code, lease.epoch, mapping?.adapter ?? null, mapping?.mappingVersion ?? null, at.toISOString()],
    });
    if (rowCount !== 1) return false;
    const { recordId, childId, submissionId, recipient } = row;
    const by = { at, actor: 'gateway', actorKind: 'gateway', action: 'dead-letter.written' } as const;
    await auditTrail.append(transaction, [{ ...by, recordId, childId, submissionId, recipient, detailCode: code }]);
    return true;
  });
}

/** By which mapping the record was made, where it can be opened. */
function mappingOf({ payload, event }: OutboxRow): { readonly adapter?: string; readonly mappingVersion?: string } | undefined {
  if (payload === undefined || event === 'withdrawal') return undefined;
  return (JSON.parse(payload.toString('utf8')) as { readonly record: { readonly source: { adapter?: string; mappingVersion?: string } } })
    .record.source;
}
