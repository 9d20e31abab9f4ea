import { DeadLetterTeller } from '../dead-letters/tell-dead-letters.js';
import type { Duty } from '../journal/feeds/duty.js';
import type { Log } from '../operate/log.js';
import type { KafkaLink } from '../publish/kafka-link.js';
import type { ReplayParts } from './replay-parts.js';
import { ReplayWork } from './replay-work.js';

/** What the gateway does beside taking and relaying: tells dead letters, and works on replays. */
export interface Errands {
  /** Something was committed that they may be about. */
  wake(): void;
  /** Replays first, for they still take; then what is to be told. */
  close(timeoutMs: number): Promise<void>;
}

export interface ErrandParts extends ReplayParts {
  readonly kafka: Pick<KafkaLink, 'port' | 'classify'>;
  readonly duty: Duty;
  readonly log: Log;
}

export function startErrands({ kafka: { port, classify }, ...parts }: ErrandParts): Errands {
  const { pool, ring } = parts.tools;
  const teller = new DeadLetterTeller({ pool, ring, port, classify, duty: parts.duty, log: parts.log });
  const work = new ReplayWork(parts);
  const wake = (): void => {
    teller.wake();
    work.wake();
  };
  wake();
  return {
    wake,
    async close(timeoutMs) {
      await work.close();
      await teller.close(timeoutMs);
    },
  };
}
