import { deadLetterHeaders, DEAD_LETTER_TOPIC, type DeadLetter as DeadLetterEvent } from '@mash-gateway/contracts';
import type { Pool } from 'pg';
import type { Duty } from '../journal/feeds/duty.js';
import { codeOf, type Log } from '../operate/log.js';
import { Breaker } from '../publish/breaker.js';
import type { PublishPort } from '../publish/publish-port.js';
import type { ErrorClass } from '../publish/retry-policy.js';
import type { KeyRing } from '../security/keys/key-ring.js';
import type { DeadLetter } from './dead-letter.js';
import { listUntold } from './list-dead-letters.js';

export interface TellingParts {
  readonly pool: Pool;
  readonly ring: KeyRing;
  readonly port: PublishPort;
  readonly classify: (error: unknown) => ErrorClass;
  readonly duty: Duty;
  readonly log: Log;
}

/** No feed can be called so. */
const DUTY = 'gateway.dead-letters';
const AT_ONCE = 200;
/** The longest that a lost wake-up, or another instance that has gone, can delay an event. */
const LOOK_EVERY_MS = 5_000;

/**
 * Tells every dead letter as one event on `mash.gateway.dead-letter.v1`, in the order in which they were written, at least once, under one
 * `ce_id`. One instance tells at a time. A topic that cannot be written delays nobody: the dead letter stays, and readiness counts it.
 */
export class DeadLetterTeller {
  private readonly breaker: Breaker;
  private readonly timer: NodeJS.Timeout;
  private telling: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(private readonly parts: TellingParts) {
    this.breaker = new Breaker(() => {
      this.wake();
    });
    this.timer = setInterval(() => {
      this.wake();
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** There may be something to tell. */
  wake(): void {
    if (this.stopped || this.breaker.open) return;
    this.again = true;
    this.telling ??= this.tellAll().finally(() => {
      this.telling = undefined;
      if (this.again) this.wake();
    });
  }

  /** Tells nothing more; what has no report is told again by the next. */
  async close(timeoutMs: number): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.breaker.stop();
    const late = new Promise<void>((resolve) => {
      setTimeout(resolve, timeoutMs).unref();
    });
    await Promise.race([this.telling, late]);
    await this.parts.duty.release(DUTY).catch(() => undefined);
  }

  private async tellAll(): Promise<void> {
    const { pool, duty, log, classify } = this.parts;
    this.again = false;
    try {
      for (let told = AT_ONCE; told === AT_ONCE;) {
        const letters = await listUntold(pool, AT_ONCE);
        if (letters.length === 0 || !(await duty.claim(DUTY))) return;
        told = await this.tellThese(letters);
      }
      this.breaker.succeeded();
    } catch (error) {
      this.again = false;
      log.warn('dead-letter.untold', { code: codeOf(error) });
      this.breaker.failed(classify(error));
    }
  }

  /** @returns how many were told before it was stopped */
  private async tellThese(letters: readonly DeadLetter[]): Promise<number> {
    let told = 0;
    for (const letter of letters) {
      if (this.stopped) return told;
      await this.tell(letter);
      told += 1;
    }
    return told;
  }

  /** One after another: those of a feed keep their order, whatever the broker refuses in between. */
  private async tell(letter: DeadLetter): Promise<void> {
    const { pool, ring, port } = this.parts;
    const { id: deadLetterId, feedId, at } = letter;
    await port.publish({
      topic: DEAD_LETTER_TOPIC,
      key: feedId,
      value: Buffer.from(JSON.stringify(eventOf(letter)), 'utf8'),
      headers: deadLetterHeaders({ id: `e-${ring.identity(['dead-letter', deadLetterId])}`, feedId, deadLetterId, time: at }),
    });
    await pool.query('UPDATE dead_letters SET told_at = now() WHERE id = $1', [deadLetterId]);
  }
}

/** The dead letter as it was written: what has become of it since is asked of the API, so that repeats say the same. */
function eventOf({
  id,
  stage,
  code,
  location,
  feedId,
  submissionId,
  position,
  adapter,
  mappingVersion,
  at,
  delivery,
}: DeadLetter): DeadLetterEvent {
  return {
    deadLetterId: id,
    stage,
    code,
    ...(location === undefined ? {} : { location }),
    feedId,
    submissionId,
    ...(position === undefined ? {} : { position }),
    ...(adapter === undefined ? {} : { adapter }),
    ...(mappingVersion === undefined ? {} : { mappingVersion }),
    ...(delivery === undefined ? {} : { recipient: delivery.recipient, recordId: delivery.recordId }),
    at: at.toISOString(),
  };
}
