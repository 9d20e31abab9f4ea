import { newDataDirectory, removeDataDirectory } from '../support/data-directory.js';
import { startSendingFiles } from '../support/ledger/file-sender.js';
import { verify, type Verdict } from '../support/ledger/ledger.js';
import { MovingTarget } from '../support/ledger/moving-target.js';
import { readPublications } from '../support/ledger/publications.js';
import { startSending } from '../support/ledger/sender.js';
import { startGatewayProcess, type GatewayProcess } from '../support/process/gateway-process.js';
import { STAGES, type Stage } from '../support/process/stages.js';

const CHILDREN = 12;
/** A stage that is not reached by then under this load is a fault of the test or of the gateway, and is named. */
const ROUND_MS = 60_000;
const ANSWERED = 'answered, by a kill from outside';

export interface KillRounds {
  /** Kills by stage. */
  readonly hits: ReadonlyMap<string, number>;
  readonly verdict: Verdict;
  /** Records in the receipts, those of files among them. */
  readonly records: number;
  /** The last gateway, when it was told to stop, left nothing unsent. */
  readonly drained: boolean;
  /** From the start after the last kill until nothing was unsent and the gateway had stopped. */
  readonly recoveredAfterSeconds: number;
  /** Standard output of the last gateway. */
  readonly output: readonly string[];
}

/** Kills a gateway (-9) so many times at each stage of a record's way, in random order and at random passages, while agencies send. */
export async function killRounds(bootstrap: string, killsPerStage: number): Promise<KillRounds> {
  const dataDir = await newDataDirectory();
  const place = { dataDir, bootstrap };
  const target = new MovingTarget();
  const hits = new Map<string, number>([...STAGES, ANSWERED].map((stage) => [stage, 0]));
  let killFromOutside: (() => void) | undefined;
  const sending = startSending(CHILDREN, target, () => killFromOutside?.());
  const files = startSendingFiles(target);

  for (const stage of shuffled([...hits.keys()], killsPerStage)) {
    const plan =
      stage === ANSWERED ? {} : { dieAt: { stage: stage as Stage, passage: 1 + Math.floor(Math.random() * (rare(stage) ? 2 : 40)) } };
    const gateway = await startGatewayProcess(place, plan);
    if (gateway !== undefined) {
      let left = 1 + Math.floor(Math.random() * 60);
      if (stage === ANSWERED) killFromOutside = () => void ((left -= 1) === 0 && gateway.kill());
      target.isAt(gateway.url);
      await diesWithin(ROUND_MS, gateway, stage);
      killFromOutside = undefined;
    }
    hits.set(stage, (hits.get(stage) ?? 0) + 1);
  }

  const from = performance.now();
  const last = await startGatewayProcess(place);
  if (last === undefined) throw new Error('The gateway does not start after the kills');
  target.isAt(last.url);
  await Promise.all([sending.stop(), files.stop()]);
  const ledger = [...sending.ledger, ...(await files.promised(last.url))];
  const drained = await last.stop();
  const recoveredAfterSeconds = Math.round((performance.now() - from) / 100) / 10;
  const verdict = verify(ledger, await readPublications(bootstrap));
  await removeDataDirectory(dataDir);
  const records = ledger.flatMap(({ recordIds }) => recordIds).length;
  return { hits, verdict, records, drained, recoveredAfterSeconds, output: last.output };
}

async function diesWithin(milliseconds: number, gateway: GatewayProcess, stage: string): Promise<void> {
  const patience = setTimeout(() => void gateway.kill(), milliseconds);
  const from = performance.now();
  await gateway.gone;
  clearTimeout(patience);
  if (performance.now() - from >= milliseconds) throw new Error(`The stage "${stage}" was not reached`);
}

function shuffled(stages: readonly string[], times: number): readonly string[] {
  return Array.from({ length: times }, () => stages)
    .flat()
    .map((stage) => ({ stage, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ stage }) => stage);
}

/** Files pass these a few times in a round, single messages never. */
function rare(stage: string): boolean {
  return /large|step/.test(stage);
}
