/** Looks this often whether the server still runs. */
const LOOK_EVERY_MS = 1_000;

/** gone: the server is no longer there and is being started. restarted: it answers again. failed: it does not start; it is tried again. */
export type ServerChange = 'gone' | 'restarted' | 'failed';

export interface Keeper {
  /** Starts nothing more, and waits for a start under way. */
  stop(): Promise<void>;
}

/** Starts a server again whenever it is gone: killed by the system for want of memory, or by a person. */
export function keepRunning(runs: () => Promise<boolean>, restart: () => Promise<unknown>, tell: (change: ServerChange) => void): Keeper {
  let under: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    try {
      if (await runs()) return;
      tell('gone');
      await restart();
      tell('restarted');
    } catch {
      tell('failed');
    }
  };
  const timer = setInterval(() => {
    under ??= look().finally(() => {
      under = undefined;
    });
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await under;
    },
  };
}
