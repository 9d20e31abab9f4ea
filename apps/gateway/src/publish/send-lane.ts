import { compose } from './compose.js';
import type { DeadLetterCode, Delivered, Lease, Outbox, OutboxRow } from './outbox.js';
import type { PublishPort } from './publish-port.js';

export interface LaneTools {
  readonly outbox: Outbox;
  readonly port: PublishPort;
  /** The broker's limit for one message. */
  readonly maxMessageBytes: number;
  /** Whether a rejection of {@link PublishPort.publish} means that this message can never be taken. */
  readonly neverPublishable: (error: unknown) => boolean;
}

/** done: every row is settled. failed: some are still unsent; try later. lost: the lane has passed to another instance. */
export type LaneResult =
  { readonly kind: 'done'; readonly sent: number } | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'lost' };

interface Report {
  readonly row: OutboxRow;
  readonly outcome: { readonly kind: 'delivered'; readonly delivered: Delivered } | { readonly kind: 'rejected'; readonly error: unknown };
}

/**
 * Sends the rows of one lane in their order, all of them under way at once, and marks done what has its delivery report.
 * Nothing more of the lane is sent until every one of these has been answered.
 */
export async function sendLane(
  { outbox, port, maxMessageBytes, neverPublishable }: LaneTools,
  lease: Lease,
  rows: readonly OutboxRow[],
): Promise<LaneResult> {
  const underWay: Promise<Report>[] = [];
  const follows = new Set<string>();
  let held = true;

  for (const row of rows) {
    const composed = compose(follows.has(row.childId) ? { ...row, precededByDeadLetter: true } : row, maxMessageBytes);
    if (composed.kind === 'message') {
      underWay.push(report(port, row, composed.message));
      follows.delete(row.childId);
      continue;
    }
    held = await outbox.setAside(lease, row, composed.code);
    if (!held) break;
    follows.add(row.childId);
  }

  const reports = await Promise.all(underWay);
  const delivered = reports.flatMap(({ outcome }) => (outcome.kind === 'delivered' ? [outcome.delivered] : []));
  if (delivered.length > 0) held = (await outbox.markSent(lease, delivered)) && held;
  if (!held) return { kind: 'lost' };
  return settleRejected(reports);

  async function settleRejected(all: readonly Report[]): Promise<LaneResult> {
    for (const { row, outcome } of all) {
      if (outcome.kind === 'delivered') continue;
      if (!neverPublishable(outcome.error)) return { kind: 'failed', error: outcome.error };
      if (!(await outbox.setAside(lease, row, REFUSED))) return { kind: 'lost' };
    }
    return { kind: 'done', sent: delivered.length };
  }
}

const REFUSED: DeadLetterCode = 'refused-by-broker';

/** Never rejects, so that one refusal does not hide the reports of the others. */
async function report(port: PublishPort, row: OutboxRow, message: Parameters<PublishPort['publish']>[0]): Promise<Report> {
  try {
    return { row, outcome: { kind: 'delivered', delivered: { row, ...(await port.publish(message)) } } };
  } catch (error) {
    return { row, outcome: { kind: 'rejected', error } };
  }
}
