import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newDataDirectory, removeDataDirectory } from '../support/data-directory.js';
import { verify } from '../support/ledger/ledger.js';
import { readPublications } from '../support/ledger/publications.js';
import { startSendingFiles } from '../support/ledger/file-sender.js';
import { startSending } from '../support/ledger/sender.js';
import { startRealKafka, type RealKafka } from '../support/real-kafka/real-kafka.js';
import { startGatewayProcess, type GatewayProcess } from '../support/process/gateway-process.js';
import { MovingTarget } from '../support/ledger/moving-target.js';
import { STAGES, type Stage } from '../support/process/stages.js';

/** Kills at each stage; a full-size proof sets more. */
const KILLS_PER_STAGE = Number(process.env['MASH_KILLS_PER_STAGE'] ?? 2);
const CHILDREN = 12;
/** A stage that is not reached by then under this load is a fault of the test or of the gateway, and is named. */
const ROUND_MS = 60_000;
const ANSWERED = 'answered, by a kill from outside';

let kafka: RealKafka;
let dataDir: string;

beforeAll(async () => {
  kafka = await startRealKafka();
  dataDir = await newDataDirectory();
}, 120_000);

afterAll(async () => {
  await kafka.close();
  await removeDataDirectory(dataDir);
});

test(
  'every acknowledged record is on Kafka, in order per child, with one ce_id, after kill -9 at every stage under load',
  async () => {
    const place = { dataDir, bootstrap: kafka.bootstrap };
    const target = new MovingTarget();
    const hits = new Map<string, number>([...STAGES, ANSWERED].map((stage) => [stage, 0]));
    let killFromOutside: (() => void) | undefined;
    const sending = startSending(CHILDREN, target, () => killFromOutside?.());
    const files = startSendingFiles(target);

    for (const stage of shuffled([...hits.keys()], KILLS_PER_STAGE)) {
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

    const last = await startGatewayProcess(place);
    if (last === undefined) throw new Error('The gateway does not start after the kills');
    target.isAt(last.url);
    await Promise.all([sending.stop(), files.stop()]);
    const ledger = [...sending.ledger, ...(await files.promised(last.url))];
    const drained = await last.stop();
    const verdict = verify(ledger, await readPublications(kafka.bootstrap));
    process.stdout.write(histogram(hits) + `\n${JSON.stringify(verdict)}\n`);

    expect(Math.min(...hits.values())).toBeGreaterThan(0);
    expect(drained).toBe(true);
    expect(verdict.faults).toEqual([]);
    expect(verdict.acknowledged).toBeGreaterThan(200);
  },
  30 * 60_000,
);

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

function histogram(hits: ReadonlyMap<string, number>): string {
  return [...hits].map(([stage, count]) => `${String(count).padStart(4)} ${'#'.repeat(count)}  ${stage}`).join('\n');
}
