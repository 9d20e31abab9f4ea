import { recipientTopic } from '@mash-gateway/contracts';
import type { Pool, PoolClient } from 'pg';
import type { DeadLetterStage } from '../journal/journal.js';
import type { Attempt, DeadLetter, DeadLetterSelection } from './dead-letter.js';

/** Which part of a list is asked for. */
export interface Page {
  /** The last id of the page before. */
  readonly after?: number;
  readonly limit: number;
}

/** Dead letters by ids and codes, oldest first; open ones unless the selection says otherwise. */
export async function listDeadLetters(
  session: Pick<Pool | PoolClient, 'query'>,
  selection: DeadLetterSelection = {},
  page?: Page,
): Promise<readonly DeadLetter[]> {
  const { text, values } = conditions(selection);
  const { rows } = await session.query<Row>(
    `${SELECT} WHERE ${text} AND d.id > $${String(values.length + 1)} ORDER BY d.id LIMIT $${String(values.length + 2)}`,
    [...values, page?.after ?? 0, page?.limit ?? null],
  );
  return rows.map(letterOf);
}

/** Dead letters of any state of which there has been no event, oldest first. */
export async function listUntold(session: Pick<Pool, 'query'>, limit: number): Promise<readonly DeadLetter[]> {
  const { rows } = await session.query<Row>(`${SELECT} WHERE d.told_at IS NULL ORDER BY d.id LIMIT $1`, [limit]);
  return rows.map(letterOf);
}

/** One dead letter, open or not. */
export async function findDeadLetter(session: Pick<Pool | PoolClient, 'query'>, id: number): Promise<DeadLetter | undefined> {
  return (await listDeadLetters(session, { ids: [id], state: 'any' }))[0];
}

interface Conditions {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The WHERE clause of a selection over `dead_letters d`. */
export function conditions({ ids, feedId, code, stage, since, until, state = 'open' }: DeadLetterSelection): Conditions {
  const asked: readonly (readonly [string, unknown])[] = [
    ['d.id = ANY ($n::bigint[])', ids],
    ['d.feed_id = $n', feedId],
    ['d.code = $n', code],
    ['d.stage = $n', stage],
    ['d.at >= $n', since],
    ['d.at < $n', until],
    ['d.state = $n', state === 'any' ? undefined : state],
  ];
  const given = asked.filter(([, value]) => value !== undefined);
  return {
    text: given.map(([condition], index) => condition.replace('$n', `$${String(index + 1)}`)).join(' AND ') || 'true',
    values: given.map(([, value]) => value),
  };
}

interface Row {
  readonly id: string;
  readonly stage: DeadLetterStage;
  readonly code: string;
  readonly location: string | null;
  readonly feed_id: string;
  readonly submission_id: string;
  readonly position: number | null;
  readonly adapter: string | null;
  readonly mapping_version: string | null;
  readonly at: Date;
  readonly state: DeadLetter['state'];
  readonly closed_at: Date | null;
  readonly resolved_by: string | null;
  readonly attempts: readonly Attempt[];
  readonly body: DeadLetter['body'];
  readonly size: string | null;
  readonly outbox_id: string | null;
  readonly recipient: string | null;
  readonly child_id: string | null;
  readonly record_id: string | null;
  readonly event_id: string | null;
  readonly sequence: string | null;
}

/** A row of the outbox has its payload; a position the body of its submission; what was refused whole a body of its own. */
const SELECT = `
  SELECT d.id, d.stage, d.code, d.location, d.feed_id, d.submission_id, d.position, d.adapter, d.mapping_version, d.at, d.state, d.closed_at,
         d.resolved_by, d.attempts, d.outbox_id, d.recipient, d.child_id, d.record_id, d.sequence, o.event_id,
         CASE WHEN d.outbox_id IS NOT NULL THEN CASE WHEN o.payload IS NULL THEN 'none' ELSE 'whole' END
              WHEN r.submission_id IS NOT NULL THEN CASE WHEN r.body IS NULL AND k.submission_id IS NULL THEN 'none' ELSE r.extent END
              WHEN s.body IS NULL AND k.submission_id IS NULL THEN 'none' ELSE 'whole' END AS body,
         coalesce(octet_length(o.payload), r.size, s.size) AS size
  FROM dead_letters d
  LEFT JOIN outbox o ON o.id = d.outbox_id
  LEFT JOIN refused_submissions r ON d.outbox_id IS NULL AND r.submission_id = d.submission_id
  LEFT JOIN submissions s ON d.outbox_id IS NULL AND s.submission_id = d.submission_id
  LEFT JOIN spools k ON d.outbox_id IS NULL AND k.submission_id = d.submission_id`;

function letterOf(row: Row): DeadLetter {
  return {
    id: Number(row.id),
    stage: row.stage,
    code: row.code,
    ...(row.location === null ? {} : { location: row.location }),
    feedId: row.feed_id,
    submissionId: row.submission_id,
    ...(row.position === null ? {} : { position: row.position }),
    ...(row.adapter === null ? {} : { adapter: row.adapter }),
    ...(row.mapping_version === null ? {} : { mappingVersion: row.mapping_version }),
    at: row.at,
    state: row.state,
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.resolved_by === null ? {} : { resolvedBy: row.resolved_by }),
    attempts: row.attempts,
    body: row.body,
    size: row.body === 'none' ? 0 : Number(row.size ?? 0),
    ...deliveryOf(row),
  };
}

function deliveryOf({ outbox_id, recipient, child_id, record_id, event_id, sequence }: Row): Pick<DeadLetter, 'delivery'> {
  if (outbox_id === null || recipient === null || child_id === null || record_id === null) return {};
  return {
    delivery: {
      recipient,
      topic: recipientTopic(recipient, 'child-record'),
      childId: child_id,
      recordId: record_id,
      eventId: event_id ?? '',
      sequence: Number(sequence),
      outboxId: Number(outbox_id),
    },
  };
}
