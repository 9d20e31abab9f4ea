import { killRounds } from './kill-rounds.js';
import type { Grounds } from './frame/grounds.js';
import type { Outcome } from './frame/outcome.js';
import type { Size } from './frame/size.js';

/** The first row of the table. Its topic is the demonstration's own. */
export async function proveKills(size: Size, killsPerStage: number, grounds: Grounds): Promise<Outcome> {
  const { kafka } = await grounds.kafka('one');
  const { hits, verdict, records, drained, recoveredAfterSeconds } = await killRounds(kafka.bootstrap, killsPerStage);
  const kills = [...hits.values()].reduce((sum, count) => sum + count, 0);
  return {
    fault: 'gateway-killed',
    what: `The gateway killed (-9) ${String(kills)} times: ${String(killsPerStage)} times at each of ${String(hits.size)} stages of a record's way`,
    size: size.name,
    submissions: verdict.acknowledged,
    records,
    missing: verdict.missing,
    outOfOrder: verdict.outOfOrder,
    secondIds: verdict.secondIds,
    repeats: verdict.repeats,
    broken: drained ? verdict.faults : [...verdict.faults, 'the last gateway left records unsent when it was stopped'],
    recoveredAfterSeconds,
    restarts: kills,
    seen: { readiness: [], alarms: [], metrics: [], logs: [] },
  };
}
