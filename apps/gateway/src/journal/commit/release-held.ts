import type { MappedRecord } from '@mash-gateway/contracts';
import { childContext } from '../../registry/exact-registry.js';
import { unseal } from '../../security/keys/envelope.js';
import type { PublishRuling } from '../../sharing/ruling.js';
import type { JournalTools } from './commit-batch.js';
import { recordContext, sharesOf, type Share } from './decide.js';
import { eventIdOf } from './identity.js';
import { inTransaction } from '../database/in-transaction.js';
import type { HeldRule } from '../journal.js';
import type { Transaction } from '../database/transaction.js';
import { writeOutbox } from './write-outbox.js';

/** Held records ruled on in one transaction. */
const PAGE = 250;

interface HeldRow {
  readonly id: string;
  readonly record_id: string;
  readonly submission_id: string;
  readonly feed_id: string;
  readonly child_id: string;
  readonly received_at: Date;
  readonly payload: Buffer;
  readonly data_key: Buffer;
  readonly newer_record: string | null;
}

/** Rules again on what is held, oldest first, and shares what may now be seen, in the order in which it was accepted. */
export async function releaseHeld(tools: JournalTools, rule: HeldRule): Promise<number> {
  let released = 0;
  for (let after = '0'; ;) {
    const page = await inTransaction(tools.pool, 'commit', (transaction) => releasePage(tools, transaction, rule, after));
    released += page.released;
    if (page.last === undefined) return released;
    after = page.last;
  }
}

async function releasePage(
  tools: JournalTools,
  transaction: Transaction,
  rule: HeldRule,
  after: string,
): Promise<{ readonly released: number; readonly last: string | undefined }> {
  await tools.turnstile.enter(transaction);
  const at = tools.clock.now();
  const held = await readHeld(transaction, after);
  const free = held.flatMap((row) => {
    const childKey = tools.ring.openDataKey(row.data_key, childContext(row.child_id));
    const json = unseal(childKey, row.payload, recordContext(row.record_id)).toString('utf8');
    const ruling = rule({ feedId: row.feed_id, receivedAt: row.received_at, record: JSON.parse(json) as MappedRecord });
    return ruling.kind === 'held' ? [] : [{ row, ruling, shares: shares(tools, row, { json, childKey, ruling }) }];
  });

  await transaction.query({
    name: 'release-records',
    text: "UPDATE records SET state = 'accepted', held_reason = NULL WHERE record_id = ANY ($1::text[])",
    values: [free.map(({ row }) => row.record_id)],
  });
  await writeOutbox(
    transaction,
    free.flatMap((one) => one.shares),
    at,
  );
  await tools.auditTrail.append(
    transaction,
    free.flatMap((one) =>
      one.shares.map(({ recordId, childId, submissionId, recipient, policyVersion }) => ({
        at,
        actor: 'gateway',
        actorKind: 'gateway' as const,
        action: 'record.released' as const,
        ...{ recordId, childId, submissionId, recipient, reason: one.ruling.agreementId },
        ...(policyVersion === undefined ? {} : { policyVersion }),
      })),
    ),
  );
  return { released: free.length, last: held.at(-1)?.id };
}

interface Opened {
  readonly json: string;
  readonly childKey: Buffer;
  readonly ruling: PublishRuling;
}

/** A record has one event per recipient, and is released once: its own id tells the event apart. */
function shares({ ring }: JournalTools, row: HeldRow, { json, childKey, ruling }: Opened): readonly Share[] {
  const of = { recordId: row.record_id, submissionId: row.submission_id, feedId: row.feed_id, childId: row.child_id, childKey };
  const late = row.newer_record === null ? {} : { supersededBy: row.newer_record };
  return sharesOf(json, ruling, { ...of, ...late }, (recipient) => eventIdOf(ring, recipient, ['released', row.record_id], 0));
}

/** With the newest later version of each, where one came while it was held. */
async function readHeld(transaction: Transaction, after: string): Promise<readonly HeldRow[]> {
  const { rows } = await transaction.query<HeldRow>({
    name: 'read-held',
    text: `SELECT r.id, r.record_id, r.submission_id, r.feed_id, r.child_id, r.received_at, r.payload, c.data_key,
                  (SELECT n.record_id FROM records n
                   WHERE n.source_key = r.source_key AND n.version_kind = r.version_kind AND n.version_order > r.version_order
                   ORDER BY n.version_order DESC LIMIT 1) AS newer_record
           FROM records r JOIN children c USING (child_id)
           WHERE r.state = 'held' AND r.id > $1 ORDER BY r.id LIMIT ${String(PAGE)}`,
    values: [after],
  });
  return rows;
}
