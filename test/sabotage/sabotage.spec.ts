import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newDataDirectory, removeDataDirectory } from '../support/data-directory.js';
import { startRealKafka, type RealKafka } from '../support/real-kafka/real-kafka.js';
import { onlyTheContractLeaves } from './proofs/contract.js';
import { doneOnlyAfterTheReport, durableBeforeAnswered, nothingExpires, unsentRowsAreFound } from './proofs/delivery.js';
import { firstSightingsCannotRace } from './proofs/one-child.js';
import { everySharingIsAudited, logsHoldNoIdentifier } from './proofs/privacy-and-audit.js';
import type { Proof } from './proofs/proof.js';
import { SABOTEURS, type SaboteurName } from './saboteurs.js';

const PROOFS: readonly Proof[] = [
  durableBeforeAnswered,
  doneOnlyAfterTheReport,
  nothingExpires,
  unsentRowsAreFound,
  firstSightingsCannotRace,
  onlyTheContractLeaves,
  logsHoldNoIdentifier,
  everySharingIsAudited,
];

let kafka: RealKafka;
beforeAll(async () => {
  kafka = await startRealKafka();
}, 180_000);
afterAll(() => kafka.close());

test('every saboteur has a proof that it must turn red', () => {
  expect(PROOFS.map(({ saboteur }) => saboteur).sort()).toEqual(Object.keys(SABOTEURS).sort());
});

describe.each(PROOFS.map((proof) => [proof.guarantee, proof] as const))('%s', (_, proof) => {
  test('holds', async () => {
    expect(await run(proof, undefined)).toEqual([]);
  }, 240_000);

  test(`turns red under the saboteur "${proof.saboteur}"`, async () => {
    const faults = await run(proof, proof.saboteur);
    process.stdout.write(`sabotaged: ${proof.saboteur} → ${faults.join('; ')}\n`);

    expect(faults).not.toEqual([]);
  }, 240_000);
});

async function run(proof: Proof, saboteur: SaboteurName | undefined): Promise<readonly string[]> {
  const dataDir = await newDataDirectory();
  const place = {
    bootstrap: kafka.bootstrap,
    dataDir,
    pauseBroker: () => kafka.stopBroker(1, 'SIGSTOP'),
    resumeBroker: () => kafka.stopBroker(1, 'SIGCONT'),
  };
  try {
    return await proof.run(place, saboteur);
  } finally {
    await removeDataDirectory(dataDir);
  }
}
