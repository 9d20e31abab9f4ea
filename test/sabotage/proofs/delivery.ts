import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../../support/ask.js';
import { verify, type LedgerEntry } from '../../support/ledger/ledger.js';
import { readPublications } from '../../support/ledger/publications.js';
import { acknowledged } from '../../support/ledger/sender.js';
import { startGatewayProcess, type GatewayProcess } from '../../support/process/gateway-process.js';
import { until } from '../../support/until.js';
import type { SaboteurName } from '../saboteurs.js';
import type { Proof, ProofPlace } from './proof.js';

/** Long enough for a relay that need not wait for the broker to be done with the rows. */
const RELAY_MS = 2_000;

const LONGEST_DRAIN_MS = 45_000;

const OUTBOX_EMPTY = 'mash_outbox_unsent{recipient="demo-mash"} 0';

export const durableBeforeAnswered: Proof = {
  guarantee: 'nothing is acknowledged before it is durable',
  saboteur: 'answer before commit',
  async run(place, saboteur) {
    const gateway = await start(place, saboteur);
    const ledger = [await sendOne(gateway, 1)];
    await gateway.kill();
    return afterRestart(place, ledger);
  },
};

export const doneOnlyAfterTheReport: Proof = {
  guarantee: 'a row is done only after its delivery report',
  saboteur: 'mark sent before the delivery report',
  run: (place, saboteur) => killedWhileTheBrokerIsPaused(place, saboteur, undefined),
};

export const unsentRowsAreFound: Proof = {
  guarantee: 'the relay picks unsent rows, not rows above the last id',
  saboteur: 'relay by high-water mark',
  run: (place, saboteur) => killedWhileTheBrokerIsPaused(place, saboteur, saboteur),
};

export const nothingExpires: Proof = {
  guarantee: 'a message waits as long as it takes: with the broker away it is neither overtaken nor sent twice',
  saboteur: 'finite message timeout',
  async run(place, saboteur) {
    const gateway = await start(place, saboteur);
    await place.pauseBroker();
    const ledger: LedgerEntry[] = [];
    for (let order = 1; order <= 5; order += 1) ledger.push(await sendOne(gateway, order));
    await pause(3 * RELAY_MS);
    await place.resumeBroker();
    await until('the outbox to be empty', async () => (await ask(`${gateway.url}/metrics`)).text.includes(OUTBOX_EMPTY));
    await gateway.stop();
    const sent = new Set(ledger.flatMap(({ recordIds }) => recordIds));
    const { faults, repeats } = verify(
      ledger,
      (await readPublications(place.bootstrap)).filter(({ recordId }) => sent.has(recordId)),
    );
    return repeats === 0 ? faults : [...faults, `${String(repeats)} records were sent twice though nothing had crashed`];
  },
};

async function killedWhileTheBrokerIsPaused(
  place: ProofPlace,
  first: SaboteurName | undefined,
  second: SaboteurName | undefined,
): Promise<readonly string[]> {
  const gateway = await start(place, first);
  await place.pauseBroker();
  const ledger: LedgerEntry[] = [];
  for (let order = 1; order <= 5; order += 1) ledger.push(await sendOne(gateway, order));
  await pause(RELAY_MS);
  await gateway.kill();
  await place.resumeBroker();
  return afterRestart(place, ledger, second);
}

async function afterRestart(place: ProofPlace, ledger: readonly LedgerEntry[], saboteur?: SaboteurName): Promise<readonly string[]> {
  const again = await start(place, saboteur);
  await emptied(again);
  await again.stop();
  return verify(ledger, await readPublications(place.bootstrap)).faults;
}

/**
 * Until the outbox is empty. A client that met a broker which had no leaders yet is replaced after 20 s; the outbox of a relay that
 * leaves rows behind is never empty.
 */
async function emptied(gateway: GatewayProcess): Promise<void> {
  const deadline = performance.now() + LONGEST_DRAIN_MS;
  while (performance.now() < deadline && !(await ask(`${gateway.url}/metrics`)).text.includes(OUTBOX_EMPTY)) await pause(100);
}

async function start(place: ProofPlace, saboteur: SaboteurName | undefined): Promise<GatewayProcess> {
  const gateway = await startGatewayProcess(place, saboteur === undefined ? {} : { saboteur });
  if (gateway === undefined) throw new Error('The gateway does not start');
  return gateway;
}

function sendOne(gateway: GatewayProcess, order: number): Promise<LedgerEntry> {
  return acknowledged(1, order, {
    url: () => Promise.resolve(gateway.url),
    lost: () => {
      throw new Error('The gateway gave no answer');
    },
  });
}
