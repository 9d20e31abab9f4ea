import type { Pool } from 'pg';
import type { AuditTrail } from '../journal/audit/audit-trail.js';
import { contentHashOf } from '../journal/commit/identity.js';
import { firstFault, storableLocation } from '../journal/commit/write-dead-letters.js';
import { WAKE_CHANNEL } from '../journal/commit/write-outbox.js';
import { MAX_KEPT_BYTES } from '../journal/commit/write-submissions.js';
import { faultCode } from '../journal/database/database-fault.js';
import { inTransaction } from '../journal/database/in-transaction.js';
import type { Transaction } from '../journal/database/transaction.js';
import type { Turnstile } from '../journal/database/turnstile.js';
import { JournalUnavailable } from '../journal/faults.js';
import { seal } from '../security/keys/envelope.js';
import type { KeyRing } from '../security/keys/key-ring.js';
import type { Kept, RefusedKeeper, RefusedWhole } from '../intake/take/refused-keeper.js';
import { envelopeContext, refusedBodyContext, refusedContext, type RefusedEnvelope } from './kept-body.js';

export interface KeeperTools {
  readonly pool: Pool;
  readonly ring: KeyRing;
  readonly turnstile: Turnstile;
  readonly auditTrail: AuditTrail;
}

/** Bodies of a mebibyte and less that are kept take at most so much, together. */
const MAX_SMALL_BYTES = 1024 * 1024 * 1024;
/** More attempts than this say nothing that the first ones do not. */
const MAX_ATTEMPTS = 100;

/**
 * Keeps submissions that were refused whole, sealed, each as one dead letter. The same bytes refused again while their dead letter is open
 * are a further attempt of it.
 */
export function refusedKeeper(tools: KeeperTools): RefusedKeeper {
  return {
    async keep(refused) {
      try {
        return await inTransaction(tools.pool, 'commit', (transaction) => keep(tools, transaction, refused));
      } catch (error) {
        if (error instanceof JournalUnavailable) throw error;
        throw new JournalUnavailable(`what was refused cannot be kept now: ${faultCode(error)}`);
      }
    },
  };
}

async function keep(tools: KeeperTools, transaction: Transaction, refused: RefusedWhole): Promise<Kept> {
  const { turnstile, auditTrail, ring } = tools;
  const { submissionId, clientId, feedId, at, body } = refused;
  await turnstile.enter(transaction);
  const { code, location } = firstFault(refused);
  const by = { at, actor: clientId, actorKind: 'client', submissionId, detailCode: code } as const;
  const contentHash = body === undefined ? undefined : contentHashOf(ring, { clientId, feedId, sha256: body.sha256 });
  const again = contentHash === undefined ? undefined : await sameBytes(transaction, contentHash, { at, code });
  if (again !== undefined) {
    await auditTrail.append(transaction, [{ ...by, action: 'submission.refused', reason: feedId }]);
    return { deadLetter: again, bodyKept: false };
  }
  const bodyKept = body !== undefined && (await hasRoom(transaction, refused));
  if (body !== undefined && !bodyKept && refused.mustKeep) throw new JournalUnavailable('there is no room for more refused bodies');
  await insertBody(tools, transaction, refused, { contentHash, bodyKept });
  const { rows } = await transaction.query<{ id: string }>({
    name: 'insert-refused-letter',
    text: `INSERT INTO dead_letters (stage, code, location, feed_id, submission_id, adapter, mapping_version, at, attempts)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, jsonb_build_array(jsonb_build_object('at', $9::text, 'what', $1::text, 'code', $2::text)))
           RETURNING id, pg_notify('${WAKE_CHANNEL}', '')`,
    values: [
      refused.stage,
      code,
      storableLocation(location),
      feedId,
      submissionId,
      refused.adapter,
      refused.mappingVersion,
      at,
      at.toISOString(),
    ],
  });
  await auditTrail.append(transaction, [
    { ...by, action: 'submission.refused', reason: feedId },
    { at, actor: 'gateway', actorKind: 'gateway', action: 'dead-letter.written', submissionId, detailCode: code },
  ]);
  return { deadLetter: Number(rows[0]?.id), bodyKept };
}

/** The open dead letter of the same bytes, which has one attempt more now. */
async function sameBytes(
  transaction: Transaction,
  contentHash: Buffer,
  { at, code }: { readonly at: Date; readonly code: string },
): Promise<number | undefined> {
  const { rows } = await transaction.query<{ id: string }>({
    name: 'refused-again',
    text: `UPDATE dead_letters SET attempts = CASE WHEN jsonb_array_length(attempts) >= ${String(MAX_ATTEMPTS)} THEN attempts
             ELSE attempts || jsonb_build_object('at', $2::text, 'what', 'received-again', 'code', $3::text) END
           WHERE id = (SELECT d.id FROM refused_submissions r JOIN dead_letters d ON d.submission_id = r.submission_id AND d.outbox_id IS NULL
                       WHERE r.content_hash = $1 AND d.state = 'open' ORDER BY d.id LIMIT 1)
           RETURNING id`,
    values: [contentHash, at.toISOString(), code],
  });
  return rows[0] === undefined ? undefined : Number(rows[0].id);
}

async function hasRoom(transaction: Transaction, { body }: RefusedWhole): Promise<boolean> {
  const spooled = body?.body.kind === 'spooled';
  const { rows } = await transaction.query<{ used: string }>(
    spooled
      ? 'SELECT coalesce(sum(size), 0) AS used FROM spools WHERE kept'
      : 'SELECT coalesce(sum(size), 0) AS used FROM refused_submissions WHERE body IS NOT NULL',
  );
  return Number(rows[0]?.used ?? 0) + (body?.size ?? 0) <= (spooled ? MAX_KEPT_BYTES : MAX_SMALL_BYTES);
}

async function insertBody(
  { ring }: KeeperTools,
  transaction: Transaction,
  refused: RefusedWhole,
  { contentHash, bodyKept }: { readonly contentHash: Buffer | undefined; readonly bodyKept: boolean },
): Promise<void> {
  const { submissionId: id, feedId, clientId, at, body, mediaType } = refused;
  const dataKey = ring.newDataKey(refusedContext(id));
  const envelope: RefusedEnvelope = {
    issues: refused.issues,
    ...(body === undefined ? {} : { sha256: body.sha256 }),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
  await transaction.query({
    name: 'insert-refused-submission',
    text: `INSERT INTO refused_submissions (submission_id, feed_id, client_id, received_at, size, content_hash, extent, data_key, envelope, body)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      id,
      feedId,
      clientId,
      at,
      bodyKept ? (body?.size ?? 0) : 0,
      contentHash ?? null,
      body !== undefined && bodyKept ? body.extent : 'none',
      dataKey.wrapped,
      seal(dataKey.key, Buffer.from(JSON.stringify(envelope), 'utf8'), envelopeContext(id)),
      bodyKept && body?.body.kind === 'bytes' ? seal(dataKey.key, body.body.bytes, refusedBodyContext(id)) : null,
    ],
  });
  if (bodyKept && body?.body.kind === 'spooled')
    await transaction.query({ name: 'keep-refused-spool', text: 'UPDATE spools SET kept = true WHERE submission_id = $1', values: [id] });
}
