import type { PublisherStatus } from '@mash-gateway/kafka';
import type { Clock } from '../clock.js';
import type { Agreement } from '../config/gateway-config.js';
import type { RetentionStatus } from '../keep/retention-job.js';
import type { WayStatus } from '../intake/ways/way-in.js';
import { COUNTED_UP_TO, type DeadLetterStage, type JournalState } from '../journal/journal.js';
import { daysLeft } from '../sharing/agreements.js';

/** Whether the gateway can take messages and pass them on, and why not. */
export interface Readiness {
  readonly ready: boolean;
  /** Why it is not ready; empty when it is. */
  readonly reasons: readonly Reason[];
  /** What a person must look at, though messages are taken and passed on. */
  readonly alarms: readonly Reason[];
}

export interface Reason {
  readonly code: ReasonCode;
  /** One sentence for the person on duty: ids, codes and counts only. */
  readonly message: string;
}

export type ReasonCode =
  | 'gateway-starting'
  | 'gateway-stopping'
  | 'database-unavailable'
  | 'kafka-unavailable'
  | 'kafka-topics-missing'
  | 'outbox-late'
  | 'records-held'
  | 'dead-letters'
  | 'submissions-unfinished'
  | 'agreement-ending'
  | 'feed-failing'
  | 'retention-late';

/** What health looks at. */
export interface Vitals {
  readonly phase: () => 'starting' | 'serving' | 'stopping';
  /** Undefined when the database does not answer. */
  readonly journal: () => Promise<JournalState | undefined>;
  readonly publisher: () => Pick<PublisherStatus, 'state' | 'reason'>;
  readonly missingTopics: () => readonly { readonly name: string; readonly command: string }[];
  /** Feeds that the gateway fetches itself. */
  readonly ways: () => readonly (WayStatus & { readonly feedId: string })[];
  readonly retention: () => RetentionStatus;
  readonly agreements: readonly Agreement[];
  readonly clock: Clock;
}

/** The oldest unsent row may be this old before somebody must know. */
const LATE_AFTER_MS = 60_000;
/** Agreements warn before they end. */
const WARN_DAYS = [60, 30, 7, 1];

export async function readinessOf(vitals: Vitals): Promise<Readiness> {
  const state = await vitals.journal();
  const reasons = [
    ...phaseReasons(vitals),
    ...databaseReasons(state),
    ...kafkaReasons(vitals),
    ...outboxReasons(state, vitals.clock.now()),
  ];
  return {
    ready: reasons.length === 0,
    reasons,
    alarms: [...journalAlarms(state, vitals.clock.now()), ...feedAlarms(vitals), ...retentionAlarms(vitals), ...agreementAlarms(vitals)],
  };
}

function phaseReasons({ phase }: Vitals): Reason[] {
  switch (phase()) {
    case 'starting':
      return [{ code: 'gateway-starting', message: 'The gateway is starting.' }];
    case 'stopping':
      return [{ code: 'gateway-stopping', message: 'The gateway is stopping.' }];
    case 'serving':
      return [];
  }
}

function databaseReasons(state: JournalState | undefined): Reason[] {
  return state === undefined ? [{ code: 'database-unavailable', message: 'The database does not answer: nothing can be accepted.' }] : [];
}

function topicMissing({ name, command }: { readonly name: string; readonly command: string }): Reason {
  return { code: 'kafka-topics-missing', message: `The topic ${name} is missing and could not be made. Make it with: ${command}` };
}

function kafkaReasons({ publisher, missingTopics }: Vitals): Reason[] {
  const { state, reason } = publisher();
  const why = reason === undefined ? state : `${state}, ${reason}`;
  return [
    ...(state === 'ready'
      ? []
      : [{ code: 'kafka-unavailable', message: `Kafka does not confirm (${why}): messages are accepted and wait.` } as const]),
    ...missingTopics().map(topicMissing),
  ];
}

function outboxReasons(state: JournalState | undefined, now: Date): Reason[] {
  return (state?.recipients ?? [])
    .filter(({ unsent, oldestUnsentAt }) => unsent > 0 && now.getTime() - oldestUnsentAt.getTime() > LATE_AFTER_MS)
    .map(({ recipient, unsent, oldestUnsentAt }) => ({
      code: 'outbox-late',
      message: `${counted(unsent)} records wait for ${recipient}, the oldest for ${String(seconds(now, oldestUnsentAt))} s.`,
    }));
}

const LETTERS: Readonly<Record<DeadLetterStage, string>> = {
  intake: 'messages could not be understood',
  prepare: 'messages or parts of them became no record',
  publish: 'records could not be published',
};

function journalAlarms(state: JournalState | undefined, now: Date): Reason[] {
  if (state === undefined) return [];
  const { held, deadLetters, unfinished } = state;
  return [
    ...(held === 0 ? [] : [{ code: 'records-held', message: `${counted(held)} records are held: nobody may see them now.` } as const]),
    ...deadLetters.map(
      ({ stage, count, oldestAt }) =>
        ({ code: 'dead-letters', message: `${counted(count)} ${LETTERS[stage]}, the oldest for ${age(now, oldestAt)}.` }) as const,
    ),
    ...(unfinished === 0
      ? []
      : [{ code: 'submissions-unfinished', message: `${String(unfinished)} submissions are being worked on.` } as const]),
  ];
}

function feedAlarms({ ways }: Vitals): Reason[] {
  return ways()
    .filter(({ state }) => state === 'failing' || state === 'stopped')
    .map(({ feedId, state, code, remedy }) => ({
      code: 'feed-failing',
      message: `Feed ${feedId} ${state === 'failing' ? 'cannot fetch and tries again' : 'has stopped until a person acts'} (${code ?? 'unknown'}).${remedy === undefined ? '' : ` Make it work with: ${remedy}`}`,
    }));
}

/** A run is due every few hours; a day and a half without one is somebody's to look at. */
const RETENTION_LATE_MS = 36 * 3_600_000;

function retentionAlarms({ retention, clock }: Vitals): Reason[] {
  const { completedAt, watchingSince, failing } = retention();
  const late = clock.now().getTime() - (completedAt ?? watchingSince).getTime() > RETENTION_LATE_MS;
  if (!late) return [];
  const why = failing === undefined ? '' : ` (${failing})`;
  return [{ code: 'retention-late', message: `Nothing that is past its time has been removed for a day and a half${why}.` }];
}

function agreementAlarms({ agreements, clock }: Vitals): Reason[] {
  return agreements.flatMap((agreement) => {
    const left = daysLeft(agreement, clock.now());
    const mark = WARN_DAYS.findLast((days) => left <= days);
    if (mark === undefined) return [];
    const when = left < 0 ? `has ended on ${agreement.to}` : `ends on ${agreement.to}`;
    return [{ code: 'agreement-ending', message: `Agreement ${agreement.id} ${when}.` } as const];
  });
}

function counted(count: number): string {
  return count < COUNTED_UP_TO ? String(count) : `${String(COUNTED_UP_TO)} or more`;
}

/** In the largest unit that says enough. */
function age(now: Date, then: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - then.getTime()) / 60_000));
  if (minutes < 120) return `${String(minutes)} min`;
  return minutes < 48 * 60 ? `${String(Math.floor(minutes / 60))} h` : `${String(Math.floor(minutes / 1_440))} days`;
}

function seconds(now: Date, then: Date): number {
  return Math.round((now.getTime() - then.getTime()) / 1000);
}
