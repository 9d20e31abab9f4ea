import type { PoolClient } from 'pg';

type Session = Pick<PoolClient, 'query'>;

/** Why one recipient was or was not sent one record, from what was recorded at the time. */
export interface Explanation {
  readonly recordId: string;
  readonly recipient: string;
  readonly ruling:
    | { readonly kind: 'shared'; readonly agreementId?: string; readonly policyVersion?: string }
    | { readonly kind: 'held'; readonly reason: string }
    | { readonly kind: 'not-shared' };
  readonly delivery?: ExplainedDelivery;
  /** Audit rows about the record that concern this recipient or nobody in particular, oldest first; times in ISO 8601. */
  readonly history: readonly HistoryRow[];
}

type ExplainedDelivery =
  | { readonly state: 'waiting' }
  | { readonly state: 'sent'; readonly at: string; readonly partition: number; readonly offset: number }
  | { readonly state: 'dead-letter'; readonly at: string; readonly code: string };

type HistoryRow = Readonly<Record<string, string>> & { readonly at: string; readonly action: string };

/** @returns undefined when there is no such record */
export async function explainRecord(session: Session, recordId: string, recipient: string): Promise<Explanation | undefined> {
  const { rows } = await session.query<{ state: string; held_reason: string | null }>(
    'SELECT state, held_reason FROM records WHERE record_id = $1',
    [recordId],
  );
  const [record] = rows;
  if (record === undefined) return undefined;
  const history = await historyOf(session, recordId, recipient);
  const delivery = await deliveryOf(session, recordId, recipient);
  const ruling = rulingOf(record, history);
  return { recordId, recipient, ruling, ...(delivery === undefined ? {} : { delivery }), history };
}

function rulingOf(
  record: { readonly state: string; readonly held_reason: string | null },
  history: readonly HistoryRow[],
): Explanation['ruling'] {
  if (record.state === 'held') return { kind: 'held', reason: record.held_reason ?? 'unknown' };
  const shared = history.filter(({ recipient }) => recipient !== undefined).find(({ action }) => SHARING.has(action));
  if (shared === undefined) return { kind: 'not-shared' };
  const { reason, policyVersion } = shared;
  return {
    kind: 'shared',
    ...(reason === undefined ? {} : { agreementId: reason }),
    ...(policyVersion === undefined ? {} : { policyVersion }),
  };
}

const SHARING: ReadonlySet<string> = new Set(['record.shared', 'record.released']);

interface AuditRow {
  readonly at: Date;
  readonly action: string;
  readonly actor: string;
  readonly recipient: string | null;
  readonly reason: string | null;
  readonly policyVersion: string | null;
  readonly detailCode: string | null;
}

async function historyOf(session: Session, recordId: string, recipient: string): Promise<readonly HistoryRow[]> {
  const { rows } = await session.query<AuditRow>(
    `SELECT at, action, actor, recipient, reason, policy_version AS "policyVersion", detail_code AS "detailCode"
     FROM audit WHERE record_id = $1 AND (recipient IS NULL OR recipient = $2) ORDER BY seq`,
    [recordId, recipient],
  );
  return rows.map(({ at, action, ...rest }) => ({
    at: at.toISOString(),
    action,
    ...Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== null)),
  }));
}

interface Row {
  readonly sent_at: Date | null;
  readonly sent_partition: number | null;
  readonly sent_offset: string | null;
  readonly dead_at: Date | null;
  readonly code: string | null;
}

async function deliveryOf(session: Session, recordId: string, recipient: string): Promise<ExplainedDelivery | undefined> {
  const { rows } = await session.query<Row>(
    `SELECT o.sent_at, o.sent_partition, o.sent_offset, o.dead_at, d.code
     FROM outbox o LEFT JOIN dead_letters d ON d.outbox_id = o.id AND d.state <> 'replayed' WHERE o.record_id = $1 AND o.recipient = $2 AND o.event = 'record' ORDER BY o.id DESC LIMIT 1`,
    [recordId, recipient],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  if (row.sent_at !== null)
    return { state: 'sent', at: row.sent_at.toISOString(), partition: row.sent_partition ?? -1, offset: Number(row.sent_offset ?? -1) };
  if (row.dead_at !== null) return { state: 'dead-letter', at: row.dead_at.toISOString(), code: row.code ?? 'unknown' };
  return { state: 'waiting' };
}
