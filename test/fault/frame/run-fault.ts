import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../../support/ask.js';
import { verify, type LedgerEntry, type Publication, type Verdict } from '../../support/ledger/ledger.js';
import { readPublications } from '../../support/ledger/publications.js';
import { until } from '../../support/until.js';
import type { Fault } from './fault.js';
import type { Grounds } from './grounds.js';
import type { Instance } from './instance.js';
import { Load } from './load.js';
import { Observer } from './observer.js';
import type { Outcome } from './outcome.js';
import { setScene, type Scene } from './scene.js';
import type { Size } from './size.js';

/** Lets a fault happen while agencies send, waits until nothing is left of it, and holds every topic against what was acknowledged. */
export async function runFault(fault: Fault, size: Size, grounds: Grounds): Promise<Outcome> {
  const scene = await setScene(fault, size, grounds);
  const { instances } = scene;
  const observer = new Observer(() => instances.flatMap(({ url }) => url ?? []));
  try {
    const putRight = await fault.prepare?.(scene);
    await startAll(instances, fault.parts.start);
    const load = new Load(size.children, instances);
    scene.load = load;
    scene.observer = observer;
    await scene.goesOn();
    await fault.happen(scene, putRight ?? (() => Promise.resolve()));
    const healed = performance.now();
    await recovered(scene, load);
    const recoveredAfterSeconds = Math.round((performance.now() - healed) / 100) / 10;
    const seen = await observer.stop(instances.flatMap(({ output }) => output));
    const verdicts = await Promise.all(scene.recipients.map((recipient) => verdictOf(scene, recipient, load.ledger)));
    return {
      fault: fault.name,
      what: fault.what,
      size: size.name,
      submissions: load.ledger.length,
      records: load.ledger.flatMap(({ recordIds }) => recordIds).length,
      ...summed(verdicts),
      recoveredAfterSeconds,
      restarts: instances.reduce((total, { restarts }) => total + restarts, 0),
      seen,
    };
  } finally {
    scene.load?.abandon();
    await observer.stop([]);
    await scene.close();
  }
}

async function startAll(instances: readonly Instance[], how: Fault['parts']['start']): Promise<void> {
  if (how !== 'in-turn') await Promise.all(instances.map((instance) => instance.start()));
  else for (const instance of instances) await instance.start();
}

/** Metrics are up to half a second old; what they say after that is of the time after the last message. */
const OLDEST_ANSWER_MS = 1_000;

/** Every gateway is ready, new messages are acknowledged, and in the end nothing is unsent. Nobody does anything for it. */
async function recovered(scene: Scene, load: Load): Promise<void> {
  await scene.goesOn();
  await until('every gateway to be ready', async () => (await Promise.all(scene.instances.map(({ url }) => isReady(url)))).every(Boolean));
  await load.stop();
  await pause(OLDEST_ANSWER_MS);
  for (const recipient of scene.recipients) await until('the outbox to be empty', () => nothingUnsent(scene, recipient));
}

async function isReady(url: string | undefined): Promise<boolean> {
  return url !== undefined && (await ask(`${url}/health/ready`).catch(() => undefined))?.status === 200;
}

async function nothingUnsent({ instances: [first] }: Scene, recipient: string): Promise<boolean> {
  const metrics = await ask(`${first?.url ?? ''}/metrics`).catch(() => undefined);
  return metrics?.text.includes(`mash_outbox_unsent{recipient="${recipient}"} 0`) === true;
}

async function verdictOf({ kafka }: Scene, recipient: string, ledger: readonly LedgerEntry[]): Promise<Verdict> {
  return verify(ledger, await readThrough(kafka.bootstrap, `mash.${recipient}.child-record.v1`));
}

/** A broker that is just back may have no leader yet for one partition or another. */
async function readThrough(bootstrap: string, topic: string): Promise<readonly Publication[]> {
  let read: readonly Publication[] | undefined;
  await until(`the topic ${topic} to be readable`, async () => {
    read = await readPublications(bootstrap, topic).catch(() => undefined);
    return read !== undefined;
  });
  return read ?? [];
}

function summed(verdicts: readonly Verdict[]): Pick<Outcome, 'missing' | 'outOfOrder' | 'secondIds' | 'repeats' | 'broken'> {
  const sum = (pick: (verdict: Verdict) => number): number => verdicts.reduce((total, verdict) => total + pick(verdict), 0);
  return {
    missing: sum(({ missing }) => missing),
    outOfOrder: sum(({ outOfOrder }) => outOfOrder),
    secondIds: sum(({ secondIds }) => secondIds),
    repeats: sum(({ repeats }) => repeats),
    broken: verdicts.flatMap(({ faults }) => faults),
  };
}
