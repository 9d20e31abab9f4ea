import { arrayOf } from '../database/array-literal.js';
import type { Pool } from 'pg';
import type { KeyRing } from '../../security/keys/key-ring.js';
import type { AuditEntry, AuditTrail } from './audit-trail.js';
import type { Transaction } from '../database/transaction.js';

/** Columns that the hash covers, in this order. */
const COLUMNS = [
  'actor',
  'actor_kind',
  'action',
  'submission_id',
  'record_id',
  'child_id',
  'recipient',
  'reason',
  'policy_version',
  'detail_code',
] as const;
type Column = (typeof COLUMNS)[number];
type Cells = Readonly<Record<Column, string | null>>;

/** Before the first row. */
const GENESIS = Buffer.alloc(32);

interface Head {
  readonly seq: string;
  readonly hash: Buffer;
}

interface StoredRow extends Cells {
  readonly seq: string;
  readonly at: Date;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
}

/** Each row's keyed hash covers the row and the hash before it: a row that is changed, removed or put in between shows. */
export function chainedAudit(ring: KeyRing): AuditTrail {
  return {
    async append(transaction, entries) {
      if (entries.length === 0) return;
      const head = await headOf(transaction);
      let seq = Number(head?.seq ?? 0);
      let previous = head?.hash ?? GENESIS;
      const hashes: Buffer[] = [previous];
      const rows = entries.map((entry) => {
        seq += 1;
        const row = { seq, at: entry.at, cells: cellsOf(entry) };
        previous = hashOf(ring, row, previous);
        hashes.push(previous);
        return row;
      });
      await transaction.query({
        name: 'append-audit',
        text: `INSERT INTO audit (seq, at, ${COLUMNS.join(', ')}, prev_hash, hash)
               SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[],
                                    $9::text[], $10::text[], $11::text[], $12::text[], $13::bytea[], $14::bytea[])`,
        values: [
          arrayOf(rows.map((row) => row.seq)),
          arrayOf(rows.map((row) => row.at)),
          ...COLUMNS.map((column) => arrayOf(rows.map(({ cells }) => cells[column]))),
          arrayOf(hashes.slice(0, -1)),
          arrayOf(hashes.slice(1)),
        ],
      });
    },
  };
}

export type ChainVerdict =
  | { readonly kind: 'whole'; readonly rows: number; readonly head: string }
  /** The first row at which the chain does not hold. */
  | { readonly kind: 'broken'; readonly seq: number };

/** By which a row of the chain says that everything up to a place was removed on schedule. */
export function cutReason(seq: number): string {
  return `through ${String(seq)}`;
}

/** Follows the chain from its first row, in pages, under the audit key. Where it was cut, a later row of it must say so. */
export async function verifyAuditChain(pool: Pool, ring: KeyRing): Promise<ChainVerdict> {
  const { rows: cuts } = await pool.query<Head>('SELECT seq, hash FROM audit_cut');
  const [cut] = cuts;
  let previous = cut?.hash ?? GENESIS;
  let last = Number(cut?.seq ?? 0);
  let vouched = cut === undefined;
  for (;;) {
    const { rows } = await pool.query<StoredRow>('SELECT * FROM audit WHERE seq > $1 ORDER BY seq LIMIT 5000', [last]);
    for (const row of rows) {
      const seq = last + 1;
      const expected = hashOf(ring, { seq, at: row.at, cells: row }, previous);
      if (Number(row.seq) !== seq || !row.prev_hash.equals(previous) || !row.hash.equals(expected)) return { kind: 'broken', seq };
      previous = row.hash;
      last = seq;
      vouched ||= row.action === 'retention.removed' && row.reason === cutReason(Number(cut?.seq));
    }
    if (rows.length > 0) continue;
    return vouched ? { kind: 'whole', rows: last, head: previous.toString('hex') } : { kind: 'broken', seq: Number(cut?.seq) + 1 };
  }
}

async function headOf(transaction: Transaction): Promise<Head | undefined> {
  const { rows } = await transaction.query<Head>({ name: 'audit-head', text: 'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1' });
  return rows[0];
}

function hashOf(ring: KeyRing, { seq, at, cells }: { seq: number; at: Date; cells: Cells }, previous: Buffer): Buffer {
  return ring.audit(JSON.stringify([seq, at.toISOString(), ...COLUMNS.map((column) => cells[column])]), previous);
}

function cellsOf(entry: AuditEntry): Cells {
  return {
    actor: entry.actor,
    actor_kind: entry.actorKind,
    action: entry.action,
    submission_id: entry.submissionId ?? null,
    record_id: entry.recordId ?? null,
    child_id: entry.childId ?? null,
    recipient: entry.recipient ?? null,
    reason: entry.reason ?? null,
    policy_version: entry.policyVersion ?? null,
    detail_code: entry.detailCode ?? null,
  };
}
