import type { Lanes } from './lanes.js';
import type { LaneTools } from './send-lane.js';
import { RecipientRelay, type RelayEvents } from './recipient-relay.js';

/** Leases last 10 s; renewing three times as often leaves room for a slow database. Also the longest a lost wake-up can delay a row. */
const RENEW_MS = 3_000;

export interface RelayOptions extends LaneTools {
  readonly lanes: Lanes;
  readonly recipients: readonly string[];
  /** True when this instance is alone on its database (the embedded one): it need not wait for the leases of one that was killed. */
  readonly alone: boolean;
  readonly events?: RelayEvents;
}

/** Takes committed rows from the outbox to Kafka, at least once, in commit order for each recipient and child. */
export interface Relay {
  /** There may be rows to send: called at start, and at every notification of a commit. */
  wake(): void;
  /** Sends nothing more, waits up to `timeoutMs` for what is under way, and gives its lanes back. Rows without a report are sent again by the next. */
  close(timeoutMs: number): Promise<{ readonly drained: boolean }>;
}

/** Claims the lanes and starts. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { lanes, recipients, alone, events = {} } = options;
  const relays = new Map(recipients.map((recipient) => [recipient, new RecipientRelay(recipient, options, events)]));

  const claim = async (takeOver: 'take-over' | 'if-free'): Promise<void> => {
    const leases = await lanes.claim(recipients, takeOver);
    for (const [recipient, relay] of relays) relay.hold(leases.filter((lease) => lease.recipient === recipient));
  };
  await claim(alone ? 'take-over' : 'if-free');

  let renewing = Promise.resolve();
  const timer = setInterval(() => {
    renewing = claim('if-free').catch((error: unknown) => {
      for (const recipient of recipients) events.failed?.(recipient, error);
    });
  }, RENEW_MS);
  timer.unref();

  return {
    wake() {
      for (const relay of relays.values()) relay.wake();
    },
    async close(timeoutMs) {
      clearInterval(timer);
      await renewing;
      const stopped = Promise.all([...relays.values()].map((relay) => relay.stop())).then(() => true);
      const drained = await Promise.race([stopped, elapsed(timeoutMs)]);
      await lanes.release();
      return { drained };
    },
  };
}

async function elapsed(ms: number): Promise<false> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
  return false;
}
