import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { REMOVED } from '../keep/removals.js';
import type { RetentionStatus } from '../keep/retention-job.js';
import type { JournalState } from '../journal/journal.js';

/** What is counted. Labels are configured ids and closed lists, so the number of series is known beforehand. */
export interface Measures {
  submission(feedId: string, outcome: 'accepted' | 'repeated' | 'refused', durationMs: number): void;
  fault(): void;
  /** Prometheus text. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Where the figures come from that are read when somebody asks. */
export interface Sources {
  /** Undefined while the database does not answer. */
  readonly state: () => Promise<JournalState | undefined>;
  readonly recipients: readonly string[];
  readonly retention: () => RetentionStatus;
  readonly now: () => Date;
}

export function measures(sources: Sources): Measures {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'mash_' });
  const submissions = new Counter({
    name: 'mash_submissions_total',
    help: 'Submissions by feed and outcome.',
    labelNames: ['feed', 'outcome'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'mash_submission_duration_seconds',
    help: 'From the first byte to the durable receipt.',
    labelNames: ['feed'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const faults = new Counter({ name: 'mash_faults_total', help: 'Requests that ended in a fault of the gateway.', registers: [registry] });
  const refresh = backlog(registry, sources);
  retained(registry, sources);
  return {
    submission(feed, outcome, durationMs) {
      submissions.inc({ feed, outcome });
      duration.observe({ feed }, durationMs / 1000);
    },
    fault() {
      faults.inc();
    },
    // First what is asked of the database: the figures of one answer belong together.
    async text() {
      await refresh();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** @returns asks for the figures and sets them */
function backlog(registry: Registry, { state, recipients, now }: Sources): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });
  const unsent = gauge('mash_outbox_unsent', 'Rows of the outbox that are not on Kafka.', ['recipient']);
  const age = gauge('mash_outbox_oldest_unsent_seconds', 'Age of the oldest of them.', ['recipient']);
  const held = gauge('mash_records_held', 'Records kept because nobody may see them now.');
  const unfinished = gauge('mash_submissions_unfinished', 'Submissions that are durable and not yet mapped to their end.');
  const dead = gauge('mash_dead_letters', 'Open dead letters by the stage in which they ended.', ['stage']);
  const deadAge = gauge('mash_dead_letters_oldest_seconds', 'Age of the oldest open dead letter.', ['stage']);
  const up = gauge('mash_database_up', '1 when the database answers.');
  return async () => {
    const found = await state();
    up.set(found === undefined ? 0 : 1);
    if (found === undefined) return;
    for (const recipient of recipients) {
      const waiting = found.recipients.find((one) => one.recipient === recipient);
      unsent.set({ recipient }, waiting?.unsent ?? 0);
      const late = waiting === undefined || waiting.unsent === 0 ? 0 : now().getTime() - waiting.oldestUnsentAt.getTime();
      age.set({ recipient }, late / 1000);
    }
    held.set(found.held);
    unfinished.set(found.unfinished);
    for (const stage of ['intake', 'prepare', 'publish'] as const) {
      const letters = found.deadLetters.find((one) => one.stage === stage);
      dead.set({ stage }, letters?.count ?? 0);
      deadAge.set({ stage }, letters === undefined ? 0 : (now().getTime() - letters.oldestAt.getTime()) / 1000);
    }
  };
}

function retained(registry: Registry, { retention }: Sources): void {
  const lasted = new Gauge({
    name: 'mash_retention_last_run_seconds',
    help: 'How long the last run of this instance took.',
    registers: [registry],
  });
  const removed = new Gauge({
    name: 'mash_retention_removed',
    help: 'Removed by this instance since it started, by kind.',
    labelNames: ['kind'],
    registers: [registry],
  });
  new Gauge({
    name: 'mash_retention_completed_timestamp_seconds',
    help: 'When a run was last through, on any instance; 0 when none has been.',
    registers: [registry],
    collect() {
      const { completedAt, durationMs, removed: counts } = retention();
      this.set((completedAt?.getTime() ?? 0) / 1000);
      lasted.set((durationMs ?? 0) / 1000);
      for (const kind of REMOVED) removed.set({ kind }, counts[kind] ?? 0);
    },
  });
}
