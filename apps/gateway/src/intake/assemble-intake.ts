import type { Adapter } from '@mash-gateway/adapters';
import type { Clock } from '../clock.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { Journal, Unfinished } from '../journal/journal.js';
import type { Log } from '../operate/log.js';
import type { Measures } from '../operate/metrics.js';
import type { RecordValidator } from '../prepare/record-validator.js';
import type { SharingRules } from '../sharing/agreements.js';
import { adapterInput } from './take/adapter-input.js';
import { Background } from './take/background.js';
import { Door } from './http/door.js';
import { Intake } from './take/intake.js';
import { Reception } from './reception.js';
import type { RefusalAudit } from './take/refusal-audit.js';
import type { RefusedKeeper } from './take/refused-keeper.js';
import { mapContext, Taking } from './take/taking.js';

export interface IntakeNeeds {
  readonly config: Pick<GatewayConfig, 'feeds'>;
  readonly journal: Journal;
  readonly refusals: RefusalAudit;
  readonly keeper: RefusedKeeper;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly rules: SharingRules;
  readonly validator: RecordValidator;
  readonly clock: Clock;
  readonly log: Log;
  readonly measures: Measures;
}

/** The way in, with what it goes on with in the background. */
export interface OpenIntake {
  readonly door: Door;
  /** Where ways in other than HTTP hand over. */
  readonly reception: Reception;
  /** Takes up what an earlier run left unfinished; does not wait for it. */
  resume(): Promise<void>;
  /** Resolves when nobody is inside and the step under way is committed. */
  close(): Promise<void>;
}

export function assembleIntake(needs: IntakeNeeds): OpenIntake {
  const { config, journal, refusals, keeper, adapters, rules, validator, clock, log, measures } = needs;
  const background = new Background(journal, log);
  const taking = new Taking({ journal, validator, rules, clock, background });
  const intake = new Intake({ journal, refusals, keeper, adapters, taking, clock });
  const reception = new Reception({ intake, log, measures });
  return {
    door: new Door(reception, config.feeds),
    reception,
    async resume() {
      for (const unfinished of await journal.unfinished()) resumeOne(unfinished, needs, background);
    },
    async close() {
      await Promise.all([reception.empty(), background.stop()]);
    },
  };
}

function resumeOne({ submission, detail, nextPosition }: Unfinished, needs: IntakeNeeds, background: Background): void {
  const { config, journal, adapters, rules, validator, clock, log } = needs;
  const { id: submissionId, feedId } = submission;
  const feed = config.feeds.find(({ id }) => id === feedId);
  const adapter = feed === undefined ? undefined : adapters.get(feed.adapter);
  // Another mapping would number positions otherwise: the submission waits for the version, or the feed, that began it.
  if (feed === undefined || adapter?.id !== detail.adapter || adapter.version !== detail.mappingVersion) {
    log.error('submission.failed', { submissionId, feedId, code: 'mapping-changed' });
    return;
  }
  log.info('submission.resumed', { submissionId, feedId, count: nextPosition });
  const preparation = { adapter, feed, validator, rules, clock, context: mapContext(submission, feed) };
  void background.resume(submission, { input: adapterInput(submission, journal), preparation, from: nextPosition, detail });
}
