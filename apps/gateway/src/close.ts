import type { OpenIntake } from './intake/assemble-intake.js';
import type { WayIn } from './intake/ways/way-in.js';
import type { EmbeddedPostgres } from './journal/database/embedded/embedded-postgres.js';
import type { RetentionJob } from './keep/retention-job.js';
import type { JournalStore } from './journal/open-journal.js';
import { codeOf, type Log } from './operate/log.js';
import type { DeliveryWaits } from './publish/delivery-waits.js';
import type { KafkaLink } from './publish/kafka-link.js';
import type { Listening } from './publish/listen.js';
import type { Relay } from './publish/relay.js';
import type { Errands } from './replay/errands.js';
import type { Served } from './serve.js';

/** What has been started so far, so that a start that fails half-way is undone the same way as a stop. */
export interface Running {
  readonly log: Log;
  phase: 'starting' | 'serving' | 'stopping';
  database?: EmbeddedPostgres | undefined;
  store?: JournalStore;
  kafka?: KafkaLink;
  relay?: Relay;
  listening?: Listening;
  waits?: DeliveryWaits;
  intake?: OpenIntake;
  ways?: readonly WayIn[];
  retention?: RetentionJob;
  /** How long a stop waits for Kafka to confirm; default {@link DRAIN_WITHIN_MS}. */
  stopWithinMs?: number;
  /** Stops the gateway's own timers. */
  stopTimers?: () => void;
  /** Dead letters are told, replays worked on. */
  errands?: Errands;
  served?: Served;
  management?: Served;
  removeRunFile?: () => Promise<void>;
  closing?: Promise<CloseReport>;
}

/** How a stop went. What is unsent stays in the outbox and is sent at the next start. */
export interface CloseReport {
  /** Everything accepted is on Kafka. */
  readonly drained: boolean;
  /** Rows of the outbox that are not on Kafka; undefined when the database did not answer. */
  readonly unsent: number | undefined;
  /** Messages handed to Kafka without a delivery report. */
  readonly unconfirmed: number;
}

const DRAIN_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;
/** What is not told by then is told at the next start. */
const ERRANDS_WITHIN_MS = 2_000;

/**
 * Readiness off, no more requests, those under way to their end, outbox to Kafka as far as it takes it, producer, database last.
 * Every step is taken whatever the one before came to. May be called again: the first call's report is the answer.
 */
export function closeAll(parts: Running): Promise<CloseReport> {
  if (parts.closing === undefined) {
    // Neither the embedded broker nor an idle pool keeps the process running: a stop must not be cut short by running out of things to do.
    const alive = setInterval(() => undefined, 1_000);
    parts.closing = close(parts).finally(() => {
      clearInterval(alive);
    });
  }
  return parts.closing;
}

async function close(parts: Running): Promise<CloseReport> {
  const { log } = parts;
  parts.phase = 'stopping';
  log.info('gateway.stopping');
  const step = async (work: (() => Promise<unknown>) | undefined): Promise<void> => {
    try {
      await work?.();
    } catch (error) {
      log.warn('gateway.fault', { code: codeOf(error) });
    }
  };

  parts.stopTimers?.();
  await step(() => parts.retention?.stop() ?? Promise.resolve());
  await step(() => Promise.all((parts.ways ?? []).map((way) => way.close())));
  await step(() => parts.errands?.close(ERRANDS_WITHIN_MS) ?? Promise.resolve());
  // Who waits for Kafka is told that what was sent is durable, rather than being waited for.
  parts.waits?.close();
  await step(() => Promise.all([parts.served?.close(), parts.intake?.close()]));
  await step(() => drain(parts));
  // With Kafka away nothing will be confirmed: what is under way is sent again at the next start.
  const patience = parts.kafka?.status().state === 'ready' ? (parts.stopWithinMs ?? DRAIN_WITHIN_MS) : 1_000;
  await step(() => parts.relay?.close(patience) ?? Promise.resolve());
  const unsent = await unsentRows(parts);
  const { unconfirmed } = (await parts.kafka?.close(patience).catch(() => undefined)) ?? { unconfirmed: 0 };
  parts.listening?.stop();
  await step(() => parts.management?.close() ?? Promise.resolve());
  await step(parts.removeRunFile);
  await step(() => parts.store?.close() ?? Promise.resolve());
  await step(() => parts.database?.stop() ?? Promise.resolve());
  await step(() => parts.kafka?.stopBroker() ?? Promise.resolve());
  const report = { drained: unsent === 0 && unconfirmed === 0, unsent, unconfirmed };
  log.info('gateway.stopped', { count: unsent ?? -1, state: report.drained ? 'drained' : 'not-drained' });
  return report;
}

/** Waits for the outbox to empty while Kafka confirms; with Kafka away it would wait in vain. */
async function drain(parts: Running): Promise<void> {
  const until = performance.now() + (parts.stopWithinMs ?? DRAIN_WITHIN_MS);
  parts.relay?.wake();
  while (parts.kafka?.status().state === 'ready' && performance.now() < until) {
    const unsent = await unsentRows(parts);
    if (unsent === undefined || unsent === 0) return;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
  }
}

async function unsentRows({ store }: Running): Promise<number | undefined> {
  try {
    const state = await store?.journal.state();
    return state?.recipients.reduce((sum, { unsent }) => sum + unsent, 0);
  } catch {
    // The database does not answer: what is unsent is still there at the next start.
    return undefined;
  }
}
