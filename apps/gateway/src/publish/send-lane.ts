import { compose } from './compose.js';
import type { DeadLetterCode, Delivered, Lease, Outbox, OutboxRow } from './outbox.js';
import type { PublishPort } from './publish-port.js';
import { afterFailure, type ErrorClass } from './retry-policy.js';

export interface LaneTools {
  readonly outbox: Outbox;
  readonly port: PublishPort;
  /** The broker's limit for one message. */
  readonly maxMessageBytes: number;
  /** What a rejection of {@link PublishPort.publish} says about trying again. */
  readonly classify: (error: unknown) => ErrorClass;
}

/** done: every row is settled. failed: some are still unsent; try later. lost: the lane has passed to another instance. */
export type LaneResult =
  { readonly kind: 'done'; readonly sent: number } | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'lost' };

/** What became of the rows of one child: those with a delivery report, and why the chain ended early, if it did. */
interface Chain {
  readonly delivered: readonly Delivered[];
  readonly ended?: Exclude<LaneResult, { readonly kind: 'done' }>;
}

/**
 * Sends the rows of one lane and marks done what has its delivery report. Children are under way side by side; of one child a row is handed
 * over only after the report of the one before, so that one which the broker refuses, and which is sent again later, is never overtaken.
 * Nothing more of the lane is sent until every one of these has been answered.
 */
export async function sendLane(tools: LaneTools, lease: Lease, rows: readonly OutboxRow[]): Promise<LaneResult> {
  const chains = await Promise.all(byChild(rows).map((own) => sendChain(tools, lease, own)));
  const delivered = chains.flatMap((chain) => chain.delivered);
  const held = delivered.length === 0 || (await tools.outbox.markSent(lease, delivered));
  const ended = chains.flatMap((chain) => chain.ended ?? []);
  if (!held || ended.some(({ kind }) => kind === 'lost')) return { kind: 'lost' };
  return ended[0] ?? { kind: 'done', sent: delivered.length };
}

/** Never rejects, so that the trouble of one child does not hide the reports of the others. */
async function sendChain(tools: LaneTools, lease: Lease, rows: readonly OutboxRow[]): Promise<Chain> {
  const delivered: Delivered[] = [];
  let followsDeadLetter = false;
  try {
    for (const row of rows) {
      const sent = await sendRow(tools, followsDeadLetter ? { ...row, precededByDeadLetter: true } : row);
      if (sent.kind === 'delivered') {
        delivered.push(sent.delivered);
        followsDeadLetter = false;
        continue;
      }
      if (!(await tools.outbox.setAside(lease, row, sent.code))) return { delivered, ended: { kind: 'lost' } };
      followsDeadLetter = true;
    }
    return { delivered };
  } catch (error) {
    return { delivered, ended: { kind: 'failed', error } };
  }
}

type Sent = { readonly kind: 'delivered'; readonly delivered: Delivered } | { readonly kind: 'dead'; readonly code: DeadLetterCode };

/** Rejects when the row may be taken later. */
async function sendRow({ port, maxMessageBytes, classify }: LaneTools, row: OutboxRow): Promise<Sent> {
  const composed = compose(row, maxMessageBytes);
  if (composed.kind === 'dead') return composed;
  try {
    return { kind: 'delivered', delivered: { row, ...(await port.publish(composed.message)) } };
  } catch (error) {
    if (afterFailure(classify(error), 0, 0).then === 'dead-letter') return { kind: 'dead', code: 'refused-by-broker' };
    throw error;
  }
}

/** The rows of each child in their order; children in the order of their first rows. */
function byChild(rows: readonly OutboxRow[]): readonly (readonly OutboxRow[])[] {
  const children = new Map<string, OutboxRow[]>();
  for (const row of rows) {
    const own = children.get(row.childId);
    if (own === undefined) children.set(row.childId, [row]);
    else own.push(row);
  }
  return [...children.values()];
}
