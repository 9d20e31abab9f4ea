import type { Journal } from '../journal/journal.js';
import { codeOf, type Log } from '../operate/log.js';

/** Agreements begin and end by the day, so once a minute is soon enough. */
const EVERY_MS = 60_000;

export interface ReleaseTimer {
  stop(): void;
}

/** Rules on held records again, now and every minute: what an agreement that has come into force covers is released, in order. */
export function releaseHeldRegularly(journal: Journal, log: Log): ReleaseTimer {
  let under: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    try {
      if ((await journal.state()).held === 0) return;
      const count = await journal.releaseHeld();
      if (count > 0) log.info('record.released', { count });
    } catch (error) {
      log.warn('gateway.fault', { code: codeOf(error) });
    }
  };
  const start = (): void => {
    under ??= look().finally(() => {
      under = undefined;
    });
  };
  start();
  const timer = setInterval(start, EVERY_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
    },
  };
}
