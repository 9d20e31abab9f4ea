import { setTimeout as pause } from 'node:timers/promises';
import { submit } from '../ask.js';
import { childMessage } from './child-message.js';
import type { LedgerEntry } from './ledger.js';

/** Where the gateway is now; a promise while it is away. */
export interface Target {
  url(): Promise<string>;
  /** Told when a request got no answer, so that the next one asks for the address again. */
  lost(url: string): void;
  /** How long a request may stay without an answer before it is given up and sent again; without it, as long as it takes. */
  readonly patienceMs?: number;
}

/** What an agency waits after "not now", so that a gateway that is down is not asked thousands of times a second. */
const NOT_NOW_MS = 50;

export interface Sending {
  /** The sender's own list of 202s, growing. */
  readonly ledger: readonly LedgerEntry[];
  /** Resolves when every sender has sent what it was at. */
  stop(): Promise<void>;
}

/**
 * Senders as agencies are: each sends the messages of one child one after another, and sends a message again, with the same
 * Idempotency-Key, until it is acknowledged.
 * @param onAcknowledged called after each 202
 */
export function startSending(children: number, target: Target, onAcknowledged: () => void = () => undefined): Sending {
  const ledger: LedgerEntry[] = [];
  let stopping = false;
  const one = async (child: number): Promise<void> => {
    for (let order = 1; !stopping; order += 1) {
      ledger.push(await acknowledged(child, order, target));
      onAcknowledged();
    }
  };
  const senders = Array.from({ length: children }, (_, child) => one(child));
  return {
    ledger,
    async stop() {
      stopping = true;
      await Promise.all(senders);
    },
  };
}

/** Sends one message until it is acknowledged. @throws Error when it is refused, which no gateway may do here */
export async function acknowledged(child: number, order: number, target: Target): Promise<LedgerEntry> {
  const body = childMessage(child, order);
  const headers = { 'Content-Type': 'application/fhir+json', 'Idempotency-Key': `"child-${String(child)}-${String(order)}"` };
  for (;;) {
    const url = await target.url();
    const patience = target.patienceMs === undefined ? undefined : AbortSignal.timeout(target.patienceMs);
    const answer = await submit(url, 'health-demo', body, headers, patience).catch(() => undefined);
    if (answer === undefined) {
      target.lost(url);
      continue;
    }
    // 409: the first try of this message is still under way in the gateway that is going down or coming up.
    if (answer.status === 409 || answer.status === 503) {
      await pause(NOT_NOW_MS);
      continue;
    }
    if (answer.status !== 202) throw new Error(`refused with ${String(answer.status)}`);
    const { records } = answer.json as { readonly records: readonly { readonly recordId: string }[] };
    return { child: String(child), order, recordIds: records.map(({ recordId }) => recordId) };
  }
}
