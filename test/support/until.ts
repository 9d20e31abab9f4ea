import { setTimeout as pause } from 'node:timers/promises';

/** Asks again, a tenth of a second apart, until `holds` says yes. @throws Error after two minutes, naming what was waited for */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for: ${what}`);
    await pause(100);
  }
}
